"""The English training text: which documents make which part, what is held out, and the packed token files.

Folders (all but the first have defaults inside the repository):
  --corpus  stories.txt, explain.txt, dialogue.txt, facts.json, wikitext2.txt                 (not in the repository)
  --tiny    tinystories.txt and tinystories-valid.txt, the latter only measured on           (not in the repository)
  --data    stories-own.txt, stories-en/ and chat/ written for this project, SOURCES.tsv        (models/data)

A text may be packed: `tinystories.txt.xz`.
  --work    tokenizer, packed tokens, checkpoints                                            (models/.work)

    python3 corpus.py --corpus DIR            writes <work>/en/tokens/<part>.npz and <work>/en/held-out/<part>.json
"""

import argparse
import hashlib
import json
import lzma
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import conversations
import facts
from tokenizer import END_OF_TEXT, Tokenizer

MODELS = Path(__file__).resolve().parent.parent

# Books for children and fairy tales, by a piece of their row in SOURCES.tsv: plain sentences, whole little plots.
TALES = ('Pooh', 'Aesop', 'Grimm', 'Nesbit', 'MacDonald', 'Irish Fairy', 'Wind in the Willows', 'Baum', 'Carroll',
         'Just So', 'Jungle Book', 'Nils', 'Andersen', 'English Fairy', 'Heidi', 'Andrew Lang', 'Peter and Wendy',
         'Burnett', 'Black Beauty', 'Pollyanna', 'Anne of Green', 'Christmas Carol')


@dataclass
class Part:
    """One part of the corpus: whole documents, split by a stable hash of their text."""

    name: str
    tokenizer_weight: int  # how often each document counts when the vocabulary is chosen
    held_out_permille: int
    train: list[str] = field(default_factory=list)
    held_out: list[str] = field(default_factory=list)

    def add(self, document: str):
        (self.held_out if is_held_out(document, self.held_out_permille) else self.train).append(document)


def is_held_out(text: str, permille: int) -> bool:
    """A decision that depends on the text alone: the same document found twice always falls on the same side."""
    return int(hashlib.sha256(text.strip().encode()).hexdigest()[:8], 16) % 1000 < permille


def read_text(path: Path) -> str:
    """A text, or the same packed by xz."""
    packed = path.with_name(f'{path.name}.xz')
    return lzma.open(packed, 'rt', encoding='utf-8').read() if packed.exists() else path.read_text(encoding='utf-8')


def split_documents(path: Path) -> list[str]:
    documents = read_text(path).split(END_OF_TEXT)
    return [d.strip() for d in documents if d.strip()]


def story_titles(sources: Path) -> list[str]:
    """The title of the source of each document of stories.txt, in the order of the file."""
    titles = []
    for row in sources.read_text(encoding='utf-8').splitlines()[1:]:
        file, _, _, title, documents = row.split('\t')[:5]
        if file == 'stories.txt':
            titles += [title] * int(documents)
    return titles


def read_parts(options) -> list[Part]:
    """Every part that the given folders allow; without --corpus only what is in the repository."""
    own = Part('own', 8, 40)
    for story in split_documents(options.data / 'stories-own.txt'):
        own.add(story)
    chat = Part('chat', 8, 0)
    chat.train, chat.held_out = conversations.chat_documents(options.data / 'chat')
    parts = [own, chat]
    if (options.data / 'stories-en').exists():
        simple = Part('simple', 4, 40)
        for name in ('stories', 'explain'):
            for document in split_documents(options.data / 'stories-en' / f'{name}.txt'):
                simple.add(document)
        parts.append(simple)
    if options.tiny:
        tiny = Part('tiny', 1, 0)
        tiny.train = split_documents(options.tiny / 'tinystories.txt')
        tiny.held_out = split_documents(options.tiny / 'tinystories-valid.txt')
        parts.append(tiny)
    if options.corpus is None:
        return parts

    children, tales, novels = Part('children', 6, 30), Part('tales', 2, 15), Part('novels', 1, 15)
    stories = split_documents(options.corpus / 'stories.txt')
    titles = story_titles(options.data / 'SOURCES.tsv')
    if len(stories) != len(titles):
        raise ValueError(f'stories.txt has {len(stories)} documents, SOURCES.tsv lists {len(titles)}')
    for title, story in zip(titles, stories):
        if title.startswith(('African Storybook', 'Pratham')):
            children.add(story)
        elif any(mark in title for mark in TALES):
            tales.add(story)
        else:
            novels.add(story)

    explain, dialogue = Part('explain', 1, 15), Part('dialogue', 1, 15)
    for document in split_documents(options.corpus / 'explain.txt'):
        explain.add(document)
    prompts = conversations.system_prompts(options.data / 'chat')['assistant']
    for conversation in read_text(options.corpus / 'dialogue.txt').split('\n\n'):
        if conversation.strip():
            dialogue.add(conversations.from_transcript(conversation.strip(), prompts))

    about = Part('facts', 2, 0)
    about.train = facts.documents(options.facts or options.corpus / 'facts.json')
    return [*parts, children, tales, novels, explain, dialogue, about]


def pack(documents: list[str], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray]:
    """All documents as one row of ids [N] uint16, each followed by end-of-text, and where each begins [D] int64."""
    starts, ids = [], []
    for document in documents:
        starts.append(len(ids))
        ids += tokenizer.encode(document)
        ids.append(tokenizer.end_of_text)
    return np.array(ids, dtype=np.uint16), np.array(starts, dtype=np.int64)


def add_folders(arguments: argparse.ArgumentParser):
    arguments.add_argument('--corpus', type=Path, help='folder of the corpus; without it only the repository\'s own text')
    arguments.add_argument('--facts', type=Path, help='facts.json, if it is not in --corpus')
    arguments.add_argument('--tiny', type=Path, help='folder of TinyStories')
    arguments.add_argument('--data', type=Path, default=MODELS / 'data')
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    add_folders(arguments)
    options = arguments.parse_args()
    folder = options.work / 'en'
    tokenizer = Tokenizer.load(folder)
    for name in ('tokens', 'held-out'):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for part in read_parts(options):
        random.Random(part.name).shuffle(part.train)
        ids, starts = pack(part.train, tokenizer)
        np.savez(folder / 'tokens' / f'{part.name}.npz', ids=ids, starts=starts)
        held_out = folder / 'held-out' / f'{part.name}.json'
        held_out.write_text(json.dumps(part.held_out, ensure_ascii=False), encoding='utf-8')
        size = sum(len(d.encode()) for d in part.train)
        print(f'{part.name:9} {len(part.train):6} documents {size:10} bytes {len(ids):9} tokens '
              f'{size / max(1, len(ids)):.2f} bytes/token; held out {len(part.held_out)}')


if __name__ == '__main__':
    main()
