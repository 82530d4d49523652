"""Batches of token ids from a mix of packed parts.

Each part is one row of ids with the place where each document begins. A sequence is the next stretch of one part,
drawn by its share of the mix; a part goes round in passes, its documents in a new order each time.
"""

from pathlib import Path

import numpy as np
import torch

SHORT = 1000  # tokens: parts whose documents are shorter on average often begin a sequence with a whole document


class Part:
    """The endless stream of one part."""

    def __init__(self, path: Path, seed: int):
        packed = np.load(path)
        self.ids, self.starts = packed['ids'], packed['starts']
        self.ends = np.append(self.starts[1:], len(self.ids))
        self.weights = packed['weights'] if 'weights' in packed else None
        self.short = len(self.ids) / len(self.starts) < SHORT
        self.draw = np.random.default_rng(seed)
        self.seed, self.passes, self.document, self.offset = seed, -1, len(self.starts), 0

    def _next_document(self):
        self.document, self.offset = self.document + 1, 0
        if self.document >= len(self.starts):
            self.passes += 1
            self.order = np.random.default_rng((self.seed, self.passes)).permutation(len(self.starts))
            self.document = 0

    def take(self, length: int) -> np.ndarray:
        """The next `length` ids as indices into the row."""
        if self.short and self.offset and self.draw.random() < 0.5:
            self._next_document()
        taken, missing = [], length
        while missing:
            if self.document >= len(self.starts):
                self._next_document()
            which = self.order[self.document]
            start = self.starts[which] + self.offset
            stop = min(start + missing, self.ends[which])
            taken.append(np.arange(start, stop))
            self.offset += stop - start
            missing -= stop - start
            if stop == self.ends[which]:
                self._next_document()
        return np.concatenate(taken)

    def state(self) -> dict:
        return {'passes': self.passes, 'document': self.document, 'offset': int(self.offset),
                'draw': self.draw.bit_generator.state}

    def restore(self, state: dict):
        self.passes, self.document, self.offset = state['passes'], state['document'], state['offset']
        self.draw.bit_generator.state = state['draw']
        if self.passes >= 0:
            self.order = np.random.default_rng((self.seed, self.passes)).permutation(len(self.starts))


class Mix:
    """Sequences from several parts. Two processes with different seeds see different data."""

    def __init__(self, folder: Path, shares: dict[str, float], seed: int):
        self.names = list(shares)
        self.weigh(shares)
        self.parts = {name: Part(folder / f'{name}.npz', seed * 1000 + n) for n, name in enumerate(self.names)}
        self.draw = np.random.default_rng(seed)

    def weigh(self, shares: dict[str, float]):
        """Changes the share of each part; the parts go on where they are."""
        self.shares = np.array([shares[name] for name in self.names]) / sum(shares.values())

    def batch(self, sequences: int, length: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
        """Inputs and targets [sequences, length] int64, and the weight of each target (None where all count 1)."""
        ids, weights = [], []
        for _ in range(sequences):
            part = self.parts[self.names[self.draw.choice(len(self.names), p=self.shares)]]
            taken = part.take(length + 1)
            ids.append(part.ids[taken])
            weights.append(np.ones(length, np.float32) if part.weights is None else part.weights[taken[1:]] / 255)
        ids = torch.from_numpy(np.stack(ids).astype(np.int64))
        weighted = any(part.weights is not None for part in self.parts.values())
        weights = torch.from_numpy(np.stack(weights).astype(np.float32)) if weighted else None
        return ids[:, :-1].contiguous(), ids[:, 1:].contiguous(), weights

    def state(self) -> dict:
        return {'draw': self.draw.bit_generator.state, 'parts': {n: p.state() for n, p in self.parts.items()}}

    def restore(self, state: dict):
        self.draw.bit_generator.state = state['draw']
        for name, part in self.parts.items():
            part.restore(state['parts'][name])
