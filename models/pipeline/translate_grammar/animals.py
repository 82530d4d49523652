"""What animals do, and who sits, stands or lies where."""

from dataclasses import replace

from .circumstances import place, spot, time
from .clauses import IS, clause
from .lexicon import ACTIVITIES, NOUNS, RELATIONS, TRANSITIVE
from .people import somebody
from .phrases import ASK, STOP, Draw, NounPhrase, Phrase, ended, loose
from .predicates import Predicate, name_of
from .things import thing

FOOD = {"meat", "fish", "egg", "apple", "rice"}
POSTURES = [("sitting", "坐"), ("standing", "站"), ("lying", "躺")]
SEATS = {
    "sitting": {
        "on": ["chair", "sofa", "bed"],
        "next to": ["window", "door", "tree"],
        "under": ["tree"],
        "behind": ["desk", "table"],
    },
    "standing": {
        "in front of": ["door", "window", "car", "house"],
        "behind": ["door", "tree", "chair"],
        "next to": ["window", "car", "desk"],
        "under": ["tree"],
    },
    "lying": {"on": ["bed", "sofa"], "under": ["tree"]},
}
PETS = {"cat", "dog", "bird", "rabbit"}


def creature(d: Draw, pet: bool = False) -> NounPhrase:
    """The cat, my dog, these birds, two horses: as the subject of a verb."""
    noun = d.pick([n for n in NOUNS if n.one in PETS or not pet and "animal" in n.tags and "wild" not in n.tags])
    s = thing(d, (), {"definite": 5, "mine": 4, "this": 2, "definites": 2, "count": 1}, noun=noun)
    return replace(s, own=loose("their" if s.agreement == "p" else "its"), who=noun.one)


def lair(d: Draw, pet: bool) -> Phrase:
    """On the sofa, under the tree, in the garden: 在沙发上, 在树下面, 在花园里."""
    if not pet or d.chance(0.25):
        return place(d, ("garden", "outdoor", "home") if pet else ("garden", "outdoor"))
    k, where = d.key(), spot(d, laid=True)
    return Phrase(where.en, loose("在", k) + where.zh)


def animal(d: Draw) -> Phrase:
    """The cat is sleeping on the sofa 猫正在沙发上睡觉; my dog does not eat fish 我的狗不吃鱼."""
    s = creature(d)
    counted = s.kind == "count"
    tense = d.weighted({"progressive": 4, "past": 3, "habit": 0 if counted else 3, "want": 0 if counted else 2})
    polarity = "say" if counted else d.weighted({"say": 6, "deny": 1, "ask": 2})
    if d.chance(0.45):
        v = d.pick([v for v in TRANSITIVE if v.base in {"eat", "drink"}])
        pool = [n for n in NOUNS if n.one in FOOD and n.one != s.who]
        if v.base == "drink":
            kinds = {"definite": 2, "mine": 1} if tense == "past" else {"bare": 1}
            o = thing(d, ("warm",), kinds, verb="drink", noun=None)
            while {w for w, _ in o.en} & {"tea", "coffee", "soup"}:
                o = thing(d, ("warm",), kinds, verb="drink", noun=None)
        else:
            kinds = {"definite": 3, "mine": 3, "indefinite": 2} if tense == "past" else {"bare": 3, "indefinite": 1}
            o = thing(d, (), {"bare": 1} if tense == "habit" else kinds, verb="eat", noun=d.pick(pool))
        p = Predicate(v, o)
    else:
        p = Predicate(d.pick([v for v in ACTIVITIES if name_of(v) in {"sleep", "run", "swim", "rest"}]))
    if d.chance(0.5) and p.verb.base != "swim":
        p = replace(p, where=lair(d, s.who in PETS))
    if tense in {"past", "habit"} and d.chance(0.4):
        p = replace(p, when=time(d, tense))
    return ended(d, clause(d, s, p, tense, polarity, adverb=False), ASK if polarity == "ask" else STOP)


def posture(d: Draw) -> Phrase:
    """The cat is sitting on the chair 猫坐在椅子上; who is standing behind the door?"""
    s = creature(d, pet=True) if d.chance(0.4) else somebody(d)
    en, zh = d.pick(POSTURES)
    relation, one = d.pick([(r, x) for r, xs in SEATS[en].items() for x in xs])
    zh_place = {r: z for r, z, _ in RELATIONS}[relation]
    noun = next(n for n in NOUNS if n.one == one)
    d.note(en, noun.one)
    sit, r, x, n = d.pair(en, zh), d.pair(relation, zh_place), d.pair(noun.one, noun.zh), d.key()
    where = Phrase(r.en + loose("the") + x.en, x.zh + r.zh)
    be = loose(IS[s.agreement], n)
    kind = d.weighted({"say": 6, "ask": 2, "who": 1})
    if kind == "who":
        w = d.pair("who", "谁")
        return ended(
            d, Phrase(w.en + loose("is", n) + sit.en + where.en, w.zh + sit.zh + loose("在", n) + where.zh), ASK
        )
    if kind == "ask":
        zh_ = s.topic + sit.zh + loose("在", n) + where.zh + loose("吗", n)
        return ended(d, Phrase(be + s.en + sit.en + where.en, zh_), ASK)
    return ended(d, Phrase(s.en + be + sit.en + where.en, s.topic + sit.zh + loose("在", n) + where.zh))
