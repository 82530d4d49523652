"""Text from a model: many continuations of one prompt at once, with a cache.

    python3 generate.py en-mini "Once upon a time" --samples 3 --temperature 0.8 --seed 1
"""

import argparse
from pathlib import Path

import torch

from configs import CONFIGS
from corpus import MODELS
from export import load_checkpoint, shipped
from tokenizer import Tokenizer


@torch.no_grad()
def continuations(model, ids: list[int], samples: int, length: int, end: int, temperature: float = 1.0,
                  top_k: int | None = None, seed: int = 1) -> list[list[int]]:
    """Up to `length` new ids after `ids`, for each sample, until `end`; temperature 0 is greedy."""
    draw = torch.Generator().manual_seed(seed)
    length = min(length, model.shape.context - len(ids))
    logits, cache = model(torch.tensor([ids]), last=True)
    logits, cache = logits.expand(samples, 1, -1), [tuple(t.expand(samples, -1, -1, -1) for t in kv) for kv in cache]
    drawn = torch.full((samples, length), end)
    for n in range(length):
        logits = logits[:, -1]
        if temperature == 0:
            following = logits.argmax(-1, keepdim=True)
        else:
            if top_k:
                logits = logits.masked_fill(logits < torch.topk(logits, top_k).values[:, -1:], -torch.inf)
            following = torch.multinomial(torch.softmax(logits / temperature, -1), 1, generator=draw)
        if n:
            following[drawn[:, n - 1] == end] = end
        drawn[:, n] = following[:, 0]
        if n + 1 == length or bool((following == end).all()):
            break
        logits, cache = model(following, cache)
    return [row[:row.index(end)] if end in row else row for row in drawn.tolist()]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('prompt', help='\\n is a newline')
    arguments.add_argument('--samples', type=int, default=1)
    arguments.add_argument('--length', type=int, default=200)
    arguments.add_argument('--temperature', type=float, default=0.8)
    arguments.add_argument('--top-k', type=int)
    arguments.add_argument('--seed', type=int, default=1)
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    options = arguments.parse_args()
    tokenizer = Tokenizer.load(options.work / CONFIGS[options.model].corpus)
    model = shipped(load_checkpoint(options.work / options.model / 'checkpoint.pt')[0])
    prompt = options.prompt.replace('\\n', '\n')
    for ids in continuations(model, tokenizer.encode(prompt), options.samples, options.length, tokenizer.end_of_text,
                             options.temperature, options.top_k, options.seed):
        print(prompt + tokenizer.decode(ids), end='\n--------\n')


if __name__ == '__main__':
    main()
