"""The text of the Chinese prose models: vocabulary, parts, what is held out, packed ids.

    python3 chinese.py --corpus DIR      writes <work>/zh-prose/: tokenizer, tokens/, held-out/; models/data/held-out-zh.txt

The stories, explanations and conversations of models/data were written for the project; `--corpus` has other text for
breadth (models/data/SOURCES-zh.tsv), which is not in the repository. Needs the package `tokenizers`: what takes it 20 seconds takes tokenizer.py an hour.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import tokenizers

import conversations
from corpus import MODELS, Part, split_documents
from tokenizer import END_OF_TEXT, Tokenizer, byte_alphabet

VOCAB, CONTEXT = 8192, 512
FOLDER = 'zh-prose'
# Name, file, how often its text counts for the vocabulary, held-out permille.
OWN = (('stories', 'stories', 6, 30), ('explain', 'explain', 8, 30))
OTHERS = (('modern', 'modern', 1, 15), ('wiki', 'wiki', 2, 15), ('dialogue', 'dialogue', 1, 15),
          ('classics', 'classics', 0, 15), ('children', 'children', 4, 0), ('articles', 'explain', 1, 15))


def read_parts(options) -> list[Part]:
    """Every part that the given folders allow."""
    parts = []
    for folder, listed in ((options.data / 'stories-zh', OWN), (options.corpus, OTHERS)):
        for name, file, weight, permille in listed if folder else ():
            part = Part(name, weight, permille)
            for document in split_documents(folder / f'{file}.txt'):
                part.add(document)
            parts.append(part)
    chat = Part('chat', 10, 0)
    chat.train, chat.held_out = conversations.chat_documents(options.data / 'chat-zh', conversations.CHINESE)
    return [*parts, chat]


def train_tokenizer(parts: list[Part]) -> Tokenizer:
    """Byte-level BPE over GPT-2's expression: a clause between two marks is one piece, so words become tokens."""
    trained = tokenizers.Tokenizer(tokenizers.models.BPE())
    trained.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = tokenizers.trainers.BpeTrainer(vocab_size=VOCAB - 1, min_frequency=8, show_progress=False, max_token_length=12,
                                             initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet())
    trained.train_from_iterator((d for part in parts for d in part.train * part.tokenizer_weight), trainer)
    byte_of = {letter: b for b, letter in byte_alphabet().items()}
    read = lambda letters: bytes(byte_of[letter] for letter in letters)
    merges = [m.split(' ') if isinstance(m, str) else m for m in json.loads(trained.to_str())['model']['merges']]
    return Tokenizer([(read(a), read(b)) for a, b in merges])


class FastTokenizer:
    """The same ids as tokenizer.py's, from the file, for millions of characters."""

    def __init__(self, folder: Path):
        self.inner = tokenizers.Tokenizer.from_file(str(folder / 'tokenizer.json'))
        self.end_of_text = self.inner.token_to_id(END_OF_TEXT)

    def encode(self, text: str) -> list[int]:
        return self.inner.encode(text, add_special_tokens=False).ids


def pack(texts: list[str], tokenizer: FastTokenizer) -> tuple[np.ndarray, np.ndarray]:
    rows = [e.ids + [tokenizer.end_of_text] for e in tokenizer.inner.encode_batch(texts, add_special_tokens=False)]
    ends = np.cumsum([len(row) for row in rows])
    return np.concatenate([np.array(row, np.uint16) for row in rows]), np.concatenate([[0], ends[:-1]]).astype(np.int64)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('--corpus', type=Path)
    arguments.add_argument('--data', type=Path, default=MODELS / 'data')
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    arguments.add_argument('--keep-tokenizer', action='store_true', help='the one in <work>, not a new one')
    options = arguments.parse_args()
    parts, folder = read_parts(options), options.work / FOLDER
    if not options.keep_tokenizer:
        train_tokenizer(parts).save(folder, CONTEXT)
    tokenizer = FastTokenizer(folder)
    for name in ('tokens', 'held-out'):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for part in parts:
        random.Random(part.name).shuffle(part.train)
        ids, starts = pack(part.train, tokenizer)
        np.savez(folder / 'tokens' / f'{part.name}.npz', ids=ids, starts=starts)
        (folder / 'held-out' / f'{part.name}.json').write_text(json.dumps(part.held_out, ensure_ascii=False), encoding='utf-8')
        if part.name == 'stories':  # models/check.ts measures on them
            (options.data / 'held-out-zh.txt').write_text(f'\n{END_OF_TEXT}\n'.join(part.held_out) + '\n', encoding='utf-8')
        size = sum(map(len, part.train))
        print(f'{part.name:9} {len(part.train):6} documents {size:9} characters {len(ids):8} tokens '
              f'{size / len(ids):.2f} characters/token; held out {len(part.held_out)}', flush=True)


if __name__ == '__main__':
    main()
