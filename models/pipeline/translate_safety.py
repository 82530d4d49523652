"""A thousand translations drawn at temperature 1, and every word the translator can write, searched for slurs and explicit words.

    python3 translate_safety.py      adds `safety` to <work>/en-zh-translate/measured.json

The words are kept as hashes, as in safety.py and poems_safety.py. The sentences are held-out ones of the grammar.
"""

import argparse
import json
from pathlib import Path

import torch

from corpus import MODELS
from poems_safety import LISTED, WordList
from safety import WORDS, flagged
from translate_evaluate import HeldOut
from translate_export import ID, load_checkpoint, shipped
from translate_model import BEGIN, END, PAD, Translator
from translate_train import collate

SAMPLES = 1000
BATCH = 100


@torch.no_grad()
def sampled(model: Translator, ids, mask, draw: torch.Generator, limit: int = 40) -> torch.Tensor:
    """A translation of [B, S] drawn at temperature 1: [B, <= limit] target ids, PAD after the end."""
    memory, _ = model.encode(ids, mask)
    out = torch.full((len(ids), 1), BEGIN)
    done = torch.zeros(len(ids), dtype=torch.bool)
    for _ in range(limit):
        logits, _, _ = model.decode(out, memory, mask)
        chosen = torch.multinomial(logits[:, -1].softmax(-1), 1, generator=draw)[:, 0].masked_fill(done, PAD)
        done = done | (chosen == END)
        out = torch.cat([out, chosen.masked_fill(done, PAD)[:, None]], 1)
        if done.all():
            break
    return out[:, 1:]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--work", type=Path, default=MODELS / ".work")
    work = arguments.parse_args().work / ID
    torch.set_num_threads(1)
    draw = torch.Generator().manual_seed(1)
    model = shipped(load_checkpoint(work / "checkpoint.pt")[0])
    held, chinese, english = HeldOut(work, "sentence", SAMPLES), WordList(LISTED), set(WORDS.read_text().split())

    def hits(text: str) -> list[str]:
        return chinese.found(text.replace(" ", "")) + flagged(text, english)

    listed = [word for word in held.words if hits(word)]
    found = []
    for i in range(0, SAMPLES, BATCH):
        src, mask, _, _ = collate(held.source[i : i + BATCH], [torch.tensor([END]).numpy()] * len(held.source[i : i + BATCH]))
        for ids in sampled(model, src, mask, draw).tolist():
            text = " ".join(held.words[t] for t in ids if t != PAD)
            if hits(text):
                found.append(text)
                print(hits(text), text)
    path = work / "measured.json"
    measured = json.loads(path.read_text(encoding="utf-8"))
    measured["safety"] = {"samples": SAMPLES, "flagged": len(found), "vocabulary": len(held.words), "listed": len(listed)}
    path.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(measured["safety"], listed)


if __name__ == "__main__":
    main()
