"""A 5-gram model with interpolated Kneser–Ney smoothing, the best of counting, as a reference for the neural models.

Kneser & Ney 1995 in the interpolated form of Chen & Goodman 1999 (§4.1.6, one discount per order). Counts are kept as
sorted arrays of 64-bit hashes of n-grams; with some 10⁸ n-grams a collision is expected about 0.0005 times.
"""

import numpy as np

MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
DISCOUNT = 0.75


def windows_hash(ids: np.ndarray, length: int) -> np.ndarray:
    """A hash of each stretch of `length` ids, [N − length + 1] uint64; empty if the text is shorter."""
    if len(ids) < length:
        return np.zeros(0, np.uint64)
    count = len(ids) - length + 1
    result = np.full(count, length, np.uint64)
    for n in range(length):
        result = (result ^ ids[n:n + count].astype(np.uint64)) * MULTIPLIER
        result ^= result >> np.uint64(29)
    return result


class Counts:
    """Hash → number, as two sorted arrays."""

    def __init__(self, hashes: np.ndarray):
        self.keys, self.numbers = np.unique(hashes, return_counts=True)

    @classmethod
    def of(cls, hashes: np.ndarray, numbers: np.ndarray) -> 'Counts':
        """Sums the numbers of equal hashes."""
        result = cls.__new__(cls)
        result.keys, inverse = np.unique(hashes, return_inverse=True)
        result.numbers = np.bincount(inverse, numbers).astype(np.int64)
        return result

    def __call__(self, hashes: np.ndarray) -> np.ndarray:
        place = np.searchsorted(self.keys, hashes).clip(max=len(self.keys) - 1)
        return np.where(self.keys[place] == hashes, self.numbers[place], 0)


class NGrams:
    """Trained on a row of ids; contexts run over the borders of documents, where end-of-text stands."""

    def __init__(self, ids: np.ndarray, order: int, vocab: int):
        self.order, self.vocab = order, vocab
        self.grams, self.context_total, self.context_kinds = [], [], []
        for n in range(1, order + 1):
            hashes = windows_hash(ids, n)
            if n == order:  # how often the n-gram occurs
                keys, first, numbers = np.unique(hashes, return_index=True, return_counts=True)
            else:  # how many different tokens come before it: the continuation count
                _, first = np.unique(windows_hash(ids, n + 1), return_index=True)
                keys, place, numbers = np.unique(hashes[first + 1], return_index=True, return_counts=True)
                first = first[place] + 1
            counts = Counts.__new__(Counts)
            counts.keys, counts.numbers = keys, numbers
            self.grams.append(counts)
            contexts = windows_hash(ids, n - 1)[first] if n > 1 else np.zeros(len(first), np.uint64)
            self.context_total.append(Counts.of(contexts, numbers))
            self.context_kinds.append(Counts(contexts))

    def probabilities(self, ids: np.ndarray) -> np.ndarray:
        """p of each of ids[1:] given up to order − 1 ids before it."""
        result = np.full(len(ids) - 1, 1 / self.vocab)
        for n in range(1, self.order + 1):
            at = np.arange(max(1, n - 1), len(ids))  # positions that have n − 1 ids before them
            grams = windows_hash(ids, n)[at - (n - 1)]
            contexts = windows_hash(ids, n - 1)[at - (n - 1)] if n > 1 else np.zeros(len(at), np.uint64)
            total, kinds = self.context_total[n - 1](contexts), self.context_kinds[n - 1](contexts)
            seen = total > 0
            lower = result[at - 1]
            higher = np.maximum(self.grams[n - 1](grams) - DISCOUNT, 0) + DISCOUNT * kinds * lower
            result[at - 1] = np.where(seen, higher / np.maximum(total, 1), lower)
        return result

    def bits(self, documents: list[list[int]]) -> float:
        """Bits of all documents, the first id of each being given."""
        return sum(float(-np.log2(self.probabilities(np.array(d, np.uint16))).sum()) for d in documents)
