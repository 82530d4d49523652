"""Measures zh-poems: bits on held-out poems, and whether what it writes keeps the form and rhymes.

    python3 poems_evaluate.py --corpus DIR        writes <work>/zh-poems/measured.json, read by poems_card.py

Form and rhyme are judged on new poems under the titles of held-out poems, so that no asked-for poem was seen: a form is kept
if there are exactly its verses, each of the right length; a poem rhymes if its even verses end in different characters of one
rhyme group (poems_rhyme.py). Beside the model stand the held-out poems themselves, which the groups find rhymed in nine of
ten cases, and endings drawn at random. A ci (词) keeps its form if the lengths of its verses are those of a training poem to
the same tune.
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from corpus import MODELS
from evaluate import bits_per_byte, xz_bits_per_byte
from export import load_checkpoint, shipped
from generate import continuations
from ngrams import NGrams
from poems_corpus import FORMS, Poem, read_poems, split
from poems_rhyme import keeps_form, rhyme_groups, rhyme_words, rhymes, verses
from tokenizer import Tokenizer

ID = "zh-poems"
TITLES, SEEDS = 20, range(5)  # of each form; poems under each title
TEMPERATURES = (0.8, 1.0)


def tune(title: str) -> str:
    """The tune (词牌) in the title of a ci: 水调歌头·明月几时有 and 水调歌头 其二 are both 水调歌头."""
    return title.replace("·", " ").replace("（", " ").split(" ")[0]


def shapes_of_tunes(train: list[Poem]) -> dict[str, set[tuple[int, ...]]]:
    """Lengths of the verses of every ci, by tune."""
    shapes = defaultdict(set)
    for p in train:
        if p.form == "词":
            shapes[tune(p.title)].add(tuple(len(v) for v in verses(p.text)))
    return shapes


def write(model, tokenizer: Tokenizer, heading: str, seeds, temperature: float) -> list[tuple[str, bool]]:
    """(text, whether the model ended it) of new poems under a heading."""
    prompt, end = tokenizer.encode(heading + "\n"), tokenizer.end_of_text
    room = model.shape.context - len(prompt)
    rows = continuations(model, [end, *prompt], list(seeds), room - 1, end, temperature)
    return [(tokenizer.decode(ids), len(ids) < room - 1) for ids in rows]


def written(model, tokenizer: Tokenizer, held_out: list[Poem], train: list[Poem], group: dict[str, int]) -> dict:
    """Shares of new poems that keep the form, and of those that keep it the share that rhymes, by temperature and form."""
    shapes, result = shapes_of_tunes(train), {}
    for temperature in TEMPERATURES:
        rows = result[str(temperature)] = {}
        for form in (*FORMS, "词"):
            titled = [p for p in held_out if p.form == form and 0 < len(p.title) <= 12]
            titled = [p for p in titled if form != "词" or len(shapes.get(tune(p.title), ())) > 0]
            chosen = random.Random(form).sample(titled, min(TITLES, len(titled)))
            kept = rhymed = ended = total = 0
            for p in chosen:
                for text, whole in write(model, tokenizer, p.heading(signed=False), SEEDS, temperature):
                    total += 1
                    ended += whole
                    if form == "词":
                        kept += tuple(len(v) for v in verses(text)) in shapes[tune(p.title)]
                    elif keeps_form(text, form):
                        kept += 1
                        rhymed += rhymes(text, group)
            rows[form] = {"poems": total, "form": round(kept / total, 3), "ended": round(ended / total, 3)}
            if form in FORMS:
                rows[form]["rhyme"] = round(rhymed / max(1, kept), 3)
            print(temperature, form, rows[form], flush=True)
    return result


def human(held_out: list[Poem], group: dict[str, int]) -> dict:
    """The same judgement of the held-out poems, and of endings drawn from all of them at random."""
    result, rng = {}, random.Random(1)
    endings = [w for p in held_out if p.form in FORMS for w in rhyme_words(p.text)]
    for form in FORMS:
        some = [p for p in held_out if p.form == form]
        drawn = [rng.sample(endings, FORMS[form][0] // 2) for _ in range(5000)]
        result[form] = {
            "form": round(sum(keeps_form(p.text, form) for p in some) / len(some), 3),
            "rhyme": round(sum(rhymes(p.text, group) for p in some) / len(some), 3),
            "random": round(sum(len({group.get(w, w) for w in d}) == 1 for d in drawn) / len(drawn), 4),
        }
    return result


def bits(texts: list[str], measured: dict[str, float]) -> dict:
    """Bits per byte of the held-out documents as measured, and the same per character."""
    size, characters = sum(len(t.encode()) for t in texts), sum(map(len, texts))
    return {
        "documents": len(texts),
        "bytes": size,
        "bitsPerByte": {k: round(v, 4) for k, v in measured.items()},
        "bitsPerCharacter": {k: round(v * size / characters, 3) for k, v in measured.items()},
    }


def references(texts: list[str], tokenizer: Tokenizer, ids: np.ndarray) -> dict[str, float]:
    """Bits per byte of a 5-gram model of the training tokens, and of xz, which knows nothing before it starts."""
    grams = NGrams(ids, 5, tokenizer.vocab_size)
    total = grams.bits([[tokenizer.end_of_text, *tokenizer.encode(t)] for t in texts])
    return {"5-gram": total / sum(len(t.encode()) for t in texts), "xz -9e": xz_bits_per_byte(texts)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--corpus", type=Path, required=True, help="folder of poems-zh.txt")
    arguments.add_argument("--work", type=Path, default=MODELS / ".work")
    arguments.add_argument(
        "--only", choices=["references", "bits", "form"], help="measure one of them and keep the others"
    )
    options = arguments.parse_args()
    torch.set_num_threads(1)
    folder, tokenizer = options.work / ID, Tokenizer.load(options.work / "zh")
    model, run = load_checkpoint(folder / "checkpoint.pt")
    train, held_out = split(read_poems(options.corpus / "poems-zh.txt"))
    path = folder / "measured.json"
    measured = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    texts = [p.document() for p in held_out]
    if options.only in {None, "references"}:
        ids = np.load(options.work / "zh" / "tokens" / "poems.npz")["ids"]
        measured["references"] = references(texts, tokenizer, ids)
        print(measured["references"], flush=True)
    if options.only in {None, "bits"}:
        measured["run"] = run
        own = {
            "reference": bits_per_byte(model, texts, tokenizer),
            "shipped": bits_per_byte(shipped(model), texts, tokenizer),
        }
        measured["bits"] = bits(texts, own | measured["references"])
        print(measured["bits"], flush=True)
    if options.only in {None, "form"}:
        group = rhyme_groups(train)
        measured["human"] = human(held_out, group)
        measured["written"] = written(shipped(model), tokenizer, held_out, train, group)
    path.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
