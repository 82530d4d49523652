"""Noun phrases for people: pronouns, names, relatives and friends, roles."""

from .lexicon import COMPANIONS, FEMALE, KIN, MALE, NAMES, ROLES, SURNAMES, TITLES
from .phrases import Draw, NounPhrase, Phrase, loose


PRONOUNS = [
    ("i", "me", "my", "我", "1"),
    ("you", "you", "your", "你", "2"),
    ("he", "him", "his", "他", "3"),
    ("she", "her", "her", "她", "3"),
    ("we", "us", "our", "我们", "p"),
    ("they", "them", "their", "他们", "p"),
]


def person(d: Draw, p, who: str, agreement: str, possessive: str = "") -> NounPhrase:
    s = loose(possessive) if possessive else p.en + loose("'s", p.en[-1][1])
    de = (("的", p.en[-1][1]),)
    last = {p.en[-1][0], p.en[0][0] if p.en[0][0] in {"mr", "mrs", "miss"} else p.en[-1][0]}
    own = "their" if agreement == "p" else "her" if last & FEMALE else "his" if last & MALE else d.pick(["his", "her"])
    return NounPhrase(
        p.en, p.zh, "person", agreement, p.zh, p.zh, p.en, s, p.zh + de, p.zh + de, loose(own, p.en[-1][1]), who
    )


def pronoun(d: Draw, only: str = "") -> NounPhrase:
    subject, obj, poss, zh, agreement = d.pick([p for p in PRONOUNS if not only or p[0] in only.split()])
    k = d.key()
    return NounPhrase(
        loose(subject, k),
        loose(zh, k),
        "person",
        agreement,
        loose(zh, k),
        loose(zh, k),
        loose(obj, k),
        loose(poss, k),
        loose(zh + " 的", k),
        loose(zh, k),
        loose(poss, k),
        subject,
    )


def named(d: Draw, alone: bool = False) -> NounPhrase:
    if not alone and d.chance(0.08):
        a, b, both = d.pick(NAMES), d.pick(NAMES), d.pair("and", "和")
        if a is not b:
            return person(d, d.pair(*a) + both + d.pair(*b), f"{a[0]} and {b[0]}", "p")
    if d.chance(0.75):
        en, zh = d.pick(NAMES)
        return person(d, d.pair(en, zh), en, "3")
    (surname, xing), (title, zh) = d.pick(SURNAMES), d.pick(TITLES)
    a, b = d.pair(surname, xing), d.pair(title, zh)
    return person(d, Phrase(b.en + a.en, a.zh + b.zh), surname + title, "3")


def relative(d: Draw, owner: NounPhrase | None = None) -> NounPhrase:
    """my mother 我妈妈, tom's friend 汤姆的朋友"""
    owner = owner or (pronoun(d) if d.chance(0.8) else named(d))
    if d.chance(0.75):
        # a marriage has one husband and one wife: no 他们妻子, no mrs zhang's wife
        own = {w for w, _ in owner.own}
        spouse = {"his": {"wife"}, "her": {"husband"}, "my": {"wife", "husband"}, "your": {"wife", "husband"}}
        married = set().union(*(spouse.get(w, set()) for w in own))
        en, zh, number = d.pick([k for k in KIN if k[0] not in {"wife", "husband"} - married])
        a, link = d.pair(en, zh), owner.kin
    else:
        one, many, zh = d.pick(COMPANIONS)
        number = "p" if d.chance(0.3) else "s"
        # 我朋友, but 我的朋友们
        a, link = (
            d.pair(many if number == "p" else one, zh + " 们" * (number == "p")),
            owner.owner if "p" in (number[0], owner.agreement) else owner.kin,
        )
    return person(d, Phrase(owner.possessive + a.en, link + a.zh), owner.who + "'s", "p" if number == "p" else "3")


def role(d: Draw) -> NounPhrase:
    one, many, zh = d.pick(ROLES)
    kind = d.weighted({"the": 4, "plural": 3, "this": 2, "these": 1})
    if kind == "the":
        return person(d, Phrase(loose("the")) + d.pair(one, zh), one, "3")
    if kind == "plural":
        return person(d, Phrase(loose("the")) + d.pair(many, zh + " 们"), many, "p")
    if kind == "this":
        en, word = d.pick([("this", "这"), ("that", "那")])
        return person(d, d.pair(en, word + " 个") + d.pair(one, zh), one, "3")
    en, word = d.pick([("these", "这些"), ("those", "那些")])
    return person(d, d.pair(en, word) + d.pair(many, zh), many, "p")


def together(d: Draw) -> NounPhrase:
    """my mother and my father, tom and his sister"""
    while True:
        a = relative(d) if d.chance(0.6) else named(d, alone=True)
        b = relative(d) if d.chance(0.7) else named(d, alone=True)
        if a.agreement == b.agreement == "3" and a.who != b.who and a.zh[-1][0] != b.zh[-1][0]:
            both = d.pair("and", "和")
            return person(d, Phrase(a.en + both.en + b.en, a.zh + both.zh + b.zh), f"{a.who} and {b.who}", "p")


def somebody(d: Draw, besides: NounPhrase | None = None, weights: dict | None = None) -> NounPhrase:
    """A person; with `besides`, someone else than that one, and not a pronoun of the same company."""
    while True:
        if weights is None and d.chance(0.04):
            p = together(d)
            if besides is None:
                return p
        kind = d.weighted(weights or {"pronoun": 8, "named": 4, "relative": 5, "role": 3})
        p = {"pronoun": pronoun, "named": named, "relative": relative, "role": role}[kind](d)
        if besides is None:
            return p
        first = {"i", "we", "i's", "we's"}
        if p.who.split("'")[0] != besides.who.split("'")[0] and not ({p.who, besides.who} <= first):
            return p


def asked_about(d: Draw, weights: dict | None = None) -> NounPhrase:
    """The subject of a question: rarely oneself."""
    s = somebody(d, weights=weights or {"pronoun": 8, "named": 3, "relative": 3, "role": 1})
    return asked_about(d, weights) if s.who in {"i", "we"} and d.chance(0.9) else s
