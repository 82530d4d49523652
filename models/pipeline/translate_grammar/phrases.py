"""What a phrase is: English and Chinese words side by side, with their alignment.

Words that render each other carry the same key, so the true word alignment of every sentence is known and
cross-attention can be measured against it.
"""

import random
from dataclasses import dataclass


Words = tuple  # of (word, key); key None where the other language has no counterpart


class Draw:
    """One sentence being made: its random numbers, alignment keys, and the word pairs it brings together."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.keys = 0
        self.pairs: set[tuple[str, str]] = set()

    def pick(self, options):
        return options[int(self.rng.random() * len(options))]

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def weighted(self, options: dict):
        return self.rng.choices(list(options), list(options.values()))[0]

    def key(self) -> int:
        self.keys += 1
        return self.keys

    def pair(self, en: str, zh: str) -> "Phrase":
        """All words of both sides aligned with one another."""
        key = self.key()
        return Phrase(tuple((w, key) for w in en.split()), tuple((w, key) for w in zh.split()))

    def note(self, a: str, b: str) -> None:
        """Records that two words meet in this sentence, for the split of unseen combinations."""
        self.pairs.add((a, b))


def loose(text: str, key: int | None = None) -> Words:
    return tuple((w, key) for w in text.split())


@dataclass(frozen=True)
class Phrase:
    en: Words = ()
    zh: Words = ()

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.en + other.en, self.zh + other.zh)


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase in the shapes its place in the sentence asks for.

    `zh` as an object, `bare` as an object denied or asked about (一本书 → 书), `topic` as subject or after 把
    (那本书 → 书). `kind` is bare, some, count, definite, pointed (this, my), relative or person. `agreement` is 1, 2, 3 or p.
    """

    en: Words
    zh: Words
    kind: str
    agreement: str = "3"
    bare: Words = ()
    topic: Words = ()
    object: Words = ()  # English object form of a pronoun
    possessive: Words = ()  # English possessive: my, tom 's
    owner: Words = ()  # Chinese before a thing: 我 的
    kin: Words = ()  # Chinese before a relative: 我
    own: Words = ()  # English for what is his own: tom washes his hands
    who: str = ""  # identity, so that nobody meets himself


STOP, ASK = (".", "。"), ("?", "？")


def ended(d: Draw, p: Phrase, mark=STOP) -> Phrase:
    return p + d.pair(*mark)
