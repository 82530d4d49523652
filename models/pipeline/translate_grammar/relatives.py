"""Relative clauses: after their noun in English, before it in Chinese."""

from dataclasses import replace

from .being import degree
from .circumstances import place, time
from .clauses import DOES, IS, clause
from .lexicon import ACTIVITIES, FEELINGS, ROLES, TRANSITIVE
from .people import asked_about, pronoun, relative, somebody
from .phrases import ASK, Draw, NounPhrase, Phrase, ended, loose
from .predicates import Predicate, predicate
from .things import fitting, said_twice, thing, things


RELATIVE_VERBS = [
    v
    for v in TRANSITIVE
    if v.base
    in {
        "read",
        "buy",
        "write",
        "draw",
        "eat",
        "watch",
        "wash",
        "cook",
        "make",
        "sell",
        "repair",
        "borrow",
        "lose",
        "find",
        "use",
        "plant",
    }
]


# the past of these names the result when it qualifies a noun: 我姐姐做的蛋糕
MADE = {"lose": "丢", "find": "找到"}


def relative_object(d: Draw, verb_not: str = "") -> NounPhrase:
    """The book that my sister bought 我姐姐买的书: the clause stands before its noun."""
    v = d.pick([v for v in RELATIVE_VERBS if v.base != verb_not])
    s = somebody(d)
    noun = d.pick(things(v.takes))
    o = thing(
        d, (), {"definite": 1} if not hasattr(noun, "one") else {"definite": 3, "definites": 1}, verb=v.base, noun=noun
    )
    p = Predicate(
        v,
        replace(o, en=(), object=()),
        when=time(d, "past") if d.chance(0.4) else None,
        where=place(d, v.places) if v.places and d.chance(0.25) else None,
    )
    en = clause(d, s, p, "past", adverb=False).en
    that = d.key()
    k = en[len(s.en)][1]
    when, where = (p.when.zh if p.when else ()), (p.where.zh if p.where else ())
    zh = s.topic + when + where + loose(MADE.get(v.base, v.zh[0]), k) + loose("的", that) + o.topic
    link = loose(d.pick(["that", "that", "which", ""]), that)
    return NounPhrase(o.en + link + en, zh, "relative", o.agreement, zh, zh, o.en + link + en, who=v.base)


def relative_person(d: Draw) -> NounPhrase:
    """The man who is reading 正在看书的男人, the student who can speak chinese 会说中文的学生."""
    one, many, zh = d.pick(ROLES)
    plural = d.chance(0.2)
    head = d.pair(many if plural else one, zh + " 们" * plural)
    who = NounPhrase(
        *(lambda k: (loose("who", k), ()))(d.key()),
        "person",
        "p" if plural else "3",
        own=loose("their" if plural else "her" if one in {"woman", "girl", "nurse"} else "his"),
        who=one
    )
    tense = d.pick(["progressive", "past", "can", "habit"])
    if tense == "can":
        p = Predicate(d.pick([v for v in ACTIVITIES if "skill" in v.flags]))
    elif d.chance(0.25) and tense == "habit":
        w = place(d, ("work", "study", "live", "school"))
        k = d.key()
        verb, zhu = d.pick([("work", "工作")])
        en = who.en + loose(verb + "s" * (not plural), k) + w.en
        return NounPhrase(
            loose("the") + head.en + en,
            w.zh + loose(zhu, k) + loose("的", who.en[0][1]) + head.zh,
            "relative",
            who.agreement,
        )
    else:
        while True:
            p = predicate(d, who, tense)
            if (
                not p.length
                and p.company is None
                and not (
                    p.object and p.object.kind in {"definite", "pointed"} and tense == "past" and "ba" in p.verb.flags
                )
            ):
                break
    c = clause(d, who, p, tense, adverb=False, final_le=False)
    zh_ = c.zh
    if tense == "past":  # no 了 inside the clause: 昨天买了那辆汽车 → 昨天买那辆汽车的人
        zh_ = tuple(w for w in zh_ if w[0] != "了")
    out = zh_ + loose("的", who.en[0][1]) + head.zh
    en = loose("the") + head.en + c.en
    return NounPhrase(en, out, "relative", who.agreement, out, out, en)


def with_relative(d: Draw) -> Phrase:
    k = d.key()
    kind = d.weighted({"thing is": 5, "like": 4, "person is": 4, "know": 2, "ask": 2, "who": 1})
    if kind in {"thing is", "ask"}:
        o = relative_object(d)
        was = d.chance(0.4) or o.who in {"eat", "lose"}
        noun = next(
            (
                n
                for n in things(
                    {
                        "text",
                        "tale",
                        "paper",
                        "garment",
                        "vehicle",
                        "food",
                        "thing",
                        "animal",
                        "plant",
                        "drink",
                        "place",
                        "task",
                    }
                )
                if n.zh == o.zh[-1][0]
            ),
            None,
        )
        a = fitting(d, noun) if noun else None
        if a is None or said_twice(a.en, o):
            return with_relative(d)
        d.note(a.en, getattr(noun, "one", "") or noun.en)
        copula = ("were" if o.agreement == "p" else "was") if was else IS[o.agreement]
        if kind == "ask":
            b = d.pair(a.en, a.zh)
            return ended(d, Phrase(loose(copula, k) + o.en + b.en, o.zh + b.zh + loose("吗", k)), ASK)
        en, zh = degree(d, copula, a, k, d.weighted({"say": 4, "deny": 1}))
        return ended(d, Phrase(o.en + en, o.zh + zh))
    if kind == "like":
        s = somebody(d)
        o = relative_object(d)
        v, zh, polarity = *d.pick([("like", "喜欢"), ("love", "很 喜欢"), ("want", "想要"), ("need", "需要")]), d.weighted(
            {"say": 4, "deny": 1, "ask": 1}
        )
        if o.who in {"eat", "lose", "sell"} or v in {"want", "need"} and o.who in {"wash", "watch", "cook", "plant"}:
            return with_relative(d)
        if polarity == "ask":
            s = asked_about(d)
        third, n = s.agreement == "3", d.key()
        if polarity != "say" and v == "love":
            v, zh = "like", "喜欢"
        if polarity == "say":
            return ended(d, Phrase(s.en + loose(v + "s" * third, k) + o.en, s.topic + loose(zh, k) + o.zh))
        if polarity == "deny":
            return ended(
                d,
                Phrase(
                    s.en + loose(DOES[s.agreement] + " not", n) + loose(v, k) + o.en,
                    s.topic + loose("不", n) + loose(zh, k) + o.zh,
                ),
            )
        return ended(
            d,
            Phrase(
                loose(DOES[s.agreement], n) + s.en + loose(v, k) + o.en, s.topic + loose(zh, k) + o.zh + loose("吗", n)
            ),
            ASK,
        )
    p = relative_person(d)
    p = replace(p, topic=p.zh)
    if kind == "know":
        s = pronoun(d)
        if s.who != "i" and d.chance(0.4):
            return ended(
                d,
                Phrase(
                    loose(DOES[s.agreement], k) + s.en + loose("know", k) + p.en,
                    s.topic + loose("认识", k) + p.zh + loose("吗", k),
                ),
                ASK,
            )
        return ended(
            d,
            Phrase(s.en + loose("knows" if s.agreement == "3" else "know", k) + p.en, s.topic + loose("认识", k) + p.zh),
        )
    if kind == "who":
        w = d.pair("who", "谁")
        return ended(d, Phrase(w.en + loose(IS[p.agreement], k) + p.en, p.zh + loose("是", k) + w.zh), ASK)
    if d.chance(0.5):
        r = relative(d)
        if r.agreement != "p" and p.agreement != "p":
            return ended(d, Phrase(p.en + loose("is", k) + r.en, p.zh + loose("是", k) + r.zh))
    a = d.pick(FEELINGS)
    en, zh = degree(d, IS[p.agreement], a, k, d.weighted({"say": 4, "deny": 1}))
    return ended(d, Phrase(p.en + en, p.zh + zh))
