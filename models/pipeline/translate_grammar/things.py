"""Noun phrases for things: with article, number and classifier, demonstrative, owner or adjective."""

from dataclasses import replace

from .lexicon import ADJECTIVES, COLOURED, COLOURS, MASSES, NOT_OWNED, NOUNS, NUMBERS, PLURAL_MASSES, SORTS
from .people import named, pronoun, relative
from .phrases import Draw, NounPhrase, Phrase, Words, loose


def alike(a: NounPhrase, b: NounPhrase) -> bool:
    """Two bare things of one sort, so that one may say "tea or coffee" but not "trousers or tea"."""
    sorts = [next((n.tags & SORTS for n in NOUNS + MASSES if n.zh == x.zh[-1][0]), set()) for x in (a, b)]
    return len(a.zh) == len(b.zh) == 1 and a.zh[0][0] != b.zh[0][0] and bool(sorts[0] & sorts[1])


def article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" and not noun.startswith(("us", "uni")) else "a"


def describe(d: Draw, one: str, tags: frozenset, owned: bool, p: float = 0.22) -> tuple[Words, Words]:
    """An attributive adjective, or none: (English, Chinese); an owned thing takes none that needs a second 的."""
    if not d.chance(p) or one == "<unk>":
        return (), ()
    if one in COLOURED and not owned and d.chance(0.5):
        fits = [c for c in COLOURS if c[2] & tags]
        if fits:
            en, word, _ = d.pick(fits)
            d.note(en, one)
            a = d.pair(en, word)
            return a.en, a.zh + loose("的")
    fits = [
        a
        for a in ADJECTIVES
        if a.sorts & tags and not (owned and a.link) and a.zh in {"新", "旧", "大", "小", "便宜", "漂亮", "有意思", "可爱", "热", "脏"}
    ]
    if one in {"key", "question", "ticket", "music", "email", "letter"} or not fits:
        return (), ()
    chosen = d.pick(fits)
    d.note(chosen.en, one)
    a = d.pair(chosen.en, chosen.zh)
    return a.en, a.zh + loose("的") * chosen.link


def things(tags) -> list:
    wanted = set(tags)
    return [n for n in NOUNS + MASSES if n.tags & wanted]


OBJECT_KINDS = {
    "indefinite": 5,
    "count": 2,
    "some": 1,
    "definite": 3,
    "definites": 1,
    "this": 2,
    "these": 1,
    "mine": 3,
    "bare": 2,
    "it": 0.5,
}


HABIT_KINDS = {"indefinite": 2, "count": 3, "bare": 5}


DEFINITE_KINDS = {"definite": 5, "definites": 1, "this": 3, "these": 2, "mine": 4, "it": 0.7}


def thing(d: Draw, tags, kinds: dict = OBJECT_KINDS, verb: str = "", owner_not: str = "", noun=None) -> NounPhrase:
    """A noun phrase for something with one of `tags`, noted as met by `verb`."""
    noun = noun or d.pick(things(tags))
    mass = not hasattr(noun, "one")
    one, zh = (noun.en, noun.zh) if mass else (noun.one, noun.zh)
    kind = d.weighted(kinds)
    if kind == "it":
        k = d.key()
        return NounPhrase(loose("it", k), loose("它", k), "pointed", "3", loose("它", k), loose("它", k), loose("it", k))
    while kind == "mine" and one in NOT_OWNED:
        kind = d.weighted({**kinds, "definite": 1})
    if verb:
        d.note(verb, one)
    plural = one in PLURAL_MASSES if mass else kind in {"count", "some", "definites", "these", "bare"}
    if mass and not noun.measures and kind in {"indefinite", "count"}:
        kind = "bare"
    if mass and kind in {"definites", "these", "this"}:
        kind = "definite" if not plural else "these" if kind != "definites" else "definite"
    adj_en, adj_zh = describe(d, one, noun.tags, kind == "mine")
    head = d.pair(one if mass or not plural else noun.many, zh)
    core = Phrase(adj_en + head.en, adj_zh + head.zh)
    agreement = "p" if plural else "3"

    def made(kind, en, zh_, bare=None, topic=None, agreement=agreement):
        return NounPhrase(en, zh_, kind, agreement, bare or zh_, topic or zh_, en)

    if kind == "bare":
        return made("bare", core.en, core.zh)
    if kind == "some":
        some = d.pair("some", "一些")
        return made("count", some.en + core.en, some.zh + core.zh, core.zh)
    if kind in {"indefinite", "count"}:
        k = d.key()
        number, shu = ("a", "一") if kind == "indefinite" else d.pick(NUMBERS)
        if mass:
            single, several, measure = d.pick(noun.measures)
            m = d.pair(single if kind == "indefinite" else several, measure)
            return made(
                "count",
                loose(number, k) + m.en + core.en,
                loose(shu, k) + m.zh + core.zh,
                core.zh,
                agreement="3" if kind == "indefinite" else "p",
            )
        en = loose(number if kind == "count" else article(core.en[0][0]), k) + core.en
        return made("count", en, loose(f"{shu} {noun.classifier}", k) + core.zh, core.zh)
    if kind in {"definite", "definites"}:
        if mass:
            return made("definite", loose("the") + core.en, core.zh)
        k = d.key()
        near = loose("那些" if kind == "definites" else f"那 {noun.classifier}", k)
        return made("definite", loose("the", k) + core.en, near + core.zh, topic=core.zh)
    if kind in {"this", "these"}:
        k = d.key()
        en, word = d.pick([("these", "这些"), ("those", "那些")] if kind == "these" else [("this", "这"), ("that", "那")])
        shu = word if kind == "these" else f"{word} {noun.classifier}"
        return made("pointed", loose(en, k) + core.en, loose(shu, k) + core.zh)
    owner = pronoun(d) if d.chance(0.7) else named(d) if d.chance(0.5) else relative(d)
    return replace(made("pointed", owner.possessive + core.en, owner.owner + core.zh), who=owner.who)


def subject_thing(d: Draw, noun=None, kinds=DEFINITE_KINDS) -> NounPhrase:
    return thing(d, (), kinds, noun=noun or d.pick(NOUNS))


def fitting(d: Draw, noun) -> object | None:
    fits = [a for a in ADJECTIVES if a.sorts & noun.tags]
    return d.pick(fits) if fits else None


SIZE_AND_AGE = {"new", "old", "big", "small"}


def said_twice(adjective: str, noun: NounPhrase) -> bool:
    """The noun already has this adjective or one of its kind: no "the small box is big"."""
    words = {w for w, _ in noun.en}
    return adjective in words or adjective in SIZE_AND_AGE and bool(words & SIZE_AND_AGE)
