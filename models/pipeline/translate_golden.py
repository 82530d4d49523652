"""Reference numbers for the translator's folder: what PyTorch computes for a dozen sentences.

    /usr/bin/python3 models/pipeline/translate_golden.py      writes models/en-zh-translate/golden.json

For each sentence: its words and ids (</s> last), the greedy translation, and the largest logits at every step of it. As in
the other models, `reference` is the trained fp32 model and `shipped` has the quantised weights of the exported files.
"""

import argparse
import json
from pathlib import Path

import torch

from corpus import MODELS
from golden import TOLERANCE
from golden import write as write_lines
from translate_data import tokenize
from translate_export import ID, load_checkpoint, shipped
from translate_model import BEGIN, END, PAD, UNKNOWN, Translator

TOP = 5
SENTENCES = [
    ("time and place", "My sister reads a book at home every day."),
    ("progressive", "The cat is sleeping on the sofa."),
    ("classifiers", "I bought three cups of tea and two books."),
    ("relative clause", "The book that my sister bought yesterday is very interesting."),
    ("wh-question", "Where did you buy this book?"),
    ("yes/no question", "Do you like coffee?"),
    ("comparison", "My brother is three years older than me."),
    ("contraction", "I don't want to go to school tomorrow."),
    ("unknown word", "Zebedee lives in Reykjavik."),
    ("one word", "Hello!"),
    ("only a sign", "?"),
    (
        "long",
        "If it rains tomorrow, my mother and my father will not go to the park with our friends from London by bus.",
    ),
    ("not English", "我是学生。"),
]


def encode(text: str, vocab: dict) -> list[int]:
    ids = {w: i for i, w in enumerate(vocab["source"])}
    return [ids.get(w, UNKNOWN) for w in tokenize(text)] + [END]


@torch.no_grad()
def answer(model: Translator, source: list[int], target: list[int]) -> list[dict]:
    """The largest logits before each target word and before </s>, in the order of size."""
    ids, mask = torch.tensor([source]), torch.ones(1, len(source))
    memory, _ = model.encode(ids, mask)
    logits = model.decode(torch.tensor([[BEGIN, *target]]), memory, mask)[0][0]
    steps = []
    for row in logits:
        top = torch.topk(row, TOP)
        steps.append(
            {
                "top": top.indices.tolist(),
                "logits": [round(v, 4) for v in top.values.tolist()],
                "logZ": round(float(torch.logsumexp(row.double(), 0)), 4),
            }
        )
    return steps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=MODELS / ".work")
    parser.add_argument("--out", type=Path, default=MODELS)
    args = parser.parse_args()
    folder = args.out / ID
    vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    model, _ = load_checkpoint(args.work / ID / "checkpoint.pt")
    quantised, cases = shipped(model), []
    for name, text in SENTENCES:
        source = encode(text, vocab)
        ids = torch.tensor([source])
        target = [t for t in quantised.translate(ids, torch.ones_like(ids))[0].tolist() if t != PAD]
        cases.append(
            {
                "name": name,
                "text": text,
                "words": tokenize(text),
                "ids": source,
                "greedy": target,
                "output": [vocab["target"][t] for t in target],
                "reference": answer(model, source, target),
                "shipped": answer(quantised, source, target),
            }
        )
        print(f"{text}\n    {' '.join(cases[-1]['output'])}")
    worst = max(
        abs(a - b)
        for c in cases
        for r, s in zip(c["reference"], c["shipped"])
        if r["top"] == s["top"]
        for a, b in zip(r["logits"], s["logits"])
    )
    heading = {
        "model": ID,
        "revision": json.loads((folder / "spec.json").read_text())["revision"],
        "command": "/usr/bin/python3 models/pipeline/translate_golden.py",
    }
    write_lines(
        folder / "golden.json",
        {
            **heading,
            "torch": torch.__version__,
            "cases": cases,
            "tolerance": {"reference": round(worst * 1.25, 3), "shipped": TOLERANCE},
        },
    )


if __name__ == "__main__":
    main()
