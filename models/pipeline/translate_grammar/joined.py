"""Two clauses in one sentence: if, because, before, when, think, know, tell, but."""

from dataclasses import replace

from .being import degree
from .clauses import IS, clause
from .lexicon import ACTIVITIES, FEELINGS
from .people import pronoun, somebody
from .phrases import Draw, NounPhrase, Phrase, ended, loose
from .predicates import Predicate, name_of, predicate
from .things import fitting, said_twice, subject_thing, things


WEATHER_FUTURE = [("it rains", "下雨"), ("it snows", "下雪")]


ADJECTIVE_STATES = [f for f in FEELINGS if "state" in f.sorts]


def state(d: Draw, s: NounPhrase, past: bool) -> Phrase:
    a, k = d.pick(ADJECTIVE_STATES), d.key()
    b = d.pair(a.en, a.zh)
    copula = ("was" if s.agreement in "13" else "were") if past else IS[s.agreement]
    return Phrase(s.en + loose(copula, k) + b.en, s.topic + loose("很", k) + b.zh)


def joined(d: Draw) -> Phrase:
    """If … 如果…就; because … 因为…所以; before … 以前; when … 的时候; I think that … 我觉得."""
    kind = d.weighted({"if": 3, "because": 3, "before": 2, "when": 2, "think": 3, "know": 1, "but": 2, "told": 2})
    c, e = d.key(), d.key()
    if kind == "think":
        s = pronoun(d, "i he she they we")
        if d.chance(0.5):
            noun = d.pick(things({"text", "garment", "vehicle", "food", "plant", "drink"}))
            a, t = fitting(d, noun), subject_thing(d, noun, {"this": 3, "mine": 2, "definite": 1})
            if a is None or said_twice(a.en, t):
                return joined(d)
            d.note(a.en, getattr(noun, "one", "") or noun.en)
            topic = t.topic if t.kind != "definite" else t.zh
        else:
            t = somebody(d, besides=s)
            a, topic = d.pick([f for f in FEELINGS if "trait" in f.sorts]), t.topic
        en, zh = degree(d, IS[t.agreement], a, d.key(), "say")
        verb = "thinks" if s.agreement == "3" else "think"
        that = loose("that") if d.chance(0.5) else ()
        return ended(d, Phrase(s.en + loose(verb, c) + that + t.en + en, s.topic + loose("觉得", c) + topic + zh))
    if kind == "know":
        s = pronoun(d)
        t = somebody(d, besides=s)
        p = predicate(d, t, "habit", bare=True)
        if p.when:
            p = replace(p, when=None)
        inner = clause(d, t, p, "habit", adverb=False)
        verb = "knows" if s.agreement == "3" else "know"
        that = loose("that") if d.chance(0.6) else ()
        return ended(d, Phrase(s.en + loose(verb, c) + that + inner.en, s.topic + loose("知道", c) + inner.zh))
    if kind == "told":
        # want / tell somebody to do something: 我妈妈让我打扫房间
        s = somebody(d)
        o = somebody(d, besides=s)
        p = replace(predicate(d, o, "future", bare=True), when=None)
        inf = clause(d, replace(o, en=()), p, "want", adverb=False)
        verb_en = inf.en[2:]
        verb, zh = d.pick([("told", "让"), ("asked", "请")])
        to = d.key()
        body = inf.zh[len(o.topic) :]
        return ended(
            d,
            Phrase(
                s.en + loose(verb, c) + o.object + loose("to", to) + verb_en, s.topic + loose(zh, c) + o.zh + body[1:]
            ),
        )
    if kind == "but":
        s = somebody(d)
        skills = [v for v in ACTIVITIES if "skill" in v.flags]
        a, b = d.pick(skills), d.pick(skills)
        if a is b:
            return joined(d)
        sub = pronoun(d, s.who) if s.who in {"i", "you", "he", "she", "we", "they"} else None
        if sub is None:
            return joined(d)
        first, second = clause(d, s, Predicate(a), "can"), clause(d, sub, Predicate(b), "can", "deny")
        comma = d.pair(",", "，")
        return ended(d, first + comma + Phrase(loose("but", c), loose("但是", c)) + second)
    s = somebody(d, weights={"pronoun": 6, "named": 2, "relative": 2})
    again = pronoun(d, s.who) if s.who in {"i", "you", "he", "she", "we", "they"} else None
    if kind == "before":
        if again is None or s.who == "you":
            return joined(d)
        a = d.pick(
            [
                v
                for v in ACTIVITIES
                if name_of(v)
                in {
                    "have breakfast",
                    "have lunch",
                    "have dinner",
                    "go to bed",
                    "do {poss} homework",
                    "swim",
                    "work",
                    "have class",
                }
            ]
        )
        b = d.pick(
            [
                v
                for v in ACTIVITIES
                if name_of(v)
                in {
                    "wash {poss} hands",
                    "brush {poss} teeth",
                    "read books",
                    "listen to music",
                    "watch television",
                    "exercise",
                    "run",
                    "take a bath",
                    "play the piano",
                    "drink",
                    "rest",
                    "chat",
                }
                and v is not a
            ]
        )
        first, second = clause(d, s, Predicate(b), "habit", adverb=False), clause(
            d, again, Predicate(a), "habit", adverb=False
        )
        word = d.pair(*d.pick([("before", "以前"), ("after", "以后")]))
        return ended(
            d,
            Phrase(
                first.en + word.en + second.en,
                s.topic + second.zh[len(again.topic) :] + word.zh + first.zh[len(s.topic) :],
            ),
        )
    if kind == "if":
        cond = d.pick(["rain", "busy", "cold"])
        k = d.key()
        if cond == "rain":
            when = d.pair("tomorrow", "明天") if d.chance(0.6) else Phrase()
            r = d.pair(*d.pick(WEATHER_FUTURE))
            left = Phrase(r.en + when.en, when.zh + r.zh)
        else:
            left = state(d, somebody(d, weights={"pronoun": 6, "relative": 2}), False)
        polarity = d.pick(["say", "deny"])
        p = replace(predicate(d, s, "future", bare=True, polarity=polarity), when=None)
        right = clause(d, s, p, "future", polarity, adverb=False)
        jiu = loose("就", c)
        zh = loose("如果", c) + left.zh + loose("，") + s.topic + jiu + right.zh[len(s.topic) :]
        if d.chance(0.5):
            return ended(d, Phrase(loose("if", c) + left.en + loose(",") + right.en, zh))
        return ended(d, Phrase(right.en + loose("if", c) + left.en, zh))
    if kind == "because":
        if again is None:
            return joined(d)
        left = state(d, s, True)
        p = replace(predicate(d, again, "past", bare=True, polarity="deny"), length=None)
        right = clause(d, again, p, "past", "deny", adverb=False)
        zh = loose("因为", c) + left.zh + loose("，") + loose("所以", e) + right.zh
        if d.chance(0.6):
            effect, cause = clause(d, s, p, "past", "deny", adverb=False), state(d, again, True)
            return ended(
                d,
                Phrase(
                    effect.en + loose("because", c) + cause.en,
                    loose("因为", c) + cause.zh + loose("，") + loose("所以", e) + effect.zh,
                ),
            )
        return ended(d, Phrase(loose("because", c) + left.en + loose(",") + right.en, zh))
    # when I got home, my mother was cooking
    k = d.key()
    got, other = d.pick(
        [("got home", "回到 家"), ("got up", "起床"), ("called him", "给 他 打 电话"), ("saw her", "看见 她")]
    ), somebody(d, besides=s)
    if got[0].split()[-1] in {"him", "her"} and s.who not in {"i", "we", "you"}:
        got = ("got home", "回到 家")
    if got[0].split()[-1] in {"him", "her"}:
        other = pronoun(d, {"him": "he", "her": "she"}[got[0].split()[-1]])
    p = replace(predicate(d, other, "progressive"), when=None)
    right = clause(d, other, p, "progressive", adverb=False)
    # past progressive: the same Chinese, only English changes its auxiliary
    was = "was" if other.agreement in "13" else "were"
    i = len(other.en)
    en = right.en[:i] + ((was, right.en[i][1]),) + right.en[i + 1 :]
    left_en, left_zh = s.en + loose(got[0], k), s.topic + loose(got[1], k) + loose("的 时候", c)
    if d.chance(0.6):
        return ended(d, Phrase(loose("when", c) + left_en + loose(",") + en, left_zh + loose("，") + right.zh))
    return ended(d, Phrase(en + loose("when", c) + left_en, left_zh + loose("，") + right.zh))
