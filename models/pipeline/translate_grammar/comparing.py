"""Comparisons (比, 一样, 没有) and the manner of doing (得)."""

from .clauses import IS
from .lexicon import ACTIVITIES, ADJECTIVES, FEELINGS, NOUNS, NUMBERS
from .people import somebody
from .phrases import ASK, Draw, Phrase, ended, loose
from .predicates import name_of
from .things import said_twice, thing


def comparison(d: Draw) -> Phrase:
    """She is taller than me 她比我高; my brother is three years older than tom 我哥哥比汤姆大三岁."""
    k = d.key()
    if d.chance(0.35):
        sort = d.pick(["text", "tale", "garment", "thing", "vehicle", "animal", "food", "solid"])
        a = d.pick([x for x in ADJECTIVES if x.more and sort in x.sorts])
        noun = d.pick([x for x in NOUNS if sort in x.tags])
        other = noun if d.chance(0.5) else d.pick([x for x in NOUNS if sort in x.tags])
        first = thing(d, (), {"this": 1} if noun is other else {"mine": 2, "this": 2, "definite": 1}, noun=noun)
        second = thing(d, (), {"mine": 1} if noun is other else {"mine": 2, "this": 2, "definite": 1}, noun=other)
        if said_twice(a.en, first) or said_twice(a.en, second):
            return comparison(d)
        d.note(a.en, noun.one)
        first_zh, second_zh, second_en = first.topic, second.topic, second.en
        copula = IS[first.agreement]
    else:
        a = d.pick([x for x in FEELINGS if x.more])
        first = somebody(d)
        second = somebody(d, besides=first)
        first_zh, second_zh, second_en = first.topic, second.topic, second.object
        copula = IS[first.agreement]
        if d.chance(0.2):
            older, da = d.pick([("older", "大"), ("younger", "小")])
            (x, shu) = d.pick(NUMBERS)
            c, m = d.pair(older, da), d.pair(x, shu) + d.pair("years", "岁")
            return ended(
                d,
                Phrase(
                    first.en + loose(copula, k) + m.en + c.en + loose("than", k) + second_en,
                    first_zh + loose("比", k) + second_zh + c.zh + m.zh,
                ),
            )
    kind = d.weighted({"more": 6, "much": 2, "as": 2, "not as": 2, "ask": 2})
    if kind in {"as", "not as"}:
        b, n = d.pair(a.en, a.zh), d.key()
        no = loose("not", n) if kind == "not as" else ()
        zh = first_zh + (loose("没有", n) + second_zh + b.zh if no else loose("和", k) + second_zh + loose("一样", k) + b.zh)
        return ended(
            d, Phrase(first.en + loose(copula, k) + no + loose("as", k) + b.en + loose("as", k) + second_en, zh)
        )
    b = d.pair(a.more, a.zh)
    if kind == "ask":
        return ended(
            d,
            Phrase(
                loose(copula, k) + first.en + b.en + loose("than", k) + second_en,
                first_zh + loose("比", k) + second_zh + b.zh + loose("吗", k),
            ),
            ASK,
        )
    much = d.pair("much", "得 多") if kind == "much" else Phrase()
    return ended(
        d,
        Phrase(
            first.en + loose(copula, k) + much.en + b.en + loose("than", k) + second_en,
            first_zh + loose("比", k) + second_zh + b.zh + much.zh,
        ),
    )


MANNERS = [
    ("fast", "快", "faster", {"run", "swim", "walk", "drive"}),
    ("slowly", "慢", "more slowly", {"run", "swim", "walk", "drive"}),
    (
        "well",
        "好",
        "better",
        {
            "swim",
            "sing",
            "dance",
            "cook",
            "drive",
            "draw",
            "ski",
            "play football",
            "play the piano",
            "play chess",
            "speak chinese",
            "speak english",
            "speak french",
        },
    ),
]


BODY = {
    "run": "跑",
    "swim": "游",
    "walk": "走",
    "drive": "开",
    "sing": "唱",
    "dance": "跳",
    "cook": "做 饭 做",
    "draw": "画",
    "ski": "滑",
    "play football": "足球 踢",
    "play the piano": "钢琴 弹",
    "play chess": "棋 下",
    "speak chinese": "中文 说",
    "speak english": "英语 说",
    "speak french": "法语 说",
}


def manner(d: Draw) -> Phrase:
    """He runs very fast 他跑得很快; she speaks chinese better than me 她中文说得比我好."""
    s = somebody(d)
    en, zh, more, acts = d.pick(MANNERS)
    v = d.pick([x for x in ACTIVITIES if name_of(x) in acts])
    d.note(name_of(v), en)
    k, c = d.key(), d.key()
    act = loose((v.third if s.agreement == "3" else v.base) + " " + v.rest, k)
    body = loose(BODY[name_of(v)].replace("做 饭 做", "饭 做"), k) + loose("得", k)
    if d.chance(0.4):
        other = somebody(d, besides=s)
        b = d.pair(more, zh)
        return ended(
            d,
            Phrase(
                s.en + act + b.en + loose("than", c) + other.object, s.topic + body + loose("比", c) + other.zh + b.zh
            ),
        )
    b = d.pair(en, zh)
    very = d.pair("very", "很") if d.chance(0.7) else Phrase((), loose("很"))
    return ended(d, Phrase(s.en + act + very.en + b.en, s.topic + body + very.zh + b.zh))
