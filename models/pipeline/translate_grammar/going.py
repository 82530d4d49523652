"""Going somewhere: by what, with whom, what for, how, when."""

from .circumstances import time
from .clauses import DOES, IS
from .lexicon import PLACES
from .people import asked_about, somebody
from .phrases import ASK, Draw, Phrase, ended, loose


TRANSPORT = [
    ("by bus", "坐 公共汽车", 0),
    ("by train", "坐 火车", 1),
    ("by plane", "坐 飞机", 2),
    ("by taxi", "坐 出租车", 0),
    ("by bike", "骑 自行车", 0),
    ("by car", "开车", 0),
    ("by boat", "坐 船", 2),
    ("on foot", "走路", 0),
]


ERRANDS = [
    ("buy vegetables", "买 蔬菜", "market shop"),
    ("buy clothes", "买 衣服", "shop"),
    ("buy milk", "买 牛奶", "shop"),
    ("read books", "看 书", "library"),
    ("have lunch", "吃 午饭", "eat"),
    ("have dinner", "吃 晚饭", "eat"),
    ("drink coffee", "喝 咖啡", "cafe"),
    ("see a doctor", "看 病", "hospital"),
    ("watch a film", "看 电影", "cinema"),
    ("study english", "学 英语", "school"),
    ("work", "工作", "country work"),
    ("travel", "旅行", "country"),
    ("walk the dog", "遛 狗", "outdoor"),
    ("play football", "踢 足球", "outdoor school"),
    ("swim", "游泳", "sea"),
    ("exercise", "锻炼 身体", "gym"),
    ("meet {poss} friends", "见 朋友", "cafe station"),
    ("draw", "画画", "outdoor"),
    ("borrow books", "借 书", "library"),
]


def going(d: Draw) -> Phrase:
    """I go to school by bus 我坐公共汽车去学校; where are you going? have you been to beijing?"""
    s = asked_about(d, {"pronoun": 8, "named": 4, "relative": 5, "role": 3}) if d.chance(0.5) else somebody(d)
    k, n = d.key(), d.key()
    far = d.chance(0.4)
    q = d.pick([x for x in PLACES if ("country" in x.tags) == far and x.tags & {"go", "home"}])
    preposition = q.to.startswith("to ")
    to = d.pair(q.to[3:] if preposition else q.to, q.zh)
    en_to = loose("to", k) * preposition + to.en
    go_zh = "去" if preposition else "回"
    kind = d.weighted(
        {
            "habit": 3,
            "past": 4,
            "future": 3,
            "want": 2,
            "going": 2,
            "been": 2,
            "never": 1,
            "ask been": 2,
            "how": 2,
            "where": 1,
            "when": 2,
            "did not": 2,
            "errand": 5,
            "home": 1,
            "who with": 1,
            "ask": 2,
        }
    )
    fare = None
    if kind in {"habit", "past", "future", "want", "going"} and d.chance(0.5):
        en, zh, _ = d.pick([t for t in TRANSPORT if t[2] >= 1 or not far])
        fare = d.pair(en, zh) if t_ok(en, far) else None
    company = None
    if kind in {"past", "future", "want", "going", "did not"} and not fare and d.chance(0.4):
        c, w = somebody(d, besides=s), d.key()
        company = Phrase(loose("with", w) + c.object, loose("和", w) + c.zh + loose("一起", w))
    with_whom, on_what = company or Phrase(), fare or Phrase()
    third = s.agreement == "3"
    if kind in {"been", "never", "ask been"}:
        if q.zh == "家":
            return going(d)
        have = "has" if third else "have"
        if kind == "been":
            return ended(d, Phrase(s.en + loose(have + " been to", k) + to.en, s.topic + loose("去 过", k) + to.zh))
        if kind == "never":
            return ended(
                d,
                Phrase(
                    s.en + loose(have, k) + loose("never", n) + loose("been to", k) + to.en,
                    s.topic + loose("从来 没", n) + loose("去 过", k) + to.zh,
                ),
            )
        ever = loose("ever", k) if d.chance(0.5) else ()
        return ended(
            d,
            Phrase(
                loose(have, n) + s.en + ever + loose("been to", k) + to.en,
                s.topic + loose("去 过", k) + to.zh + loose("吗", n),
            ),
            ASK,
        )
    if kind == "where":
        w = d.pair("where", "哪里")
        when = time(d, "future") if d.chance(0.5) else Phrase()
        return ended(
            d,
            Phrase(
                w.en + loose(IS[s.agreement], k) + s.en + loose("going", k) + when.en,
                s.topic + when.zh + loose("要 去", k) + w.zh,
            ),
            ASK,
        )
    if kind in {"how", "when", "who with"}:
        past = d.chance(0.6) or kind == "who with"
        w = d.pair(*{"how": ("how", "怎么"), "when": ("when", "什么 时候"), "who with": ("who", "谁")}[kind])
        if kind == "who with":
            w = Phrase(w.en, loose("和") + w.zh + loose("一起"))
        tail = loose("with") if kind == "who with" else ()
        if past:
            sh = d.key()
            return ended(
                d,
                Phrase(
                    w.en + loose("did", sh) + s.en + loose("go", k) + en_to + tail,
                    s.topic + loose("是", sh) + w.zh + loose(go_zh, k) + to.zh + loose("的", sh),
                ),
                ASK,
            )
        aux, zh_aux = (DOES[s.agreement], ()) if kind == "how" else ("will", ())
        return ended(
            d,
            Phrase(w.en + loose(aux, n) + s.en + loose("go", k) + en_to, s.topic + w.zh + loose(go_zh, k) + to.zh),
            ASK,
        )
    if kind == "errand":
        en, zh, tags = d.pick(ERRANDS)
        sites = [x for x in PLACES if x.tags & set(tags.split()) and x.to.startswith("to ")] + [
            x for x in PLACES if tags in x.zh or (tags == "hospital" and x.zh == "医院")
        ]
        x = d.pick(sites)
        to, e = d.pair(x.to[3:], x.zh), d.key()
        for_what = loose("to", e) + sum((s.own if w == "{poss}" else loose(w, e) for w in en.split()), ())
        tense = d.pick(["past", "habit", "future", "want", "going"])
        when = time(d, {"past": "past", "habit": "habit"}.get(tense, "future")) if d.chance(0.6) else Phrase()
        if tag_clash(en, when):
            when = Phrase()
        middle, verb, aspect = {
            "past": ((), "went", ()),
            "habit": ((), "goes" if third else "go", ()),
            "future": (loose("will", n), "go", loose("会", n)),
            "want": (loose("wants to" if third else "want to", n), "go", loose("想", n)),
            "going": (loose(IS[s.agreement] + " going to", n), "go", loose("要", n)),
        }[tense]
        le = loose("了", k) if tense == "past" else ()
        return ended(
            d,
            Phrase(
                s.en + middle + loose(verb, k) + loose("to", k) + to.en + for_what + when.en,
                s.topic + when.zh + aspect + loose("去", k) + to.zh + loose(zh, e) + le,
            ),
        )
    # "i am going to beijing": the place follows at once, without a second "go"
    tense = {"did not": "past", "home": "past", "ask": d.pick(["past", "future", "habit"])}.get(kind, kind)
    when = time(d, {"want": "future", "going": "future"}.get(tense, tense)) if d.chance(0.6) else Phrase()
    circ_en, circ_zh = en_to + with_whom.en + on_what.en + when.en, when.zh
    move = with_whom.zh + on_what.zh
    if kind == "did not":
        return ended(
            d,
            Phrase(
                s.en + loose("did not", n) + loose("go", k) + circ_en,
                s.topic + circ_zh + loose("没", n) + move + loose(go_zh, k) + to.zh,
            ),
        )
    if kind == "ask":
        aux, pre, post = {
            "past": ("did", (), loose("了 吗", n)),
            "future": ("will", loose("会", n), loose("吗", n)),
            "habit": (DOES[s.agreement], (), loose("吗", n)),
        }[tense]
        return ended(
            d,
            Phrase(
                loose(aux, n) + s.en + loose("go", k) + circ_en,
                s.topic + circ_zh + pre + loose(go_zh, k) + to.zh + post,
            ),
            ASK,
        )
    if tense == "past":
        core = move + (loose("回", k) + to.zh + loose("了", k) if go_zh == "回" else loose("去 了", k) + to.zh)
        return ended(d, Phrase(s.en + loose("went", k) + circ_en, s.topic + circ_zh + core))
    middle, verb, aspect = {
        "habit": ((), "goes" if third else "go", ()),
        "future": (loose("will", n), "go", loose("会", n)),
        "want": (loose("wants to" if third else "want to", n), "go", loose("想", n)),
        "going": (loose(IS[s.agreement], n), "going", loose("要", n)),
    }[tense]
    return ended(
        d, Phrase(s.en + middle + loose(verb, k) + circ_en, s.topic + circ_zh + aspect + move + loose(go_zh, k) + to.zh)
    )


def t_ok(en: str, far: bool) -> bool:
    return not far or en in {"by train", "by plane", "by boat"}


def tag_clash(errand: str, when: Phrase) -> bool:
    words = {w for w, _ in when.en}
    return (
        "lunch" in errand
        and bool(words & {"morning", "evening", "night", "tonight", "o'clock", "past"})
        or "dinner" in errand
        and bool(words & {"morning", "afternoon", "o'clock", "past"})
    )
