"""Verbs with objects and circumstances that make sense together."""

from dataclasses import dataclass, replace

from .circumstances import place, time
from .lexicon import ACTIVITIES, COVERB, NOUNS, TO_PERSON, TRANSITIVE, Verb
from .people import somebody
from .phrases import Draw, NounPhrase, Phrase, loose
from .things import HABIT_KINDS, OBJECT_KINDS, alike, thing


@dataclass(frozen=True)
class Predicate:
    """A verb with its object and the circumstances chosen for it."""

    verb: Verb
    object: NounPhrase | None = None
    coverb: bool = False  # the person stands before the verb: 给他打电话
    where: Phrase | None = None
    when: Phrase | None = None
    company: Phrase | None = None  # 和我朋友一起
    receiver: Phrase | None = None  # for my sister 给我姐姐
    length: Phrase | None = None  # for two hours 两个小时


# tense → kind of time expression that goes with it
TIME_OF = {
    "habit": "habit",
    "past": "past",
    "future": "future",
    "going": "future",
    "want": "future",
    "must": "future",
    "should": "future",
    "can": "future",
    "have to": "future",
}


LASTING = {
    "work": "工作",
    "rest": "休息",
    "study": "学习",
    "sleep": "睡",
    "swim": "游",
    "run": "跑",
    "chat": "聊",
    "dance": "跳",
    "cry": "哭",
    "exercise": "锻炼",
    "read books": "看 书",
    "watch television": "看 电视",
    "play football": "踢 足球",
    "play basketball": "打 篮球",
    "play tennis": "打 网球",
    "play games": "玩 游戏",
    "play the piano": "弹 钢琴",
    "learn chinese": "学 中文",
    "learn english": "学 英语",
    "learn french": "学 法语",
    "listen to music": "听 音乐",
}


def name_of(v: Verb) -> str:
    return f"{v.base} {v.rest}".strip()


def predicate(d: Draw, subject: NounPhrase, tense: str, bare: bool = False, polarity: str = "say") -> Predicate:
    """A predicate that makes sense in this tense; `bare` leaves out place, company and receiver."""
    kind = d.weighted({"thing": 10, "activity": 7, "person": 3, "coverb": 2})
    banned = {"past": set(), "habit": {"past"}, "progressive": {"past", "noprog", "stative"}}.get(
        tense, {"past", "stative"}
    )
    banned = banned | ({"stative"} if tense != "habit" else set())
    pool = {"thing": TRANSITIVE, "activity": ACTIVITIES, "person": TO_PERSON, "coverb": COVERB}[kind]
    if tense == "experience":
        pool = [v for v in TRANSITIVE if "exp" in v.flags] + [
            v for v in ACTIVITIES if "exp" in v.flags and (len(v.zh) == 2 or v.base == "travel")
        ] * (kind == "activity")
    elif tense == "already":
        pool = [v for v in pool if "past" not in v.flags] if kind in {"thing", "activity"} else TRANSITIVE
    v = d.pick([v for v in pool if not v.flags & banned and ("sad" not in v.flags or tense in {"past", "progressive"})])
    o = None
    if v.takes == ("person",):
        o = somebody(d, besides=subject)
    elif v.takes:
        kinds = HABIT_KINDS if tense == "habit" else dict(OBJECT_KINDS)
        if "past" in v.flags or v.base in {"open", "close"}:
            kinds = {k: w for k, w in kinds.items() if k not in {"bare", "some"}}
        if tense in {"progressive", "experience"}:
            kinds = {k: w for k, w in kinds.items() if k not in {"count", "some"}}
        if polarity != "say":  # 没买十个苹果 denies the number, not the buying
            kinds = {k: w for k, w in kinds.items() if k not in {"count", "some"}}
        if v.base in {"open", "close"}:
            kinds = {"definite": 4, "this": 1, "definites": 1}
        if v.base == "ride":  # with "a horse" it is an activity
            kinds = {"definite": 3, "this": 2, "mine": 2}
        if v.base == "clean":
            kinds = {"definite": 3, "mine": 2, "this": 1}
        o = thing(d, v.takes, kinds, verb=v.base)
        while polarity != "say" and o.kind == "count" and any(w in {"of"} for w, _ in o.en):
            o = thing(d, v.takes, kinds, verb=v.base)
    if (
        o is not None
        and o.kind == "bare"
        and v.base in {"buy", "eat", "drink", "sell", "draw", "wash"}
        and d.chance(0.2)
    ):
        other = thing(d, v.takes, {"bare": 1}, verb=v.base)
        if other.kind == "bare" and alike(o, other):
            both = d.pair("and", "和")
            en, zh = o.en + both.en + other.en, o.zh + both.zh + other.zh
            o = NounPhrase(en, zh, "bare", "p", zh, zh, en)
    p = Predicate(v, o, coverb=v in COVERB)
    # Going to bed at three in the afternoon: activities tied to a part of the day take only days
    if tense in TIME_OF and "stative" not in v.flags and d.chance(0.5):
        t = time(d, TIME_OF[tense])
        words = {w for w, _ in t.en}
        if not (
            v.flags & {"early", "late"}
            and words & {"morning", "afternoon", "evening", "night", "tonight", "o'clock", "past"}
            and not words & {"every"}
            or v.flags & {"early", "late"}
            and words & {"afternoon", "o'clock", "past"}
            or "early" in v.flags
            and words & {"evening", "night"}
            or "late" in v.flags
            and "morning" in words
        ):
            p = replace(p, when=t)
    elif tense == "progressive" and d.chance(0.15):
        p = replace(p, when=d.pair("now", "现在"))
    if bare or "stative" in v.flags:
        return p
    bulky = (
        o is not None
        and v.base in {"buy", "sell", "break", "repair", "borrow"}
        and o.bare
        and any(n.zh == o.bare[-1][0] and n.tags & {"vehicle", "animal", "place"} for n in NOUNS)
    )
    if v.places and d.chance(0.35) and not bulky:
        p = replace(p, where=place(d, v.places))
    elif (
        kind == "activity"
        and d.chance(0.2)
        and "skill" not in v.flags
        and v.base not in {"get", "brush", "wash", "cry", "take"}
    ):
        c = somebody(d, besides=subject)
        w = d.key()
        p = replace(p, company=Phrase(loose("with", w) + c.object, loose("和", w) + c.zh + loose("一起", w)))
    elif (
        v.base in {"buy", "make", "cook", "draw", "write"}
        and kind == "thing"
        and d.chance(0.2)
        and o.kind in {"count", "bare"}
    ):
        r = somebody(d, besides=subject)
        w = d.key()
        preposition = "to" if v.base == "write" else "for"
        if v.base != "write" or {t for t, _ in o.en} & {"letter", "letters", "email", "emails"}:
            p = replace(p, receiver=Phrase(loose(preposition, w) + r.object, loose("给", w) + r.zh))
    clocked = p.when is not None and {w for w, _ in p.when.en} & {"o'clock", "past"}
    if (
        tense == "past"
        and polarity == "say"
        and name_of(v) in LASTING
        and p.company is None
        and not clocked
        and d.chance(0.3)
    ):
        (n, shu), (u, ge) = d.pick([("two", "两"), ("three", "三"), ("four", "四"), ("five", "五")]), d.pick(
            [("hours", "个 小时"), ("days", "天")] if v.base in {"work", "rest", "study"} else [("hours", "个 小时")]
        )
        if d.chance(0.2):
            amount = d.pair("an hour", "一 个 小时")
        else:
            amount = d.pair(n, shu) + d.pair(u, ge)
        p = replace(p, length=Phrase(loose("for") + amount.en, amount.zh))
    return p
