"""Writes the model cards, models/<id>/README.md, and the comparison in models/README.md from what was measured.

    python3 card.py en-nano en-mini en-chat

Also puts the loss curve (loss.svg) and the thinned log (training-log.csv) beside each card. Samples are drawn again from
the weights each time: what stands in a card is what the model writes.
"""

import argparse
import csv
import json
from pathlib import Path

import plot
from cards import CARDS, DATA, LADDER, LIMITS
from configs import CONFIGS
from corpus import MODELS
from export import load_checkpoint, shipped
from generate import continuations
from results import read
from tokenizer import Tokenizer

LABELS = {'stories': 'stories (held-out chapters, tales, children\'s stories)', 'explain': 'textbooks and articles',
          'dialogue': 'dialogues', 'wikitext2': 'WikiText-2 test (with its `<unk>` marks)', 'own': 'own stories'}
PROMPTS = ['Once upon a time there was a little fox who', 'The old man opened the door and', 'Why is the sky blue?']
SAMPLE_LENGTH, SAMPLE_TEMPERATURE, SAMPLE_SEED = 90, 0.8, 1


class Writer:
    """A model as it is shipped, for drawing samples."""

    def __init__(self, work: Path, name: str):
        self.tokenizer = Tokenizer.load(work / CONFIGS[name].corpus)
        self.model = shipped(load_checkpoint(work / name / 'checkpoint.pt')[0])

    def sample(self, prompt: str, temperature: float, seed: int, length: int = SAMPLE_LENGTH) -> str:
        ids = continuations(self.model, self.tokenizer.encode(prompt), [seed], length, self.tokenizer.end_of_text,
                            temperature)[0]
        return prompt + self.tokenizer.decode(ids) + (' ∎' if len(ids) < length else ' …')


def quote(text: str) -> str:
    return '\n'.join(f'> {line}' if line else '>' for line in text.split('\n'))


def results_table(names: list[str], results: dict, kind: str = 'shipped') -> str:
    parts = [p for p in LABELS if p in results['text']]
    rows = ['| | ' + ' | '.join(LABELS[p] for p in parts) + ' |', '|---|' + '---|' * len(parts)]
    cells = lambda measured: ' | '.join(f'{measured[p]:.3f}' for p in parts)
    rows += [f'| {name} | {cells(measured)} |' for name, measured in results['references'].items()]
    rows += [f"| **{n}** | {cells(results['models'][n]['bitsPerByte'][kind])} |" for n in names if n in results['models']]
    rows.append('| bytes measured | ' + ' | '.join(f"{results['text'][p]['bytes']:,}" for p in parts) + ' |')
    return '\n'.join(rows)


def chat_section(name: str, results: dict) -> str:
    rows = ['| | ' + ' | '.join(['system prompt moves the first token (JSD, bits)', 'ends its turn', 'capitals that the tuning asked',
                                 'capitals that only pre-training named']) + ' |', '|---|---|---|---|---|']
    for model in dict.fromkeys([CONFIGS[name].start_from, name]):
        c = results['models'].get(model, {}).get('chat')
        if c:
            rows.append(f"| {model} | {c['firstTokenShift']:.3f} | {c['endsTurn']:.0%} | {c['capitals']:.0%} of {c['countries']} "
                        f"| {c['capitalsHeldOut']:.0%} of {c['countriesHeldOut']} |")
    return '## As a chatbot\n\n' + '\n'.join(rows) + '\n\nWhat is measured: `models/pipeline/evaluate_chat.py`. The capitals of ' \
        'the first group were asked while tuning, in these and other wordings: that is memory, not reasoning. Those of the ' \
        'second the tuning never asked; pre-training had named them.\n\n'


def card(name: str, spec: dict, results: dict, writer: Writer) -> str:
    config, text, mine = CONFIGS[name], CARDS[name], results['models'][name]
    mix = ', '.join(f'{part} {share:.0%}' for part, share in config.mix.items())
    examples = '\n\n'.join(f"**{verdict}** (temperature {t}, seed {seed})\n\n{quote(writer.sample(prompt, t, seed))}"
                           for verdict, prompt, t, seed in text['examples'])
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
| Trained on | {spec['trainedOn']}, two CPU cores |

## Training

`python3 models/pipeline/train.py {name}`. Share of the tokens by part: {mix}. {text['training']}
Muon (Jordan et al. 2024) for the matrices of the blocks, AdamW for the rest; warm-up, constant rate, linear decay; products
in bf16, everything else in fp32; seed {config.seed}. All rows: `training-log.csv`.

![Training loss against tokens seen](loss.svg)

## Held out

Bits per byte, lower is better, of the weights as shipped. Whole documents were held out by a hash of their text; those that
overlap with training text were left out. `xz -9e` compresses the same text without having seen any other; the 5-gram models
(interpolated Kneser–Ney over the same tokens) have counted the documents that en-mini read, each once, or all of them.

{results_table([*LADDER] if name in LADDER else [config.start_from, name], results)}

{chat_section(name, results) if 'chat' in mine and config.start_from else ''}## Examples

Drawn again each time by `card.py`, and replayed by the page from the same seed; ∎ is where the model ended the text itself.

{examples}

## Safety pass

{f"{safety['samples']:,} samples of 80 tokens at temperature 1 from neutral prompts (`models/pipeline/safety.py`), searched for slurs and explicit words: {safety['flagged']} held a listed word. {text.get('safety', '')}" if safety else 'Not run.'}

## Not for

{LIMITS}

## Data

{DATA}
"""


def comparison(names: list[str], results: dict, writers: dict[str, Writer]) -> str:
    """The part of models/README.md that is measured."""
    sizes = '\n'.join(f"| {n} | {results['models'][n]['parameters']:,} | {results['models'][n]['tokensSeen']:,} |" for n in names)
    samples = []
    for prompt in PROMPTS:
        samples.append(f'### “{prompt}”\n')
        samples += [f'**{n}**\n\n{quote(writers[n].sample(prompt, SAMPLE_TEMPERATURE, SAMPLE_SEED))}\n' for n in names]
    return f"""| model | parameters | tokens seen |
|---|---|---|
{sizes}

## Bits per byte on held-out text

{results_table(names, results)}

## The same prompts, the same seed

Temperature {SAMPLE_TEMPERATURE}, seed {SAMPLE_SEED}, {SAMPLE_LENGTH} tokens, not chosen.

""" + '\n'.join(samples)


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
    before, _, rest = readme.read_text(encoding='utf-8').partition('<!-- measured: written by pipeline/card.py -->')
    after = rest.partition('<!-- end of measured -->')[2]
    middle = comparison([n for n in LADDER if n in writers] + [n for n in writers if n not in LADDER], results, writers)
    readme.write_text(f'{before}<!-- measured: written by pipeline/card.py -->\n\n{middle}\n<!-- end of measured -->{after}',
                      encoding='utf-8')


if __name__ == '__main__':
    main()
