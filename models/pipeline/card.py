"""Writes the model cards, models/<id>/README.md, and the comparison in models/README.md from what was measured.

    python3 card.py en-nano en-mini en-chat zh-nano zh-mini zh-chat

Also puts the loss curve (loss.svg) and the thinned log (training-log.csv) beside each card. Samples are drawn again from
the weights each time: what stands in a card is what the model writes.
"""

import argparse
import csv
import json
from pathlib import Path

import plot
from cards import CARDS, DATA, LADDER, LIMITS, REAL_STORIES
from configs import CONFIGS, TEMPERATURE, TOP_P
from corpus import MODELS
from export import load_checkpoint, shipped
from generate import continuations
from results import read
from tokenizer import Tokenizer

LABELS = {'tiny': 'TinyStories, validation part', 'own': 'own stories', 'simple': 'own stories and facts, second set',
          'stories': 'chapters, tales, children\'s stories', 'explain': 'textbooks and articles',
          'dialogue': 'dialogues', 'wikitext2': 'WikiText-2 test (with its `<unk>` marks)', 'zh-stories': 'own stories',
          'zh-explain': 'own explanations', 'zh-chat': 'own conversations, plain form', 'zh-modern': 'prose before 1945'}
PROMPTS = {'en': ['Once upon a time, there was a little', 'The old man opened the door and', 'Why is the sky blue?'],
           'zh': ['从前有一只小狐狸，', '老爷爷推开门，', '天空为什么是蓝色的？']}
SAMPLE_LENGTH, SAMPLE_SEED = 90, 1


class Writer:
    """A model as it is shipped, for drawing samples."""

    def __init__(self, work: Path, name: str):
        self.tokenizer = Tokenizer.load(work / CONFIGS[name].corpus)
        self.model = shipped(load_checkpoint(work / name / 'checkpoint.pt')[0])

    def sample(self, prompt: str, seed: int, length: int = SAMPLE_LENGTH) -> str:
        ids = continuations(self.model, self.tokenizer.encode(prompt), [seed], length, self.tokenizer.end_of_text,
                            TEMPERATURE, top_p=TOP_P)[0]
        return prompt + self.tokenizer.decode(ids) + (' ∎' if len(ids) < length else ' …')


def quote(text: str) -> str:
    return '\n'.join(f'> {line}' if line else '>' for line in text.split('\n'))


def results_table(names: list[str], results: dict) -> str:
    """Bits per byte of models of one language, with xz and n-grams beside them; of Chinese also bits per character."""
    names = [n for n in names if 'bitsPerByte' in results['models'].get(n, {})]
    measured = {n: results['models'][n]['bitsPerByte']['shipped'] for n in names}
    parts = [p for p in LABELS if all(p in m for m in measured.values())]
    rows = ['| | ' + ' | '.join(LABELS[p] for p in parts) + ' |', '|---|' + '---|' * len(parts)]
    cells = lambda found: ' | '.join(f'{found[p]:.3f}' if p in found else '–' for p in parts)
    rows += [f'| {name} | {cells(found)} |' for name, found in results['references'].items() if set(parts) & set(found)]
    rows += [f'| **{n}** | {cells(measured[n])} |' for n in names]
    text = results['text']
    if parts[0].startswith('zh'):
        wide = {n: {p: bits * text[p]['bytes'] / text[p]['characters'] for p, bits in m.items()} for n, m in measured.items()}
        rows += [f'| **{n}**, bits per character | {cells(wide[n])} |' for n in names]
    rows.append('| bytes measured | ' + ' | '.join(f"{text[p]['bytes']:,}" for p in parts) + ' |')
    return '\n'.join(rows)


def sense_table(names: list[str], results: dict) -> str:
    zh = names[0].startswith('zh')
    rows = [f"| | repeated 4-{'character strings' if zh else 'grams'} | different {'characters' if zh else 'words'} |", '|---|---|---|']
    for n in names:
        found = results['models'].get(n, {}).get('sense')
        if found:
            rows.append(f"| **{n}** | {found['repeated4']:.1%} | {found['different']:.3f} |")
    rows += [f'| {label} | {found[0]:.1%} | {found[1]:.3f} |' for label, found in REAL_STORIES['zh' if zh else 'en'].items()]
    return '\n'.join(rows)


def chat_section(name: str, results: dict) -> str:
    held_out = 'capitalsHeldOut' in results['models'][name]['chat']
    heads = ['system prompt moves the first token (JSD, bits)', 'different first tokens of 8 personas', 'ends its turn',
             'capitals that the tuning asked', *(['capitals that only pre-training named'] if held_out else [])]
    rows = ['| | ' + ' | '.join(heads) + ' |', '|---|' + '---|' * len(heads)]
    for model in dict.fromkeys([CONFIGS[name].start_from, name]):
        c = results['models'].get(model, {}).get('chat')
        if c:
            rows.append(f"| {model} | {c['firstTokenShift']:.3f} | {c['distinctFirst']:.1f} | {c['endsTurn']:.0%} | {c['capitals']:.0%} "
                        f"of {c['countries']} |" + (f" {c['capitalsHeldOut']:.0%} of {c['countriesHeldOut']} |" if held_out else ''))
    return '## As a chatbot\n\n' + '\n'.join(rows) + '\n\nWhat is measured: `models/pipeline/evaluate_chat.py`. The capitals ' \
        'that were asked while tuning, in these and other wordings, are memory, not reasoning.\n\n'


def card(name: str, spec: dict, results: dict, writer: Writer) -> str:
    config, text, mine = CONFIGS[name], CARDS[name], results['models'][name]
    mix = ', '.join(f'{part} {share:.0%}' for part, share in config.mix.items())
    examples = '\n\n'.join(f"**{verdict}** (seed {seed})\n\n{quote(writer.sample(prompt, seed))}"
                           for verdict, prompt, seed in text['examples'])
    family = [n for n in LADDER if n[:2] == name[:2]]
    safety = mine.get('safety')
    cost = max(mine['bitsPerByte']['shipped'][p] / unquantised - 1 for p, unquantised in mine['bitsPerByte']['reference'].items())
    return f"""# {name} — {spec['name']}

{text['summary']}

| | |
|---|---|
| Architecture | GPT-2: {spec['layers']} layers, {spec['heads']} heads, embedding {spec['embedding']}, context {spec['contextLength']}, vocabulary {spec['vocabSize']:,} (byte-level BPE), tied embeddings |
| Parameters | {spec['parameters']:,} |
| Tokens seen | {spec['tokensSeen']:,} |
| Download | {spec['bytes'] / 1e6:.2f} MB, revision `{spec['revision']}` |
| Weights | int8, one scale per output channel, multiplied out to fp32 when loaded; this changes bits per byte by {cost:+.2%} at worst |
| Licence | {spec['licence']} (weights); the data's licences are below |
| Trained on | {spec['trainedOn']}, one CPU core |

## Training

`python3 models/pipeline/train.py {name}`. Share of the tokens by part: {mix}. {text['training']}
Muon (Jordan et al. 2024) for the matrices of the blocks, AdamW for the rest; warm-up, constant rate, linear decay; products
in bf16, sums and the residual stream in fp32; dropout {config.dropout}; seed {config.seed}. All rows: `training-log.csv`.

![Training loss against tokens seen](loss.svg)

## Held out

Bits per byte, lower is better, of the weights as shipped. Whole documents were held out by a hash of their text; those that
overlap with training text were left out. `xz -9e` compresses the same text without having seen any other; the 5-gram models
(interpolated Kneser–Ney over the same tokens) have counted the text that their label names.

{results_table([*text.get('before', ()), *(family if name in LADDER else [config.start_from, name])], results)}

## Sense

40 runs at the page's defaults from 8 fixed prompts, the first 90 words (of Chinese: characters) of each (`models/pipeline/sense.py`):
what repeats has lost the thread.

{sense_table([*text.get('before', ()), *(family if name in LADDER else [config.start_from, name])], results)}

{chat_section(name, results) if 'chat' in mine and config.start_from else ''}## Examples

Temperature {TEMPERATURE}, top-p {TOP_P}: drawn again each time by `card.py`, and replayed by the page from the same seed; ∎ is where
the model ended the text itself.

{examples}

## Safety pass

{f"{safety['samples']:,} samples of 80 tokens at temperature 1 from neutral prompts (`models/pipeline/safety.py`), searched for slurs and explicit words: {safety['flagged']} held a listed word; {safety['rough']} held a sad or rough word that stories use (dead, gun, 死, 血 …). {text.get('safety', '')}" if safety else 'Not run.'}

## Not for

{LIMITS}

## Data

{DATA[name[:2]]}
"""


def comparison(language: str, names: list[str], results: dict, writers: dict[str, Writer]) -> str:
    """The part of models/README.md that is measured, of the models of one language."""
    sizes = '\n'.join(f"| {n} | {results['models'][n]['parameters']:,} | {results['models'][n]['tokensSeen']:,} |" for n in names)
    made = [f'| model | parameters | tokens seen |\n|---|---|---|\n{sizes}\n',
            f'### Bits per byte on held-out text\n\n{results_table(names, results)}\n',
            f'### Sense\n\n{sense_table(names, results)}\n',
            f'### The same prompts, the same seed\n\nTemperature {TEMPERATURE}, top-p {TOP_P}, seed {SAMPLE_SEED}, {SAMPLE_LENGTH} tokens, '
            'not chosen.\n']
    for prompt in PROMPTS[language]:
        made.append(f'#### “{prompt}”\n')
        made += [f'**{n}**\n\n{quote(writers[n].sample(prompt, SAMPLE_SEED))}\n' for n in names]
    return '\n'.join(made)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('models', nargs='+', choices=list(CARDS))
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    options = arguments.parse_args()
    results = read(MODELS / 'results.json')
    writers = {name: Writer(options.work, name) for name in options.models}
    for name in options.models:
        folder = MODELS / name
        rows = plot.thin(plot.read(options.work / name / 'log.csv'))
        with open(folder / 'training-log.csv', 'w', newline='', encoding='utf-8') as file:
            table = csv.DictWriter(file, rows[0].keys(), lineterminator='\n')
            table.writeheader()
            table.writerows(rows)
        (folder / 'loss.svg').write_text(plot.loss_svg(rows, f'Training loss of {name}'), encoding='utf-8')
        spec = json.loads((folder / 'spec.json').read_text(encoding='utf-8'))
        (folder / 'README.md').write_text(card(name, spec, results, writers[name]), encoding='utf-8')
    readme = MODELS / 'README.md'
    for language in dict.fromkeys(name[:2] for name in writers):
        before, begin, rest = readme.read_text(encoding='utf-8').partition(f'<!-- measured {language}: written by pipeline/card.py -->')
        end = f'<!-- end of measured {language} -->'
        middle = comparison(language, [n for n in writers if n.startswith(language)], results, writers)
        readme.write_text(f'{before}{begin}\n\n{middle}\n{end}{rest.partition(end)[2]}', encoding='utf-8')


if __name__ == '__main__':
    main()
