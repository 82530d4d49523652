"""Sentences of being: how, what and where somebody or something is, and what there is."""

from .circumstances import place, spot
from .clauses import IS
from .lexicon import COLOURED, COLOURS, FEELINGS, JOBS, NOUNS
from .people import pronoun, asked_about, relative, somebody
from .phrases import ASK, Draw, Phrase, ended, loose
from .things import article, fitting, said_twice, subject_thing, thing, things


def degree(d: Draw, copula, adjective, key, polarity: str, state_time: Phrase | None = None) -> tuple:
    """(English after the subject, Chinese after the subject) for "is (very, not, too) tall"."""
    a = d.pair(adjective.en, adjective.zh)
    if polarity == "deny":
        n = d.key()
        if d.chance(0.25):
            return loose(copula, key) + loose("not very", n) + a.en, loose("不 太", n) + a.zh
        if adjective.zh == "有意思":
            return loose(copula, key) + loose("not", n) + a.en, loose("没意思", a.en[0][1])
        return loose(copula, key) + loose("not", n) + a.en, loose("不", n) + a.zh
    word = d.weighted({"": 6, "very": 2, "too": 1, "really": 1})
    if word == "too":
        k = d.key()
        return loose(copula, key) + loose("too", k) + a.en, loose("太", k) + a.zh + loose("了", k)
    if word:
        k = d.key()
        return loose(copula, key) + loose(word, k) + a.en, loose({"very": "非常", "really": "真"}[word], k) + a.zh
    return loose(copula, key) + a.en, loose("很", key) + a.zh


def feeling(d: Draw) -> Phrase:
    """I am busy, she was very tired yesterday, are you hungry?"""
    s = somebody(d)
    a = d.pick(FEELINGS)
    d.note(a.en, "person")
    key = d.key()
    polarity = d.weighted({"say": 5, "deny": 2, "ask": 2})
    if polarity == "ask":
        s = asked_about(d)
    when, tense = None, "now"
    if "state" in a.sorts and d.chance(0.5):
        tense = d.pick(["past", "now"])
        when = (
            d.pair(
                *d.pick(
                    [
                        ("yesterday", "昨天"),
                        ("this morning", "今天 早上"),
                        ("last night", "昨天 晚上"),
                        ("yesterday afternoon", "昨天 下午"),
                        ("last week", "上个 星期"),
                    ]
                )
            )
            if tense == "past"
            else d.pair(*d.pick([("today", "今天"), ("now", "现在")]))
        )
    copula = ("was" if s.agreement in "13" else "were") if tense == "past" else IS[s.agreement]
    t = when or Phrase()
    if polarity == "ask":
        en, zh = loose(copula, key) + s.en, ()
        b = d.pair(a.en, a.zh)
        return ended(d, Phrase(en + b.en + t.en, s.topic + t.zh + b.zh + loose("吗", key)), ASK)
    en, zh = degree(d, copula, a, key, polarity)
    return ended(d, Phrase(s.en + en + t.en, s.topic + t.zh + zh))


def quality(d: Draw) -> Phrase:
    """The book on the table is interesting; is this car expensive?"""
    noun = d.pick(things({"text", "tale", "paper", "garment", "vehicle", "food", "thing", "animal", "plant", "drink"}))
    one = getattr(noun, "one", None) or noun.en
    a = fitting(d, noun)
    if a is None:
        return quality(d)
    d.note(a.en, one)
    s = subject_thing(d, noun)
    if said_twice(a.en, s):
        return quality(d)
    polarity = d.weighted({"say": 5, "deny": 2, "ask": 2})
    key = d.key()
    copula = IS[s.agreement]
    topic, en_s = s.topic, s.en
    if s.kind == "definite" and d.chance(0.25) and "animal" not in noun.tags and "drink" not in noun.tags:
        where = spot(d, noun)
        if one not in {w for w, _ in where.en}:
            en_s, topic = s.en + where.en, where.zh + loose("的") + s.topic
    if "one" in noun.__dict__ and one in COLOURED and d.chance(0.35):
        fits = [c for c in COLOURS if c[2] & noun.tags]
        c = d.pick(fits)
        d.note(c[0], one)
        b = d.pair(c[0], c[1])
        shi, n = d.key(), d.key()
        if polarity == "ask":
            return ended(
                d, Phrase(loose(copula, shi) + en_s + b.en, topic + loose("是", shi) + b.zh + loose("的 吗", shi)), ASK
            )
        no = polarity == "deny"
        return ended(
            d,
            Phrase(
                en_s + loose(copula, shi) + loose("not", n) * no + b.en,
                topic + loose("不", n) * no + loose("是", shi) + b.zh + loose("的", shi),
            ),
        )
    if polarity == "ask":
        b = d.pair(a.en, a.zh)
        return ended(d, Phrase(loose(copula, key) + en_s + b.en, topic + b.zh + loose("吗", key)), ASK)
    en, zh = degree(d, copula, a, key, polarity)
    return ended(d, Phrase(en_s + en, topic + zh))


def job(d: Draw) -> Phrase:
    """My sister is a teacher; his parents are doctors; is he a student?"""
    s = somebody(d, weights={"pronoun": 5, "named": 4, "relative": 5})
    one, many, zh = d.pick(JOBS)
    d.note("is", one)
    k, n = d.key(), d.key()
    plural = s.agreement == "p"
    b = d.pair(many if plural else one, zh)
    det = () if plural else loose(article(one))
    polarity = d.weighted({"say": 5, "deny": 2, "ask": 2})
    if polarity == "ask":
        return ended(
            d,
            Phrase(loose(IS[s.agreement], k) + s.en + det + b.en, s.topic + loose("是", k) + b.zh + loose("吗", k)),
            ASK,
        )
    no = polarity == "deny"
    return ended(
        d,
        Phrase(
            s.en + loose(IS[s.agreement], k) + loose("not", n) * no + det + b.en,
            s.topic + loose("不", n) * no + loose("是", k) + b.zh,
        ),
    )


def identity(d: Draw) -> Phrase:
    """This is my book; that is tom's sister; is this your key? whose book is this?"""
    en, zh = d.pick([("this", "这"), ("that", "那")])
    kind = d.weighted({"thing": 5, "person": 3, "he": 2, "whose": 2, "count": 2})
    if kind == "he":
        en, zh = d.pick([("he", "他"), ("she", "她")])
    a, k, n = d.pair(en, zh), d.key(), d.key()
    if kind == "whose":
        noun = d.pick(NOUNS)
        b = d.pair(noun.one, noun.zh)
        who = d.pair("whose", "谁 的")
        return ended(d, Phrase(who.en + b.en + loose("is", k) + a.en, a.zh + loose("是", k) + who.zh + b.zh), ASK)
    if kind in {"person", "he"}:
        b = relative(d, pronoun(d, "i you we they") if kind == "he" and d.chance(0.7) else None)
        if b.agreement == "p" or kind == "he" and b.own[0][0] != {"he": "his", "she": "her"}[en]:
            return identity(d)
    else:
        b = thing(d, (), {"mine": 1} if kind == "thing" else {"indefinite": 1}, noun=d.pick(NOUNS))
    polarity = d.weighted({"say": 5, "deny": 2, "ask": 2})
    if polarity == "ask":
        return ended(d, Phrase(loose("is", k) + a.en + b.en, a.zh + loose("是", k) + b.bare + loose("吗", k)), ASK)
    no = polarity == "deny"
    return ended(
        d,
        Phrase(
            a.en + loose("is", k) + loose("not", n) * no + b.en,
            a.zh + loose("不", n) * no + loose("是", k) + (b.bare if no else b.zh),
        ),
    )


def location(d: Draw) -> Phrase:
    """The cat is under the table; my mother is at home; where are the keys?"""
    k, n = d.key(), d.key()
    if d.chance(0.5):
        s = somebody(d)
        where = place(d, ("study", "home", "work", "go", "country", "garden", "kitchen"))
    else:
        noun = d.pick([x for x in NOUNS if x.tags & {"put", "animal"}])
        s = subject_thing(d, noun, {"definite": 5, "mine": 4, "definites": 2})
        where = spot(d, noun)
        if noun.one in {w for w, _ in where.en}:
            return location(d)
        where = Phrase(where.en, loose("在", k) + where.zh)
    kind = d.weighted({"say": 5, "deny": 2, "ask": 2, "where": 3})
    copula = loose(IS[s.agreement], k)
    if kind == "where":
        w = d.pair("where", "哪里")
        return ended(d, Phrase(w.en + copula + s.en, s.topic + loose("在", k) + w.zh), ASK)
    if kind == "ask":
        return ended(d, Phrase(copula + s.en + where.en, s.topic + where.zh + loose("吗", k)), ASK)
    no = kind == "deny"
    return ended(d, Phrase(s.en + copula + loose("not", n) * no + where.en, s.topic + loose("不", n) * no + where.zh))


def existence(d: Draw) -> Phrase:
    """There are three books on the table 桌子上有三本书."""
    noun = d.pick([x for x in NOUNS if x.tags & {"put", "animal"}])
    where = spot(d, noun)
    polarity = d.weighted({"say": 6, "deny": 2, "ask": 2})
    o = thing(d, (), {"indefinite": 4, "count": 4, "some": 1} if polarity == "say" else {"indefinite": 1}, noun=noun)
    k, n = d.key(), d.key()
    copula = IS[o.agreement]
    if polarity == "ask":
        return ended(
            d,
            Phrase(loose(copula + " there", k) + o.en + where.en, where.zh + loose("有", k) + o.bare + loose("吗", k)),
            ASK,
        )
    if polarity == "deny":
        bare = thing(d, (), {"bare": 1}, noun=noun)
        return ended(
            d,
            Phrase(
                loose("there are", k) + loose("no", n) + bare.en + where.en,
                where.zh + loose("没", n) + loose("有", k) + bare.zh,
            ),
        )
    return ended(d, Phrase(loose("there " + copula, k) + o.en + where.en, where.zh + loose("有", k) + o.zh))
