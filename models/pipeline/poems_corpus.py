"""Classical Chinese poems as training text: the form a prompt takes, the tokenizer, the packed tokens.

A document is a heading and the poem, one sentence (two lines of regular verse) a row:

    五绝《静夜思》唐·李白
    床前明月光，疑是地上霜。
    举头望明月，低头思故乡。

The form (五绝 七绝 五律 七律 词) always stands first and the title follows in 《》, so either steers what is written; the
poet is left out of half of the headings, so that a prompt need not name one. Many poems have no title: 七律唐·杜甫 or 七律.

Tokens are the bytes and, by merging bytes only inside a character, one token for each character of the corpus: any text
can be entered, and a verse has as many tokens as characters.

    python3 poems_corpus.py --corpus DIR     writes <work>/zh/{tokenizer.json, tokens/poems.npz, held-out/poems.json}
"""

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import MODELS, is_held_out, pack
from tokenizer import Tokenizer, train_merges

CONTEXT = 256
HELD_OUT_PERMILLE = 10
FORMS = {"五绝": (4, 5), "七绝": (4, 7), "五律": (8, 5), "七律": (8, 7)}  # verses, characters in each
ROW_END = re.compile(r"(?<=[。？！；])(?=.)")


@dataclass(frozen=True)
class Poem:
    dynasty: str
    form: str
    title: str
    author: str
    text: str  # as in the corpus, with punctuation, in one row

    def heading(self, signed: bool) -> str:
        """signed: with dynasty and poet; the poets of ci (词) are given without a dynasty, as in the corpus."""
        title = f"《{self.title}》" if self.title else ""
        who = self.author if self.dynasty == "词" else f"{self.dynasty}·{self.author}"
        return self.form + title + (who if signed and self.author else "")

    def document(self) -> str:
        signed = hashlib.sha256(self.text.encode()).digest()[4] % 2 == 0
        return self.heading(signed) + "\n" + ROW_END.sub("\n", self.text)


def read_poems(path: Path) -> list[Poem]:
    """Poems of poems-zh.txt: dynasty, form, title, author, text; one a line, separated by tabs."""
    return [Poem(*line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]


def split(poems: list[Poem]) -> tuple[list[Poem], list[Poem]]:
    """(training, held out), by a stable hash of the text without punctuation, so that a variant in signs stays together."""
    held = [is_held_out(re.sub(r"\W", "", p.text), HELD_OUT_PERMILLE) for p in poems]
    return [p for p, h in zip(poems, held) if not h], [p for p, h in zip(poems, held) if h]


def train_tokenizer(documents: list[str]) -> Tokenizer:
    """One token for every character of the documents, none across characters."""
    characters = Counter()
    for document in documents:
        characters.update(document)
    return Tokenizer(train_merges(characters, 20_000, least=1))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--corpus", type=Path, required=True, help="folder of poems-zh.txt")
    arguments.add_argument("--work", type=Path, default=MODELS / ".work")
    options = arguments.parse_args()
    train, held_out = split(read_poems(options.corpus / "poems-zh.txt"))
    documents = [p.document() for p in train]
    random.Random("poems").shuffle(documents)
    tokenizer = train_tokenizer(documents)
    folder = options.work / "zh"
    tokenizer.save(folder, CONTEXT)
    (folder / "tokens").mkdir(parents=True, exist_ok=True)
    (folder / "held-out").mkdir(exist_ok=True)
    ids, starts = pack(documents, tokenizer)
    np.savez(folder / "tokens" / "poems.npz", ids=ids, starts=starts)
    (folder / "held-out" / "poems.json").write_text(
        json.dumps([p.document() for p in held_out], ensure_ascii=False), encoding="utf-8"
    )
    size = sum(map(len, documents))
    print(
        f"{len(documents)} poems, {size} characters, {len(ids)} tokens, vocabulary {tokenizer.vocab_size}; held out {len(held_out)}"
    )


if __name__ == "__main__":
    main()
