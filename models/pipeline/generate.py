"""Text from a model: continuations of one prompt for several seeds at once, with a cache.

Tokens are drawn exactly as the page draws them (src/lm/random.ts, src/lm/sampling.ts): the n-th token of a seed by the n-th
number of the counter-based generator Philox2x32-10 (Salmon et al. 2011), by inverting the distribution ordered from the
most likely token. So a sample in a model card can be replayed on the page by its seed.

    python3 generate.py en-mini "Once upon a time" --seed 1 --samples 3
"""

import argparse
from pathlib import Path

import torch

from configs import CONFIGS, TEMPERATURE, TOP_P
from corpus import MODELS
from export import load_checkpoint, shipped
from tokenizer import Tokenizer

MASK = 0xFFFFFFFF


def philox2x32(counter0: int, counter1: int, key: int) -> tuple[int, int]:
    for _ in range(10):
        product = 0xD256D193 * counter0
        counter0, counter1 = (product >> 32) ^ key ^ counter1, product & MASK
        key = (key + 0x9E3779B9) & MASK
    return counter0, counter1


def uniform(seed: int, n: int) -> float:
    """The n-th number of a seed, in [0, 1) with 53 random bits."""
    a, b = philox2x32(n, 0, seed)
    return ((a >> 5) * 0x4000000 + (b >> 6)) / 0x20000000000000


def draw(logits: torch.Tensor, u: torch.Tensor, temperature: float, top_k: int | None = None,
         top_p: float | None = None) -> torch.Tensor:
    """Ids [B] at the places u [B] in [0, 1) of the distributions of logits [B, V]; temperature 0 is the most likely id.

    `top_p` keeps the most likely ids until their share, after temperature, reaches it.
    """
    ordered, ids = torch.sort(logits.double(), dim=-1, descending=True, stable=True)
    if temperature == 0:
        return ids[:, 0]
    weights = torch.exp((ordered - ordered[:, :1]) / temperature)
    if top_k:
        weights[:, top_k:] = 0
    if top_p:
        before = torch.cumsum(weights, -1) - weights
        weights[before >= top_p * weights.sum(-1, keepdim=True)] = 0
    cumulative = torch.cumsum(weights, -1)
    rank = torch.searchsorted(cumulative, (u * cumulative[:, -1])[:, None], right=True)
    return ids.gather(1, rank.clamp(max=ids.shape[1] - 1))[:, 0]


@torch.no_grad()
def continuations(model, ids: list[int], seeds: list[int], length: int, end: int, temperature: float = 1.0,
                  top_k: int | None = None, top_p: float | None = None) -> list[list[int]]:
    """Up to `length` new ids after `ids`, for each seed, until the id `end`, which is left out."""
    length = min(length, model.shape.context - len(ids))
    logits, cache = model(torch.tensor([ids]), last=True)
    logits = logits.expand(len(seeds), 1, -1)
    cache = [tuple(t.expand(len(seeds), -1, -1, -1) for t in kv) for kv in cache]
    drawn = torch.full((len(seeds), length), end)
    for n in range(length):
        u = torch.tensor([uniform(seed, n) for seed in seeds], dtype=torch.double)
        following = draw(logits[:, -1], u, temperature, top_k, top_p)
        if n:
            following[drawn[:, n - 1] == end] = end
        drawn[:, n] = following
        if n + 1 == length or bool((following == end).all()):
            break
        logits, cache = model(following[:, None], cache)
    return [row[:row.index(end)] if end in row else row for row in drawn.tolist()]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('prompt', help='\\n is a newline')
    arguments.add_argument('--seed', type=int, default=1, help='of the first sample; the next ones count up')
    arguments.add_argument('--samples', type=int, default=1)
    arguments.add_argument('--length', type=int, default=200)
    arguments.add_argument('--temperature', type=float, default=TEMPERATURE)
    arguments.add_argument('--top-k', type=int)
    arguments.add_argument('--top-p', type=float, default=TOP_P)
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    options = arguments.parse_args()
    tokenizer = Tokenizer.load(options.work / CONFIGS[options.model].corpus)
    model = shipped(load_checkpoint(options.work / options.model / 'checkpoint.pt')[0])
    prompt = options.prompt.replace('\\n', '\n')
    seeds = list(range(options.seed, options.seed + options.samples))
    drawn = continuations(model, tokenizer.encode(prompt), seeds, options.length, tokenizer.end_of_text,
                          options.temperature, options.top_k, options.top_p)
    for seed, ids in zip(seeds, drawn):
        print(f'-------- seed {seed}\n{prompt}{tokenizer.decode(ids)}{" ∎" if len(ids) < options.length else ""}')


if __name__ == '__main__':
    main()
