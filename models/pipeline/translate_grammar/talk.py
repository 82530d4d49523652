"""Requests, weather, and what people say when they meet: names, ages, hours, prices, greetings."""

from .circumstances import clock, site, time
from .clauses import clause
from .lexicon import AGES, NAMES, NOUNS, PLACES, WEEKDAYS
from .people import pronoun, somebody
from .phrases import ASK, Draw, Phrase, ended, loose
from .predicates import Predicate, predicate
from .things import thing


def request(d: Draw) -> Phrase:
    """Please open the window 请把窗户打开; read this book; do not … 不要; let us … 吧."""
    k = d.key()
    you = pronoun(d, "you")
    kind = d.weighted({"please": 3, "do": 2, "do not": 2, "lets": 3, "please do not": 1})
    s = pronoun(d, "we") if kind == "lets" else you
    p = predicate(d, s, "future", bare=True, polarity="say" if kind in {"please", "do", "lets"} else "deny")
    if p.verb.base in {"sell", "ride", "travel"} and kind != "do not":
        return request(d)
    if p.when and kind != "lets":
        p = Predicate(p.verb, p.object, p.coverb)
    if kind == "lets":
        p = Predicate(p.verb, p.object, p.coverb, when=p.when)
    c = clause(d, s, p, "want", adverb=False)
    en = c.en[len(s.en) + 2 :]
    zh = tuple(w for w in c.zh[len(s.topic) :] if w[0] != "想")
    if p.verb.base in {"open", "close"} and kind in {"please", "do", "lets"}:
        zh = (
            (p.when.zh if p.when else ())
            + loose("把", k)
            + p.object.topic
            + loose("关 上" if p.verb.base == "close" else "打开", k)
        )
    if kind == "lets":
        return ended(d, Phrase(loose("let us", k) + en, s.topic + zh + loose("吧", k)))
    if kind == "do":
        return ended(d, Phrase(en, zh))
    head = d.pair(
        *{"please": ("please", "请"), "do not": ("do not", "不要"), "please do not": ("please do not", "请 不要")}[kind]
    )
    return ended(d, Phrase(head.en + en, head.zh + zh))


def weather(d: Draw) -> Phrase:
    k = d.key()
    kind = d.weighted({"is": 3, "rain": 3, "how": 1, "will": 2})
    if kind == "is" and d.chance(0.6):
        a, t = d.pair(*d.pick([("cold", "冷"), ("hot", "热"), ("warm", "暖和"), ("cool", "凉快")])), d.pick(
            [("today", "今天"), ("yesterday", "昨天"), ("in winter", "冬天"), ("in summer", "夏天")]
        )
        place_en = place_zh = ()
        if d.chance(0.5):
            x = d.pick([p for p in PLACES if "country" in p.tags])
            here = d.pair(x.zh and x.at.split(" ", 1)[1], x.zh)
            place_en, place_zh = loose("in") + here.en, here.zh
        when = d.pair(*t)
        very = d.pair("very", "非常") if d.chance(0.3) else Phrase((), loose("很", k))
        return ended(
            d,
            Phrase(
                loose("it was" if t[0] == "yesterday" else "it is", k) + very.en + a.en + place_en + when.en,
                place_zh + when.zh + very.zh + a.zh,
            ),
        )
    if kind == "is" or kind == "how" and d.chance(0.5):
        t = d.pair(*d.pick([("today", "今天"), ("yesterday", "昨天")])) if d.chance(0.7) else Phrase()
        w, a = d.pair("the weather", "天气"), d.pair(
            *d.pick([("good", "好"), ("nice", "好"), ("bad", "不 好"), ("hot", "热"), ("cold", "冷")])
        )
        be = "was" if t.en and t.en[0][0] == "yesterday" else "is"
        very = (
            d.pair("very", "非常")
            if d.chance(0.3) and a.zh[0][0] != "不"
            else Phrase((), loose("很", k) * (a.zh[0][0] != "不"))
        )
        return ended(d, Phrase(w.en + loose(be, k) + very.en + a.en + t.en, t.zh + w.zh + very.zh + a.zh))
    if kind == "how":
        a = d.pair("how", "怎么样")
        t = d.pair(*d.pick([("today", "今天"), ("tomorrow", "明天"), ("yesterday", "昨天")]))
        be = {"today": "is", "tomorrow": "will", "yesterday": "was"}[t.en[0][0]]
        w = d.pair("the weather", "天气")
        rest = loose("be", k) if be == "will" else ()
        return ended(d, Phrase(a.en + loose(be, k) + w.en + rest + t.en, t.zh + w.zh + a.zh), ASK)
    rain = d.pick([("rain", "下雨", "raining", "rained"), ("snow", "下雪", "snowing", "snowed")])
    if kind == "will":
        t, r, w = time(d, "future"), d.pair(rain[0], rain[1]), d.pair("will", "会")
        if d.chance(0.3):
            return ended(d, Phrase(w.en + loose("it") + r.en + t.en, t.zh + w.zh + r.zh + loose("吗", w.en[0][1])), ASK)
        return ended(d, Phrase(loose("it") + w.en + r.en + t.en, t.zh + w.zh + r.zh))
    if d.chance(0.5):
        r = d.pair(rain[2], rain[1])
        return ended(d, Phrase(loose("it is", k) + r.en, loose("正在", k) + r.zh))
    r, t = d.pair(rain[3], rain[1]), time(d, "past")
    return ended(d, Phrase(loose("it") + r.en + t.en, t.zh + r.zh + loose("了", r.en[0][1])))


def small_talk(d: Draw) -> Phrase:
    """Names, ages, hours, days, prices, where one lives, fixed greetings."""
    k = d.key()
    if d.chance(0.5):  # each in one way only, so that it must be met often
        return d.pair(*d.pick(FIXED))
    kind = d.pick(
        [
            "name",
            "your name",
            "age",
            "how old",
            "hour",
            "what time",
            "day",
            "price",
            "live",
            "where live",
            "far",
            "from",
            "years",
        ]
    )
    if kind == "name":
        s = somebody(d, weights={"pronoun": 2, "relative": 2})
        en, zh = d.pick(NAMES)
        n, called = d.pair(en, zh), d.key()
        if s.agreement == "p":
            return small_talk(d)
        return ended(d, Phrase(s.possessive + loose("name is", called) + n.en, s.topic + loose("叫", called) + n.zh))
    if kind == "your name":
        s = somebody(d, weights={"pronoun": 2, "relative": 2})
        w, called = d.pair("what", "什么"), d.key()
        return (
            small_talk(d)
            if s.agreement == "p"
            else ended(
                d,
                Phrase(
                    w.en + loose("is", called) + s.possessive + loose("name", k),
                    s.topic + loose("叫", called) + w.zh + loose("名字", k),
                ),
                ASK,
            )
        )
    be = {"1": "am", "2": "are", "3": "is", "p": "are"}
    if kind == "age":
        s, (en, zh) = somebody(d, weights={"pronoun": 2, "named": 1, "relative": 2}), d.pick(AGES)
        return ended(d, aged(d, s, be, en, zh))
    if kind == "how old":
        s = somebody(d, weights={"pronoun": 2, "named": 1, "relative": 2})
        w = d.pair("how old", "多大")
        return ended(d, Phrase(w.en + loose(be[s.agreement], k) + s.en, s.topic + w.zh), ASK)
    if kind == "hour":
        c, now = clock(d), d.pair("now", "现在")
        return ended(d, Phrase(loose("it is", k) + c.en[1:] + now.en, now.zh + loose("是", k) + c.zh))
    if kind == "what time":
        w, now = d.pair("what time", "几 点"), d.pair("now", "现在")
        return ended(d, Phrase(w.en + loose("is it", k) + now.en, now.zh + loose("是", k) + w.zh), ASK)
    if kind == "day":
        (en, zh), t = d.pick(WEEKDAYS), d.pick([("today", "今天"), ("tomorrow", "明天")])
        a, b = d.pair(*t), d.pair(en, zh)
        return ended(d, Phrase(a.en + loose("is", k) + b.en, a.zh + loose("是", k) + b.zh))
    if kind == "price":
        o = thing(d, (), {"this": 3, "these": 2}, noun=d.pick([n for n in NOUNS if "buy" in n.tags]))
        w = d.pair("how much", "多少 钱")
        return ended(d, Phrase(w.en + loose("are" if o.agreement == "p" else "is", k) + o.en, o.zh + w.zh), ASK)
    if kind in {"live", "where live", "years"}:
        s = somebody(d)
        third = s.agreement == "3"
        x = d.pick([p for p in PLACES if "live" in p.tags])
        there = d.pair(x.at.split(" ", 1)[1], x.zh)
        inside = loose("里", k) * x.inside
        if kind == "live":
            return ended(
                d,
                Phrase(
                    s.en + loose("lives in" if third else "live in", k) + there.en,
                    s.topic + loose("住 在", k) + there.zh + inside,
                ),
            )
        if kind == "where live":
            w = d.pair("where", "哪里")
            return ended(
                d,
                Phrase(
                    w.en + loose("does" if third else "do", k) + s.en + loose("live", k),
                    s.topic + loose("住 在", k) + w.zh,
                ),
                ASK,
            )
        n, i = (
            d.pick([a for a in [("two", "两"), ("three", "三"), ("five", "五"), ("ten", "十"), ("twenty", "二十")]]),
            d.key(),
        )
        amount = d.pair(*n) + d.pair("years", "年")
        return ended(
            d,
            Phrase(
                s.en + loose("lived", k) + loose("in", i) + there.en + loose("for") + amount.en,
                s.topic + loose("在", i) + there.zh + inside + loose("住 了", k) + amount.zh,
            ),
        )
    if kind == "far":
        a, b = site(d, ("near",)), site(d, ("near",))
        far, li = d.pair("far", "远"), d.key()
        if a.zh == () or a.zh[0][0] == b.zh[0][0]:
            return small_talk(d)
        if d.chance(0.4):
            return ended(
                d,
                Phrase(
                    loose("is", k) + a.en + far.en + loose("from", li) + b.en,
                    a.zh + loose("离", li) + b.zh + far.zh + loose("吗", k),
                ),
                ASK,
            )
        no, n = d.chance(0.3), d.key()
        return ended(
            d,
            Phrase(
                a.en + loose("is", k) + loose("not", n) * no + far.en + loose("from", li) + b.en,
                a.zh + loose("离", li) + b.zh + (loose("不", n) if no else loose("很", k)) + far.zh,
            ),
        )
    s = somebody(d, weights={"pronoun": 3, "named": 2, "relative": 2})
    x = d.pick([p for p in PLACES if "country" in p.tags])
    home, come = d.pair(x.at.split(" ", 1)[1], x.zh), d.key()
    verb = be[s.agreement] if d.chance(0.5) else "comes" if s.agreement == "3" else "come"
    return ended(
        d,
        Phrase(
            s.en + loose(verb, come) + loose("from", come) + home.en,
            s.topic + loose("来自", come) + home.zh,
        ),
    )


def aged(d: Draw, s, be: dict, en: str, zh: str) -> Phrase:
    k, n, y = d.key(), d.pair(en, zh), d.pair("years old", "岁")
    return Phrase(s.en + loose(be[s.agreement], k) + n.en + y.en, s.topic + n.zh + y.zh)


FIXED = [
    ("hello !", "你好 ！"),
    ("good morning !", "早上 好 ！"),
    ("good night !", "晚安 ！"),
    ("thank you .", "谢谢 你 。"),
    ("thank you very much .", "非常 感谢 。"),
    ("goodbye !", "再见 ！"),
    ("nice to meet you .", "很 高兴 认识 你 。"),
    ("how are you ?", "你 好 吗 ？"),
    ("i am sorry .", "对不起 。"),
    ("see you tomorrow .", "明天 见 。"),
    ("happy birthday !", "生日 快乐 ！"),
    ("what is this ?", "这 是 什么 ？"),
    ("what is that ?", "那 是 什么 ？"),
    ("who is he ?", "他 是 谁 ？"),
    ("who is she ?", "她 是 谁 ？"),
    ("who are you ?", "你 是 谁 ？"),
    ("i do not know .", "我 不 知道 。"),
    ("i do not understand .", "我 不 明白 。"),
    ("i understand .", "我 明白 。"),
    ("what day is it today ?", "今天 是 星期 几 ？"),
    ("good luck !", "祝 你 好运 ！"),
    ("good afternoon !", "下午 好 ！"),
    ("good evening !", "晚上 好 ！"),
    ("hello .", "你好 。"),
    ("yes .", "是 的 。"),
    ("no .", "不 是 。"),
    ("i love you .", "我 爱 你 。"),
    ("goodbye .", "再见 。"),
]
