"""Writes the translator's model card, loss curve and thinned log from what was measured.

    /usr/bin/python3 models/pipeline/translate_card.py      models/en-zh-translate/{README.md, loss.svg, training-log.csv}

The sentences in the card are translated again each time; examples.json must be what the model writes.
"""

import argparse
import csv
import json
from pathlib import Path

import torch

from corpus import MODELS
from plot import loss_svg
from translate_export import ID, load_checkpoint, shipped
from translate_golden import encode
from translate_model import PAD, Translator

# Sentences for the card: right ones are in examples.json; these show where it stops.
LIMITS = [
    "I love you more than anything in the world.",
    "The quick brown fox jumps over the lazy dog.",
    "To be or not to be, that is the question.",
    "She said that she would come if she had time.",
    "It's raining cats and dogs.",
]


def translate(model: Translator, vocab: dict, text: str) -> list[str]:
    ids = torch.tensor([encode(text, vocab)])
    return [vocab["target"][t] for t in model.translate(ids, torch.ones_like(ids))[0].tolist() if t != PAD]


def table(rows: list[tuple], head: tuple) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def card(spec: dict, measured: dict, examples: list[dict], limits: list[tuple[str, str]], rows: list[dict]) -> str:
    heads = measured["alignment"]["heads"]
    safety = measured["safety"]  # translate_safety.py
    best = spec["alignmentHead"]
    patterns = measured["patterns"]
    per_pattern = [
        (p, patterns["sentence"].get(p, "–"), patterns["combination"].get(p, "–")) for p in sorted(patterns["sentence"])
    ]
    last = rows[-1]
    return f"""# {spec['id']}: English → Chinese, as in 2017

An encoder–decoder exactly as in “Attention Is All You Need” (Vaswani et al. 2017), small enough to train on one CPU core in an
hour: sinusoidal positions, post-norm, ReLU feed-forward layers, label smoothing, dropout, the target embedding shared
with the output layer. It translates everyday sentences of a grammar written for it, and shows what the paper was about:
attention from one language into the other.

| | |
|---|---|
| layers | {spec['layers']} + {spec['layers']}, {spec['heads']} heads, {spec['embedding']} wide, {spec['parameters']:,} parameters |
| files | {spec['bytes'] / 1e6:.2f} MB: encoder, decoder, vocabulary |
| weights | int8, one scale per output channel, multiplied out on loading; arithmetic in fp32 |
| vocabulary | {spec['sourceVocabSize']} English and {spec['vocabSize']} Chinese words, signs and marks |
| trained on | {int(last['sentences']):,} sentences in {int(last['step']):,} steps, {float(last['seconds']) / 60:.0f} minutes of a shared CPU core, {spec['trainedOn']} |
| licence | {spec['licence']}; the data is generated, so no one else's text is in it |
| revision | {spec['revision']} |

## Data

`models/pipeline/translate_grammar` writes English, Chinese and the true alignment of their words together. Its patterns are
those in which the two languages order things differently: time and place before the verb, classifiers, question words in place
and 吗, relative clauses before their noun, 不 and 没, 了 正在 过 会, comparison with 比, 把 and 被 sentences, directions,
conditions and reasons. English determines the Chinese (three exceptions in 300,000 sentences), so exact match is a fair measure.
The grammar chooses one of several natural renderings: always 我们 … 吧 for “let us”, 看 for “read”; “brother” is 哥哥 and
“younger brother” 弟弟.

Tokens are words in both languages (why: `models/pipeline/translate_data.py`). English is lower-cased, contractions are written
out, signs stand apart. A word outside the vocabulary becomes `<unk>` and is carried over as `<unk>`.

The grammar grew while the model was in training: the first 2,000 steps ran without animals as subjects, postures, “it”, and
two things or people joined by “and”, the first 2,950 without requests that lack “please” and with each short sentence kept
once, the last 250 with greetings twice as often as before, and its rate fell and rose again each time (`training-log.csv`). A run from the start on today's grammar needs no stages.

## Held-out results

Sentences by a stable hash of the English, never trained on; in *combination*, two words meet (verb and object, adjective and
noun …) that never met in training. Exact match: the greedy translation is the grammar's, word for word. Weights as shipped.

{table([(k, f"{measured['sentences'][k]:,}", f"{v:.1%}") for k, v in spec['exactMatch'].items()], ('set', 'sentences', 'exact match'))}

<details><summary>By pattern</summary>

{table(per_pattern, ('pattern', 'sentence', 'combination'))}

</details>

## What cross-attention shows

For each Chinese word with a counterpart: is the English word that a head looks at most, while the Chinese word is being chosen,
one that the grammar derives it from? The model was never told of the alignment. The best blind guess, the same relative place in
the sentence, is right in {measured['alignment']['samePlace']:.0%}.

{table([(f'layer {i}', *(f'{v:.0%}' for v in row)) for i, row in enumerate(heads)], ('', *(f'head {h}' for h in range(spec['heads']))))}

Head {best['head']} of layer {best['layer']} is the one to draw (`alignmentHead` in spec.json): {best['accuracy']:.0%}. The mean of the last layer is
right in {measured['alignment']['meanOfLastLayer']:.0%}.

## Training

![loss](loss.svg)

Adam (β 0.9, 0.98), warm-up of 400 steps, constant, linear decay over the last quarter (again after
each change of the grammar), batches of 160 sentences, dropout 0.1,
label smoothing 0.1: the loss cannot fall below about 0.96, the entropy of the smoothed target. Every 50 steps:
`training-log.csv`.

## Examples

{table([(e['text'], ' '.join(e['output'])) for e in examples], ('English', 'written by the model'))}

Outside its grammar it is lost, and says something all the same:

{table(limits, ('English', 'written by the model'))}

## Not for

Translating anything that matters. It knows fewer than 900 words and the sentences of one grammar; what it cannot read it
fills with what it has seen. It can only write the {spec['vocabSize']} words of its vocabulary (`vocab.json`); {safety['listed']} of them are on the
lists of slurs and explicit words of safety.py and poems_safety.py. In {safety['samples']:,} translations drawn at temperature 1
{safety['flagged']} held a listed piece: 妈妈的, "mum's", has one in its middle that means something else alone.

## Again from the start

    /usr/bin/python3 models/pipeline/translate_data.py       # draws 800,000 sentences, about two minutes
    /usr/bin/python3 models/pipeline/translate_train.py      # one core; not yet repeated from the start on today's grammar
    /usr/bin/python3 models/pipeline/translate_evaluate.py
    /usr/bin/python3 models/pipeline/translate_safety.py
    /usr/bin/python3 models/pipeline/translate_export.py
    /usr/bin/python3 models/pipeline/translate_golden.py
    /usr/bin/python3 models/pipeline/translate_card.py
    npx tsx models/en-zh-translate/check.ts
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=MODELS / ".work")
    parser.add_argument("--out", type=Path, default=MODELS)
    args = parser.parse_args()
    folder, work = args.out / ID, args.work / ID
    read = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    spec, measured, vocab, examples = (
        read(p) for p in (folder / "spec.json", work / "measured.json", folder / "vocab.json", folder / "examples.json")
    )
    model = shipped(load_checkpoint(work / "checkpoint.pt")[0])
    for e in examples:
        if (got := translate(model, vocab, e["text"])) != e["output"]:
            print(f"examples.json, {e['id']}: the model writes {' '.join(got)}")
    with open(work / "log.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    full = max(float(r["rate"]) for r in rows)
    # the plot counts target words, </s> included
    curve = [
        {
            "tokens": int(r["sentences"]) * measured["wordsPerSentence"],
            "loss": r["loss"],
            "rate": float(r["rate"]) / full,
        }
        for r in rows
    ]
    (folder / "loss.svg").write_text(loss_svg(curve, "training loss of the translator"), encoding="utf-8")
    with open(folder / "training-log.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(rows)
    limits = [(text, " ".join(translate(model, vocab, text))) for text in LIMITS]
    (folder / "README.md").write_text(card(spec, measured, examples, limits, rows), encoding="utf-8")
    print(f"{ID}: {len(examples)} examples, {len(rows)} rows of log")


if __name__ == "__main__":
    main()
