"""Where and when. Chinese goes from the large to the small: tomorrow, evening, seven o'clock; table, on top."""

from .lexicon import HOURS, MONTHS, NOUNS, NUMBERS, PLACES, RELATIONS, SEASONS, WEEKDAYS
from .phrases import Draw, Phrase, loose


def place(d: Draw, tags) -> Phrase | None:
    """at school 在学校, in the kitchen 在厨房里; None when no place has one of the tags."""
    fits = [p for p in PLACES if p.tags & set(tags)]
    if not fits:
        return None
    p = d.pick(fits)
    preposition, _, rest = p.at.partition(" ")
    a, k = d.pair(rest, p.zh), d.key()
    return Phrase(loose(preposition, k) + a.en, loose("在", k) + a.zh + loose("里", k) * p.inside)


def site(d: Draw, tags) -> Phrase:
    """A place by its name: the library 图书馆."""
    p = d.pick([p for p in PLACES if p.tags & set(tags)])
    return d.pair(p.name, p.zh)


def spot(d: Draw, noun=None, laid: bool = False) -> Phrase:
    """on the table 桌子上, behind the station 车站后面: the relation comes last in Chinese.

    The place fits the noun that is there: no cow in a bag, only food in the fridge; `laid` is where one can put a thing.
    """
    large = noun is not None and bool(noun.tags & {"large", "vehicle"})
    if not laid and (large and d.chance(0.5) or d.chance(0.1)):
        p = d.pick([p for p in PLACES if "near" in p.tags])
        where, wo = d.pick([("near", "附近"), ("in front of", "前面"), ("behind", "后面"), ("across from", "对面")])
        landmark = d.pair(p.name, p.zh)
    else:
        where, wo, tag = d.pick([r for r in RELATIONS if (r[2] == "near") == large])
        inside = [n for n in NOUNS if tag in n.tags and n is not noun]
        if tag == "container":
            cold = noun is not None and "food" in noun.tags
            inside = [
                n
                for n in inside
                if (n.one != "fridge" or cold) and (n.one != "room" or noun is None or "animal" in noun.tags)
            ]
        other = d.pick(inside)
        d.note(where, other.one)
        landmark = Phrase(loose("the")) + d.pair(other.one, other.zh)
    r = d.pair(where, wo)
    return Phrase(r.en + landmark.en, landmark.zh + r.zh)


def clock(d: Draw, part: str = "") -> Phrase:
    """At seven o'clock 七点; `part` of the day limits the hours."""
    first, last = {"morning": (6, 11), "afternoon": (1, 6), "evening": (6, 11)}.get(part, (1, 12))
    en, zh = d.pick(HOURS[first - 1 : last])
    hour = d.pair(en, zh)
    if d.chance(0.25):
        half = d.pair("half past", "点 半")
        return Phrase(loose("at") + half.en + hour.en, hour.zh + half.zh)
    o = d.pair("o'clock", "点")
    return Phrase(loose("at") + hour.en + o.en, hour.zh + o.zh)


def two(d: Draw, first: tuple[str, str], second: tuple[str, str], swap: bool = False) -> Phrase:
    a, b = d.pair(*first), d.pair(*second)
    return Phrase(a.en + b.en, b.zh + a.zh if swap else a.zh + b.zh)


DAY_PARTS = [("in the morning", "早上"), ("in the afternoon", "下午"), ("in the evening", "晚上")]


def time(d: Draw, tense: str) -> Phrase:
    """A time that suits the tense: habit, past or future. Chinese goes from the large unit to the small."""
    part = d.pick(DAY_PARTS)
    name = part[0].split()[-1]
    day, ri = d.pick(WEEKDAYS)
    if tense == "habit":
        kind = d.pick(["day", "part", "every part", "week", "weekday", "clock", "weekend", "season", "clock day"])
        if kind == "clock day":
            a, b = clock(d), d.pair("every day", "每天")
            return Phrase(a.en + b.en, b.zh + a.zh)
        if kind == "every part":
            return two(d, ("every", "每天"), (name, part[1]))
        if kind == "weekday":
            return two(d, ("every", "每个"), (day, ri))
        if kind == "clock":
            a, b = clock(d, name), d.pair(*part)
            return Phrase(a.en + b.en, b.zh + a.zh)
        if kind == "season":
            en, zh = d.pick(SEASONS)
            return Phrase(loose("in")) + d.pair(en, zh) if d.chance(0.5) else two(d, ("every", "每年"), (en, zh))
        return d.pair(
            *{
                "day": ("every day", "每天"),
                "part": part,
                "week": ("every week", "每个 星期"),
                "weekend": ("on weekends", "周末"),
            }[kind]
        )
    unit, zhou = d.pick([("week", "星期"), ("month", "月"), (day, ri)])
    if tense == "past":
        kind = d.pick(["yesterday", "yesterday part", "last night", "last", "year", "ago", "this", "clock", "month"])
        if kind == "yesterday part":
            return (
                two(d, ("yesterday", "昨天"), (name, part[1]))
                if name != "evening"
                else d.pair("yesterday evening", "昨天 晚上")
            )
        if kind == "last night":
            return two(d, ("last", "昨天"), ("night", "晚上"))
        if kind == "last":
            return two(d, ("last", "上个"), (unit, zhou))
        if kind == "ago":
            (n, shu), (u, zh) = d.pick(NUMBERS), d.pick(
                [("days", "天"), ("weeks", "个 星期"), ("months", "个 月"), ("years", "年")]
            )
            return d.pair(n, shu) + d.pair(u, zh) + d.pair("ago", "前")
        if kind == "this":
            return two(d, ("this", "今天"), d.pick([("morning", "早上"), ("afternoon", "下午")]))
        if kind == "clock":
            a = clock(d)
            b = d.pair("yesterday", "昨天") if d.chance(0.5) else two(d, ("last", "昨天"), ("night", "晚上"))
            return Phrase(a.en + b.en, b.zh + a.zh)
        if kind == "month":
            return Phrase(loose("in")) + d.pair(*d.pick(MONTHS))
        return d.pair("yesterday", "昨天") if kind == "yesterday" else d.pair("last year", "去年")
    kind = d.pick(["tomorrow", "tomorrow part", "tonight", "next", "year", "in", "on", "clock", "month"])
    if kind == "tomorrow part":
        return two(d, ("tomorrow", "明天"), (name, part[1]))
    if kind == "next":
        return two(d, ("next", "下个"), (unit, zhou))
    if kind == "in":
        (n, shu), (u, zh) = d.pick(NUMBERS), d.pick(
            [("days", "天"), ("weeks", "个 星期"), ("months", "个 月"), ("years", "年")]
        )
        k = d.key()
        return Phrase(loose("in", k)) + d.pair(n, shu) + d.pair(u, zh) + Phrase((), loose("后", k))
    if kind == "on":
        if d.chance(0.5):
            return Phrase(loose("on")) + d.pair(day, ri)
        return Phrase(loose("on")) + two(d, (day, ri), (name, part[1]))
    if kind == "clock":
        a, b = clock(d), d.pair("tomorrow", "明天") if d.chance(0.6) else Phrase(loose("on")) + d.pair(day, ri)
        return Phrase(a.en + b.en, b.zh + a.zh)
    if kind == "month":
        return Phrase(loose("in")) + d.pair(*d.pick(MONTHS))
    return d.pair(*{"tomorrow": ("tomorrow", "明天"), "tonight": ("tonight", "今天 晚上"), "year": ("next year", "明年")}[kind])
