"""Writes the model card of zh-poems, its loss curve and thinned log from what was measured.

    python3 poems_card.py          models/zh-poems/{README.md, loss.svg, training-log.csv}

Poems are written again each time, by the seeds of prompts.json: what stands in the card is what the model writes.
"""

import argparse
import csv
import json
from pathlib import Path

import torch

import plot
from configs import CONFIGS
from corpus import MODELS
from export import load_checkpoint, shipped
from generate import continuations
from poems_corpus import FORMS
from poems_evaluate import ID
from tokenizer import Tokenizer

# Shown as they come, to be honest about the rest: heading, temperature, seed.
BAD = [("七律《登高》", 1.0, 1), ("词《水调歌头》", 1.0, 2), ("五绝《我的手机》", 1.0, 3), ("七绝《夜雨》", 2.0, 4)]


def poem(model, tokenizer: Tokenizer, text: str, temperature: float, seed: int) -> str:
    """The prompt and its continuation, drawn as the page draws it."""
    ids, end = tokenizer.encode(text), tokenizer.end_of_text
    drawn = continuations(model, ids, [seed], model.shape.context - len(ids), end, temperature)[0]
    return text + tokenizer.decode(drawn)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}  " for line in text.splitlines())


def form_table(measured: dict) -> str:
    rows = [
        "| | verses × characters | form kept | rhymed, of those | held-out poems rhymed | random endings |",
        "|---|---|---|---|---|---|",
    ]
    for temperature, forms in measured["written"].items():
        for form, r in forms.items():
            if form in FORMS:
                count, length = FORMS[form]
                h = measured["human"][form]
                rows.append(
                    f"| {form}, T = {temperature} | {count} × {length} | {r['form']:.0%} | {r['rhyme']:.0%} | {h['rhyme']:.0%} | {h['random']:.1%} |"
                )
            else:
                rows.append(f"| {form}, T = {temperature} | as a poem to the same tune | {r['form']:.0%} | | | |")
    return "\n".join(rows)


def bits_table(bits: dict) -> str:
    names = {
        "reference": "zh-poems, as trained (fp32)",
        "shipped": "**zh-poems, as shipped (int8 weights)**",
        "5-gram": "5-gram (Kneser–Ney) on the same tokens",
        "xz -9e": "xz -9e",
    }
    rows = [f"| {names[k]} | {bits['bitsPerByte'][k]:.3f} | {bits['bitsPerCharacter'][k]:.2f} |" for k in names]
    return "\n".join(["| | bits per byte | bits per character |", "|---|---|---|", *rows])


def card(spec: dict, measured: dict, good: list[str], bad: list[str]) -> str:
    bits, safety, run = measured["bits"], measured["safety"], measured["run"]
    cost = bits["bitsPerByte"]["shipped"] / bits["bitsPerByte"]["reference"] - 1
    share = sum(safety["flagged"].values())
    return f"""# {spec['id']}: Chinese classical verse, one token a character

A GPT-2 that writes regular verse (五绝 七绝 五律 七律) and ci (词) in the manner of Tang and Song. Made so that Chinese readers
can judge a language model in their own language: form comes out right long before rhyme, and rhyme before sense.

| | |
|---|---|
| shape | {spec['layers']} layers, {spec['heads']} heads, {spec['embedding']} wide, {spec['parameters']:,} parameters, context {spec['contextLength']} |
| files | {spec['bytes'] / 1e6:.2f} MB |
| weights | int8, one scale per output channel, multiplied out on loading; arithmetic in fp32; costs {cost:.2%} in bits per byte |
| tokens | byte-level BPE, merged only inside characters: {spec['vocabSize']:,} tokens, one for each character of the corpus; any text can be entered |
| trained on | {spec['tokensSeen']:,} tokens in {run['step']:,} steps, {spec['trainedOn']}, shared CPU cores |
| licence | {spec['licence']} |
| revision | {spec['revision']} |

## How to ask

A heading, a newline, and it writes one row for each sentence; `<|endoftext|>` ends the poem.

    五绝《春晓》
    七律《登高》唐·杜甫
    词《如梦令》李清照

The form stands first (五绝 七绝 五律 七律 词), the title in 《》 is optional, the poet after it too. For a ci the title is the tune, whose
pattern of lines it seldom keeps yet.

## Data and licence

207,885 poems collected by [chinese-poetry](https://github.com/chinese-poetry/chinese-poetry) (MIT for the collection; the poems
are in the public domain), in simplified characters: regular verse of Tang and Song, and Song ci. One in a hundred is held out by
a stable hash of its characters ({bits['documents']:,} poems). The corpus itself is not in the repository.

## Held out

{bits_table(bits)}

Headings count as text here. Form and rhyme, judged on new poems under the titles of held-out ones (20 titles × 5 poems each):

{form_table(measured)}

How rhyme is judged: not by today's sound. From which characters end the even verses of one training poem, groups were learned
that come out close to those of the rhyme books 平水韵 (`models/pipeline/poems_rhyme.py`); a poem rhymes if its even verses end in
different characters of one group. Poems by people pass in nine of ten cases: neighbouring rhymes were allowed, some characters
are rare. Level and oblique tones (平仄) and the parallelism of regulated verse were not measured.

## Training

![loss](loss.svg)

As the English models (`models/pipeline/train.py`), {CONFIGS[ID].batch_tokens:,} tokens a step. It saw three fifths of the corpus once, so it is far
from what these sizes can learn. All measurements: `training-log.csv`.

## Examples

Chosen by trying (`prompts.json`):

{chr(10).join(good)}

As they come, and off its ground:

{chr(10).join(bad)}

## Safety pass

{safety['samples']:,} poems at temperature 1 from neutral headings, searched for {safety['listedWords']} slurs and explicit words: {share} found, both read and
harmless in their place (出春宫, leaving the palace of spring; 酒贱人心, a word formed only across the border of two). The same list
finds {safety['corpus']['flagged']} of {safety['corpus']['poems']:,} old poems. Words by which
poems of the time name peoples at the border (胡 虏 蛮 夷 戎 狄) and women who sang (妓) stand in {safety['dated']:.1%} of the new poems, and in
{safety['corpus']['dated']:.1%} of {safety['corpus']['poems']:,} old ones: they belong to the time these poems are from, and nothing was done about them.

## Not for

Anything but looking at how a model writes. Its poems mean nothing and quote nothing reliably; under the name of a poet it
imitates, and what it writes is not theirs. It knows no modern Chinese.

## Again from the start

    cd models/pipeline
    python3 poems_corpus.py --corpus DIR        # the folder with poems-zh.txt
    python3 train.py zh-poems
    python3 poems_evaluate.py --corpus DIR && python3 poems_safety.py --corpus DIR
    python3 poems_export.py && python3 poems_card.py
    npm run models:check -- zh-poems
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--work", type=Path, default=MODELS / ".work")
    arguments.add_argument("--out", type=Path, default=MODELS)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    folder, work = options.out / ID, options.work / ID
    read = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    spec, measured, prompts = read(folder / "spec.json"), read(work / "measured.json"), read(folder / "prompts.json")
    model, tokenizer = shipped(load_checkpoint(work / "checkpoint.pt")[0]), Tokenizer.load(folder)
    good = [
        f"{p['note']['zh']}（T = {p['temperature']}, seed {p['seed']}）\n\n{quoted(poem(model, tokenizer, p['text'], p['temperature'], p['seed']))}\n"
        for p in prompts
    ]
    bad = [
        f"T = {t}, seed {seed}\n\n{quoted(poem(model, tokenizer, heading + chr(10), t, seed))}\n"
        for heading, t, seed in BAD
    ]
    rows = plot.thin(plot.read(work / "log.csv"))
    with open(folder / "training-log.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    (folder / "loss.svg").write_text(plot.loss_svg(rows, f"Training loss of {ID}"), encoding="utf-8")
    (folder / "README.md").write_text(card(spec, measured, good, bad), encoding="utf-8")


if __name__ == "__main__":
    main()
