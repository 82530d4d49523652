"""Giving (给), putting (把) and what was done to a thing (被)."""

from .circumstances import spot, time
from .lexicon import NOUNS, TRANSITIVE
from .people import pronoun, somebody
from .phrases import ASK, Draw, Phrase, ended, loose
from .things import thing


def giving(d: Draw) -> Phrase:
    """She gave me a book 她给了我一本书; he gave the book to tom 他把书给了汤姆; please give me the key 请把钥匙给我."""
    k, n = d.key(), d.key()
    s = somebody(d)
    r = somebody(d, besides=s)
    kind = d.weighted(
        {"gave": 5, "gave to": 3, "will": 2, "please": 2, "did not": 1, "tell": 2, "show": 2, "teach": 1, "asked": 1}
    )
    if kind == "please":
        o = thing(d, ("give",), {"definite": 3, "definites": 1, "mine": 1}, verb="give")
        r = pronoun(d, "i he she they we")
        please = d.pair("please", "请")
        return ended(
            d,
            Phrase(
                please.en + loose("give", k) + r.object + o.en,
                please.zh + loose("把", k) + o.topic + loose("给", k) + r.zh,
            ),
        )
    when = time(d, "future" if kind == "will" else "past") if d.chance(0.4) else Phrase()
    if kind == "gave to":
        o = thing(d, ("give",), {"definite": 3, "mine": 2, "this": 1, "definites": 1}, verb="give")
        return ended(
            d,
            Phrase(
                s.en + loose("gave", k) + o.en + loose("to", k) + r.object + when.en,
                s.topic + when.zh + loose("把", k) + o.topic + loose("给 了", k) + r.zh,
            ),
        )
    if kind in {"tell", "show"}:
        o = thing(
            d,
            ("tell",) if kind == "tell" else ("shoot",),
            {"indefinite": 3, "count": 2} if kind == "tell" else {"indefinite": 2, "count": 2},
            verb=kind,
        )
        verb, zh = ("told", "讲") if kind == "tell" else ("showed", "看")
        g = d.key()
        return ended(
            d,
            Phrase(
                s.en + loose(verb, k) + r.object + o.en + when.en,
                s.topic + when.zh + loose("给", g) + r.zh + loose(zh + " 了", k) + o.zh,
            ),
        )
    if kind == "teach":
        language = d.pair(
            *d.pick(
                [
                    ("english", "英语"),
                    ("chinese", "中文"),
                    ("music", "音乐"),
                    ("mathematics", "数学"),
                    ("history", "历史"),
                    ("french", "法语"),
                ]
            )
        )
        return ended(
            d,
            Phrase(
                s.en + loose("teaches" if s.agreement == "3" else "teach", k) + r.object + language.en,
                s.topic + loose("教", k) + r.zh + language.zh,
            ),
        )
    if kind == "asked":
        o = thing(d, ("ask",), {"indefinite": 2, "count": 2}, verb="ask")
        return ended(
            d,
            Phrase(
                s.en + loose("asked", k) + r.object + o.en + when.en, s.topic + when.zh + loose("问 了", k) + r.zh + o.zh
            ),
        )
    o = thing(d, ("give",), {"indefinite": 4, "count": 3, "some": 1}, verb="give")
    if kind == "will":
        w = d.pair("will", "会")
        return ended(
            d,
            Phrase(
                s.en + w.en + loose("give", k) + r.object + o.en + when.en,
                s.topic + when.zh + w.zh + loose("给", k) + r.zh + o.zh,
            ),
        )
    if kind == "did not":
        return ended(
            d,
            Phrase(
                s.en + loose("did not", n) + loose("give", k) + r.object + o.en + when.en,
                s.topic + when.zh + loose("没", n) + loose("给", k) + r.zh + o.bare,
            ),
        )
    return ended(
        d,
        Phrase(s.en + loose("gave", k) + r.object + o.en + when.en, s.topic + when.zh + loose("给 了", k) + r.zh + o.zh),
    )


def placing(d: Draw) -> Phrase:
    """She put the book on the table 她把书放在了桌子上; please put …; do not put …"""
    k = d.key()
    noun = d.pick([n for n in NOUNS if "put" in n.tags])
    o = thing(d, (), {"definite": 4, "mine": 2, "this": 1, "definites": 2}, verb="put", noun=noun)
    where = spot(d, noun, laid=True)
    while "behind" in {w for w, _ in where.en}:
        where = spot(d, noun, laid=True)
    kind = d.weighted({"put": 4, "please": 2, "do not": 1, "did not": 1, "did": 1, "where": 1})
    if kind in {"please", "do not"}:
        head = d.pair("please", "请") if kind == "please" else d.pair("do not", "不要")
        return ended(
            d,
            Phrase(
                head.en + loose("put", k) + o.en + where.en,
                head.zh + loose("把", k) + o.topic + loose("放 在", k) + where.zh,
            ),
        )
    s = somebody(d)
    when = time(d, "past") if d.chance(0.25) and kind == "put" else Phrase()
    if kind == "put":
        return ended(
            d,
            Phrase(
                s.en + loose("put", k) + o.en + where.en + when.en,
                s.topic + when.zh + loose("把", k) + o.topic + loose("放 在 了", k) + where.zh,
            ),
        )
    n = d.key()
    if kind == "did not":
        return ended(
            d,
            Phrase(
                s.en + loose("did not", n) + loose("put", k) + o.en + where.en,
                s.topic + loose("没", n) + loose("把", k) + o.topic + loose("放 在", k) + where.zh,
            ),
        )
    if kind == "did":
        return ended(
            d,
            Phrase(
                loose("did", n) + s.en + loose("put", k) + o.en + where.en,
                s.topic + loose("把", k) + o.topic + loose("放 在", k) + where.zh + loose("了 吗", n),
            ),
            ASK,
        )
    w = d.pair("where", "哪里")
    return ended(
        d,
        Phrase(
            w.en + loose("did", n) + s.en + loose("put", k) + o.en,
            s.topic + loose("把", k) + o.topic + loose("放 在", k) + w.zh + loose("了", k),
        ),
        ASK,
    )


PASSIVE = {
    "eat": ("吃", ""),
    "sell": ("卖", ""),
    "wash": ("洗", "干净"),
    "repair": ("修", "好"),
    "break": ("打", "破"),
    "borrow": ("借", "走"),
    "find": ("找到", ""),
    "drink": ("喝", ""),
}


def passive(d: Draw) -> Phrase:
    """The cake was eaten by the dog 蛋糕被狗吃了."""
    v = d.pick([v for v in TRANSITIVE if v.base in PASSIVE])
    o = thing(d, v.takes, {"definite": 4, "mine": 3, "this": 2}, verb=v.base)
    k, b = d.key(), d.key()
    was = "were" if o.agreement == "p" else "was"
    verb, result = PASSIVE[v.base]
    by = somebody(d) if d.chance(0.75) else None
    if by and by.who == o.who:
        by = None
    agent_en, agent_zh = (loose("by", b) + by.object, by.zh) if by else ((), ())
    when = time(d, "past") if d.chance(0.3) else Phrase()
    return ended(
        d,
        Phrase(
            o.en + loose(was, b) + loose(v.participle, k) + agent_en + when.en,
            o.topic + when.zh + loose("被", b) + agent_zh + loose(f"{verb} {result}", k) + loose("了", k),
        ),
    )
