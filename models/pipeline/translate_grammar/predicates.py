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


# verbs that may take two objects joined by "and"
SHARED = {"buy", "eat", "drink", "wash", "draw", "see", "borrow", "sell", "read", "find", "lose", "like"}
RESTFUL = {"sleep", "rest", "read books", "chat", "play games", "listen to music", "eat", "drink", "read", "cry"}


def with_another(d: Draw, v: Verb, o: NounPhrase) -> NounPhrase:
    """Three cups of tea and two books; my hat and his umbrella: another object of the same kind."""
    kinds = {"count": {"indefinite": 1, "count": 1}, "pointed": {"mine": 1, "this": 1}}.get(o.kind)
    if kinds is None or "一些" in {w for w, _ in o.zh} or not v.takes or v.takes == ("person",):
        return o
    other = thing(d, v.takes, kinds, verb=v.base)
    if other.kind != o.kind or other.zh[-1][0] == o.zh[-1][0]:
        return o
    both = d.pair("and", "和")
    zh = o.zh + both.zh + other.zh
    return NounPhrase(
        o.en + both.en + other.en, zh, o.kind, "p", zh, o.topic + both.zh + other.topic, o.en + both.en + other.en
    )


def seat(d: Draw) -> Phrase:
    """On the sofa 在沙发上, under the tree 在树下面."""
    k = d.key()
    where, wo, noun, zh = d.pick([("on", "上", "sofa", "沙发"), ("on", "上", "bed", "床"), ("under", "下面", "tree", "树")])
    r, x = d.pair(where, wo), d.pair(noun, zh)
    return Phrase(r.en + loose("the") + x.en, loose("在", k) + x.zh + r.zh)


def suits(v: Verb, words: set[str]) -> bool:
    """Whether the time fits: nobody goes to bed at three in the afternoon or gets up last night."""
    if not v.flags & {"early", "late"}:
        return True
    clocked, evening = bool(words & {"o'clock", "past"}), bool(words & {"evening", "night", "tonight"})
    morning = "morning" in words
    wrong, right = (evening, morning) if "early" in v.flags else (morning, evening)
    return "afternoon" not in words and not wrong and (not clocked or right)


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
    if o is not None and polarity == "say" and v.base in SHARED and d.chance(0.08):
        o = with_another(d, v, o)
    p = Predicate(v, o, coverb=v in COVERB)
    if tense in TIME_OF and "stative" not in v.flags and d.chance(0.5):
        t = time(d, TIME_OF[tense])
        if suits(v, {w for w, _ in t.en}):
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
        at_ease = "home" in v.places and name_of(v) in RESTFUL and d.chance(0.35)
        p = replace(p, where=seat(d) if at_ease else place(d, v.places))
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
