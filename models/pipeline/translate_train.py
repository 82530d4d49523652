"""Trains the translator: Adam as in the paper (§5.3: β 0.9, 0.98, warm-up), label smoothing 0.1 (§5.4), one thread.

    /usr/bin/python3 models/pipeline/translate_train.py          continues from <work>/en-zh-translate/checkpoint.pt if there is one

The rate warms up, stays, then falls linearly to 0 over the last quarter. Writes checkpoint.pt and log.csv.
"""

import argparse
import csv
import json
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from translate_model import BEGIN, END, PAD, UNKNOWN, Translator, TranslatorShape

MODELS = Path(__file__).resolve().parent.parent


LOOSE = 10  # words


class Pairs:
    """Training pairs in batches of sentences of like length, reshuffled each pass."""

    def __init__(self, path: Path, batch: int, seed: int):
        data = np.load(path)
        self.source, self.target = (
            [*np.split(data[n].astype(np.int64), np.cumsum(data[n + "_lengths"].astype(np.int64))[:-1])]
            for n in ("source", "target")
        )
        self.lengths = data["source_lengths"].astype(np.int64) * 64 + data["target_lengths"]
        self.batch, self.seed = batch, seed

    def batches(self, passes: int):
        """All batches of one pass: source [B, S], mask [B, S], decoder input [B, T], wanted [B, T]."""
        rng = np.random.default_rng(self.seed * 1000 + passes)
        order = rng.permutation(len(self.lengths))
        # Roughly by length inside large random blocks: little padding, and another company in every pass. Roughly, because
        # sorted strictly all greetings of a block would meet in one batch, and the model would hear of them once in a while.
        near = self.lengths + rng.uniform(0, LOOSE * 64, len(self.lengths))
        blocks = [b[np.argsort(near[b])] for b in np.array_split(order, max(1, len(order) // (self.batch * 100)))]
        starts = [(b, i) for b in blocks for i in range(0, len(b) - self.batch + 1, self.batch)]
        for n in rng.permutation(len(starts)):
            block, i = starts[n]
            chosen = block[i : i + self.batch]
            yield collate([self.source[j] for j in chosen], [self.target[j] for j in chosen])


def collate(source, target):
    """Ids as padded tensors; the source ends in </s>, the target is shifted by <s>."""
    fill = lambda rows: torch.from_numpy(
        np.stack([np.pad(r, (0, max(map(len, rows)) - len(r)), constant_values=PAD) for r in rows])
    )  # noqa: E731
    src = fill([np.append(r, END) for r in source])
    return (
        src,
        (src != PAD).long(),
        fill([np.insert(r, 0, BEGIN) for r in target]),
        fill([np.append(r, END) for r in target]),
    )


def held_out(folder: Path, name: str, limit: int):
    """(source ids, target words) of a held-out set, for exact match."""
    vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    ids = {w: i for i, w in enumerate(vocab["source"])}
    rows = json.loads((folder / "held-out.json").read_text(encoding="utf-8"))[name][:limit]
    return [np.array([ids.get(w, UNKNOWN) for w in r["en"]]) for r in rows], [r["zh"] for r in rows], vocab["target"]


@torch.no_grad()
def exact_match(model: Translator, folder: Path, name: str, limit: int = 300) -> float:
    """Share of held-out sentences whose greedy translation is the grammar's, word for word."""
    sources, wanted, words = held_out(folder, name, limit)
    was, right = model.training, 0
    model.eval()
    for i in range(0, len(sources), 100):
        part = sources[i : i + 100]
        src, mask, _, _ = collate(part, [np.array([END])] * len(part))
        for got, zh in zip(model.translate(src, mask).tolist(), wanted[i : i + 100]):
            right += [words[t] for t in got if t != PAD] == zh
    model.train(was)
    return right / len(sources)


def widened(saved: dict, fresh: dict) -> dict:
    """Saved weights, with new rows where the vocabulary has grown since: the grammar may gain words between two runs."""
    rows = {
        name: torch.cat([saved[name], fresh[name][len(saved[name]) :]]) for name in ("source.weight", "target.weight")
    }
    return {**saved, **rows}


def rate(step: int, steps: int, warmup: int, peak: float) -> float:
    return peak * min(1.0, (step + 1) / warmup, (steps - step) / (steps * 0.25))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=MODELS / ".work")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=160, help="sentences")
    parser.add_argument("--peak", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    folder = args.work / "en-zh-translate"
    vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    model = Translator(TranslatorShape(len(vocab["source"]), len(vocab["target"]), layers=args.layers))
    adam = torch.optim.Adam(model.parameters(), lr=args.peak, betas=(0.9, 0.98), eps=1e-9)
    pairs = Pairs(folder / "data.npz", args.batch, args.seed)
    step = passes = 0
    seconds, recent = 0.0, []
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        model.load_state_dict(widened(saved["model"], model.state_dict()))
        if saved["shape"] == model.shape:
            adam.load_state_dict(saved["adam"])
        step, passes, seconds = saved["step"], saved["passes"] + 1, saved["seconds"]

    def save() -> None:
        torch.save(
            {
                "model": model.state_dict(),
                "adam": adam.state_dict(),
                "step": step,
                "passes": passes,
                "seconds": seconds,
                "shape": model.shape,
            },
            folder / "new.pt",
        )
        os.replace(folder / "new.pt", checkpoint)

    new = not (folder / "log.csv").exists()
    with open(folder / "log.csv", "a", newline="", encoding="utf-8") as file:
        log = csv.writer(file)
        if new:
            log.writerow(["step", "sentences", "seconds", "rate", "loss", "exact_sentence", "exact_combination"])
        print(f"{sum(p.numel() for p in model.parameters())} parameters, {len(pairs.source)} pairs", flush=True)
        while step < args.steps:
            for src, mask, given, wanted in pairs.batches(passes):
                began = time.monotonic()
                for group in adam.param_groups:
                    group["lr"] = rate(step, args.steps, 400, args.peak)
                memory, _ = model.encode(src, mask)
                logits, _, _ = model.decode(given, memory, mask)
                loss = F.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=PAD, label_smoothing=0.1)
                adam.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                adam.step()
                step += 1
                seconds += time.monotonic() - began
                recent.append(float(loss))
                last = step == args.steps
                if step % 50 == 0 or last:
                    exact = ["", ""]
                    if step % 500 == 0 or last:
                        exact = [f"{exact_match(model, folder, name):.4f}" for name in ("sentence", "combination")]
                        save()
                        print(step, f"{seconds:.0f} s", f"{sum(recent) / len(recent):.3f}", exact, flush=True)
                    log.writerow(
                        [
                            step,
                            step * args.batch,
                            f"{seconds:.1f}",
                            f"{group['lr']:.2e}",
                            f"{sum(recent) / len(recent):.4f}",
                            *exact,
                        ]
                    )
                    file.flush()
                    recent.clear()
                if last:
                    break
            passes += 1


if __name__ == "__main__":
    main()
