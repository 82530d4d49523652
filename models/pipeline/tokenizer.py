"""Byte-level BPE as in GPT-2, in plain Python: training, encoding, decoding and the Hugging Face file form.

The text is cut by GPT-2's regular expression, every piece is a string of bytes, and the most frequent pair of
neighbouring symbols is merged until the vocabulary is full (Sennrich et al. 2016, arXiv:1508.07909; byte alphabet
and expression: Radford et al. 2019, github.com/openai/gpt-2 `src/encoder.py`). Ids 0–255 are the bytes in GPT-2's
order, then one id per merge in order of training; `<|endoftext|>` is the last id.

    python3 tokenizer.py --corpus DIR         writes <work>/en/tokenizer.json, tokenizer_config.json
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from pathlib import Path

import regex

END_OF_TEXT = '<|endoftext|>'
PIECE = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")


def byte_alphabet() -> dict[int, str]:
    """The printable character that stands for each byte in tokenizer.json, in the order of the ids 0–255."""
    printable = [*range(ord('!'), ord('~') + 1), *range(ord('¡'), ord('¬') + 1), *range(ord('®'), ord('ÿ') + 1)]
    others = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(256 + n) for n, b in enumerate(others)}


def count_pieces(texts) -> Counter:
    """How often each piece of the expression occurs, over (text, weight) pairs."""
    counts: Counter = Counter()
    for text, weight in texts:
        for piece, n in Counter(PIECE.findall(text)).items():
            counts[piece] += n * weight
    return counts


def train_merges(pieces: Counter, merges: int, least: int = 2) -> list[tuple[bytes, bytes]]:
    """The `merges` most frequent merges, in order; ties go to the pair that is first in byte order."""
    words, freq = [], []
    for piece, n in pieces.items():
        raw = piece.encode('utf-8')
        if n >= least and len(raw) > 1:
            words.append([bytes([b]) for b in raw])
            freq.append(n)
    pairs: Counter = Counter()
    where = defaultdict(set)
    for i, word in enumerate(words):
        for pair in zip(word, word[1:]):
            pairs[pair] += freq[i]
            where[pair].add(i)
    # A heap that may hold outdated counts: an entry counts only if it still agrees with `pairs`.
    heap = [(-n, pair) for pair, n in pairs.items()]
    heapify(heap)
    learned = []
    while len(learned) < merges and heap:
        negative, pair = heappop(heap)
        if pairs.get(pair, 0) != -negative:
            continue
        learned.append(pair)
        touched = set()
        for i in where.pop(pair):
            word = words[i]
            for old in zip(word, word[1:]):
                pairs[old] -= freq[i]
                touched.add(old)
            words[i] = word = merge_pair(word, pair)
            for new in zip(word, word[1:]):
                pairs[new] += freq[i]
                where[new].add(i)
                touched.add(new)
        for changed in touched:
            if pairs[changed] > 0:
                heappush(heap, (-pairs[changed], changed))
            else:
                del pairs[changed]
        if len(learned) % 1000 == 0:
            print(f'{len(learned)} merges', file=sys.stderr)
    return learned


def merge_pair(symbols: list, pair: tuple) -> list:
    """`symbols` with every occurrence of `pair` joined, left to right."""
    joined, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and symbols[i] == pair[0] and symbols[i + 1] == pair[1]:
            joined.append(pair[0] + pair[1])
            i += 2
        else:
            joined.append(symbols[i])
            i += 1
    return joined


class Tokenizer:
    """Text ↔ ids. `merges` are pairs of byte strings in order of priority."""

    def __init__(self, merges: list[tuple[bytes, bytes]]):
        self.merges = merges
        self.rank = {pair: n for n, pair in enumerate(merges)}
        self.bytes_of = [bytes([b]) for b in byte_alphabet()] + [a + b for a, b in merges]
        self.id_of = {raw: n for n, raw in enumerate(self.bytes_of)}
        self.end_of_text = len(self.bytes_of)
        self.vocab_size = self.end_of_text + 1
        self._cache: dict[str, tuple[int, ...]] = {}

    def _encode_piece(self, piece: str) -> tuple[int, ...]:
        symbols = [bytes([b]) for b in piece.encode('utf-8', 'replace')]
        while len(symbols) > 1:
            pair = min(zip(symbols, symbols[1:]), key=lambda p: self.rank.get(p, len(self.rank)))
            if pair not in self.rank:
                break
            symbols = merge_pair(symbols, pair)
        return tuple(self.id_of[s] for s in symbols)

    def encode(self, text: str) -> list[int]:
        """Ids of plain text; `<|endoftext|>` written in the text becomes its one id, as in Hugging Face's tokenizers."""
        ids: list[int] = []
        cache = self._cache
        for n, part in enumerate(text.split(END_OF_TEXT)):
            if n:
                ids.append(self.end_of_text)
            for piece in PIECE.findall(part):
                known = cache.get(piece)
                if known is None:
                    known = cache[piece] = self._encode_piece(piece)
                ids.extend(known)
        return ids

    def decode(self, ids) -> str:
        """Text of ids; bytes that are not UTF-8 become U+FFFD."""
        raw = b''.join(END_OF_TEXT.encode() if i == self.end_of_text else self.bytes_of[i] for i in ids)
        return raw.decode('utf-8', 'replace')

    def save(self, folder: Path, context_length: int):
        """Writes tokenizer.json and tokenizer_config.json, the form read by Hugging Face's tokenizers."""
        letters = byte_alphabet()
        spell = lambda raw: ''.join(letters[b] for b in raw)
        vocab = {spell(raw): n for n, raw in enumerate(self.bytes_of)} | {END_OF_TEXT: self.end_of_text}
        byte_level = {'type': 'ByteLevel', 'add_prefix_space': False, 'trim_offsets': True}
        special = {'id': self.end_of_text, 'content': END_OF_TEXT, 'single_word': False, 'lstrip': False,
                   'rstrip': False, 'normalized': False, 'special': True}
        form = {
            'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': [special], 'normalizer': None,
            'pre_tokenizer': byte_level, 'post_processor': byte_level, 'decoder': byte_level,
            'model': {'type': 'BPE', 'dropout': None, 'unk_token': None, 'continuing_subword_prefix': '',
                      'end_of_word_suffix': '', 'fuse_unk': False, 'vocab': vocab,
                      'merges': [f'{spell(a)} {spell(b)}' for a, b in self.merges]},
        }
        config = {'tokenizer_class': 'GPT2Tokenizer', 'model_max_length': context_length, 'add_prefix_space': False,
                  'bos_token': END_OF_TEXT, 'eos_token': END_OF_TEXT, 'unk_token': END_OF_TEXT,
                  'clean_up_tokenization_spaces': False}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'tokenizer.json').write_text(json.dumps(form, ensure_ascii=False) + '\n', encoding='utf-8')
        (folder / 'tokenizer_config.json').write_text(json.dumps(config, indent=2) + '\n', encoding='utf-8')

    @classmethod
    def load(cls, folder: Path) -> 'Tokenizer':
        """From a folder that holds tokenizer.json in the form written by `save`."""
        form = json.loads((Path(folder) / 'tokenizer.json').read_text(encoding='utf-8'))
        byte_of = {letter: b for b, letter in byte_alphabet().items()}
        read = lambda letters: bytes(byte_of[letter] for letter in letters)
        pairs = (merge.split(' ') if isinstance(merge, str) else merge for merge in form['model']['merges'])
        return cls([tuple(map(read, pair)) for pair in pairs])


def main():
    from corpus import add_folders, read_parts

    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    add_folders(arguments)
    arguments.add_argument('--vocab', type=int, default=8192)
    arguments.add_argument('--context', type=int, default=512)
    options = arguments.parse_args()
    texts = ((document, part.tokenizer_weight) for part in read_parts(options) for document in part.train)
    pieces = count_pieces(texts)
    print(f'{len(pieces)} different pieces, {sum(pieces.values())} in all', file=sys.stderr)
    tokenizer = Tokenizer(train_merges(pieces, options.vocab - 257, least=8))
    tokenizer.save(options.work / 'en', options.context)


if __name__ == '__main__':
    main()
