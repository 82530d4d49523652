"""A grammar of everyday English sentences and their Chinese, with the true word alignment of each pair.

Chinese differs from English in order, and the patterns are chosen for that: time and place come before the verb,
question words stay where the answer would stand, relative clauses come before their noun, nouns are counted with
classifiers. English determines the Chinese, so that exact match is a fair measure: in 300,000 sentences three have
another rendering elsewhere, all by an ambiguity of English itself ("they read books": 看书, 看书了).

    cd models/pipeline
    /usr/bin/python3 -m translate_grammar --show 40        look at some
    /usr/bin/python3 -m translate_grammar --count 300000   how many differ, does English decide Chinese?
"""

import random
from dataclasses import dataclass

from .being import existence, feeling, identity, job, location, quality
from .clauses import clause, stative
from .comparing import comparison, manner
from .going import going
from .joined import joined
from .people import asked_about, somebody
from .phrases import ASK, Draw, Phrase, STOP, ended
from .predicates import predicate
from .questions import choice, question_word
from .relatives import with_relative
from .animals import animal, posture
from .talk import request, small_talk, weather
from .transfer import giving, passive, placing


@dataclass(frozen=True)
class Sentence:
    """`links` are (Chinese position, English position) pairs that render each other; `pairs` are words that meet."""

    pattern: str
    en: list[str]
    zh: list[str]
    links: list[tuple[int, int]]
    pairs: frozenset


def statement(d: Draw) -> Phrase:
    tense = d.weighted(
        {
            "habit": 6,
            "past": 8,
            "progressive": 4,
            "future": 4,
            "going": 2,
            "experience": 3,
            "already": 2,
            "can": 3,
            "must": 1,
            "should": 1,
            "may": 1,
            "want": 3,
            "would": 1,
            "have to": 1,
            "need": 1,
            "hope": 1,
            "like": 2,
        }
    )
    polarity = d.weighted({"say": 6, "deny": 2, "ask": 2})
    if polarity == "deny" and tense in {"going", "already", "would", "must", "hope", "may"}:
        polarity = "say"
    if polarity == "ask" and tense in {"already", "must", "should", "hope", "have to", "may"}:
        polarity = "say"
    s = asked_about(d) if polarity == "ask" else somebody(d)
    p = predicate(d, s, tense, polarity=polarity)
    if tense == "like" and (
        p.when or p.object and p.object.kind != "bare" or p.verb.base in {"wait", "wash", "brush", "open", "close"}
    ):
        return statement(d)
    front = polarity == "say" and d.chance(0.18)
    c = clause(d, s, p, tense, polarity, front)
    return ended(d, c, ASK if polarity == "ask" else STOP)


def owning(d: Draw) -> Phrase:
    polarity = d.weighted({"say": 5, "deny": 2, "ask": 3})
    return ended(
        d,
        stative(d, asked_about(d) if polarity == "ask" else somebody(d), polarity),
        ASK if polarity == "ask" else STOP,
    )


PATTERNS = {
    statement: 30,
    question_word: 9,
    with_relative: 9,
    going: 8,
    joined: 7,
    owning: 6,
    quality: 5,
    feeling: 4,
    comparison: 4,
    giving: 4,
    placing: 3,
    existence: 3,
    location: 3,
    small_talk: 5,
    job: 2,
    identity: 2,
    request: 3,
    passive: 2,
    manner: 2,
    weather: 1.5,
    choice: 1,
    animal: 3,
    posture: 2,
}


NAMES_OF = list(PATTERNS)


CUMULATIVE = [sum(list(PATTERNS.values())[: i + 1]) for i in range(len(PATTERNS))]


def sentence(rng: random.Random) -> Sentence:
    d = Draw(rng)
    pattern = rng.choices(NAMES_OF, cum_weights=CUMULATIVE)[0]
    p = pattern(d)
    at: dict[int, list[int]] = {}
    for i, (_, key) in enumerate(p.en):
        if key is not None:
            at.setdefault(key, []).append(i)
    links = [(j, i) for j, (_, key) in enumerate(p.zh) for i in at.get(key, ())]
    return Sentence(pattern.__name__, [w for w, _ in p.en], [w for w, _ in p.zh], links, frozenset(d.pairs))
