"""Measures the translator on sentences it was not trained on, with the weights it is shipped with.

    /usr/bin/python3 models/pipeline/translate_evaluate.py      writes <work>/en-zh-translate/measured.json

Exact match: share of sentences whose greedy translation is the grammar's, word for word. Alignment accuracy of a head:
share of the Chinese words with a counterpart for which the English word looked at most, while the Chinese word is being
chosen, is one the grammar derives it from. Nothing in the training knows of the alignment.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from corpus import MODELS
from translate_export import ID, load_checkpoint, shipped
from translate_model import END, PAD, UNKNOWN, Translator
from translate_train import collate

SETS = ("sentence", "combination")


class HeldOut:
    """Held-out sentences with their ids."""

    def __init__(self, work: Path, name: str, limit: int):
        vocab = json.loads((work / "vocab.json").read_text(encoding="utf-8"))
        self.words = vocab["target"]
        source, target = ({w: i for i, w in enumerate(vocab[side])} for side in ("source", "target"))
        self.rows = json.loads((work / "held-out.json").read_text(encoding="utf-8"))[name][:limit]
        self.source = [np.array([source.get(w, UNKNOWN) for w in r["en"]]) for r in self.rows]
        self.target = [np.array([target.get(w, UNKNOWN) for w in r["zh"]]) for r in self.rows]


@torch.no_grad()
def exact(model: Translator, held: HeldOut) -> tuple[float, dict[str, float], list[tuple[str, str, str]]]:
    """Exact match of all, of each pattern, and what went wrong as (English, written, wanted)."""
    right, patterns, wrong = [], defaultdict(list), []
    for i in range(0, len(held.rows), 100):
        src, mask, _, _ = collate(held.source[i : i + 100], [np.array([END])] * len(held.source[i : i + 100]))
        for row, ids in zip(held.rows[i : i + 100], model.translate(src, mask).tolist()):
            got = [held.words[t] for t in ids if t != PAD]
            right.append(got == row["zh"])
            patterns[row["pattern"]].append(right[-1])
            if not right[-1]:
                wrong.append((" ".join(row["en"]), " ".join(got), " ".join(row["zh"])))
    return float(np.mean(right)), {p: round(float(np.mean(r)), 3) for p, r in sorted(patterns.items())}, wrong


@torch.no_grad()
def alignment(model: Translator, held: HeldOut) -> tuple[np.ndarray, float, float]:
    """Accuracy of every head [L, H], of the mean of the last layer's heads, and of the best blind guess, the same relative place."""
    shape = model.shape
    right, mean, total, guess = np.zeros((shape.layers, shape.heads)), 0, 0, 0
    for i in range(0, len(held.rows), 100):
        src, mask, given, _ = collate(held.source[i : i + 100], held.target[i : i + 100])
        memory, _ = model.encode(src, mask)
        _, _, crosses = model.decode(given, memory, mask)
        looked = torch.stack([c.argmax(-1) for c in crosses]).numpy()  # [L, B, H, T]
        mean_looked = crosses[-1].mean(1).argmax(-1).numpy()  # [B, T]
        for b, row in enumerate(held.rows[i : i + 100]):
            counterparts = defaultdict(set)
            for zh, en in row["links"]:
                counterparts[zh].add(en)
            for t, wanted in counterparts.items():
                right += np.isin(looked[:, b, :, t], list(wanted))
                mean += mean_looked[b, t] in wanted
                total += 1
                guess += round(t * (len(row["en"]) - 1) / max(1, len(row["zh"]) - 1)) in wanted
    return right / total, mean / total, guess / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=MODELS / ".work")
    parser.add_argument("--limit", type=int, default=2000, help="sentences of each set")
    parser.add_argument("--errors", type=int, default=0, help="show so many mistakes")
    args = parser.parse_args()
    torch.set_num_threads(1)
    work = args.work / ID
    model, run = load_checkpoint(work / "checkpoint.pt")
    model = shipped(model)
    measured: dict = {"step": run["step"], "sentences": {}, "patterns": {}}
    spec: dict = {"exactMatch": {}}
    for name in SETS:
        held = HeldOut(work, name, args.limit)
        share, measured["patterns"][name], wrong = exact(model, held)
        measured["sentences"][name] = len(held.rows)
        spec["exactMatch"][name] = round(share, 4)
        for en, got, wanted in wrong[: args.errors]:
            print(f"{en}\n   written {got}\n   wanted  {wanted}")
    held = HeldOut(work, "sentence", args.limit)
    heads, mean, guess = alignment(model, held)
    measured["wordsPerSentence"] = round(float(np.mean([len(t) + 1 for t in held.target])), 2)
    layer, head = np.unravel_index(heads.argmax(), heads.shape)
    spec["alignmentHead"] = {"layer": int(layer), "head": int(head), "accuracy": round(float(heads.max()), 4)}
    measured |= {
        "spec": spec,
        "alignment": {
            "heads": heads.round(4).tolist(),
            "meanOfLastLayer": round(float(mean), 4),
            "samePlace": round(guess, 4),
        },
    }
    (work / "measured.json").write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(measured, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
