"""Clauses: one predicate with its tense and polarity, in both word orders.

English:  [wh] [aux] subject [aux] verb object  with whom  where  when
Chinese:  subject  when  [adverb] [not] [aspect]  with whom  where  verb [aspect] object  [了] [吗]
"""

from dataclasses import replace

from .lexicon import KIN, STATIVE, Verb
from .phrases import Draw, NounPhrase, Phrase, Words, loose
from .predicates import LASTING, Predicate, name_of
from .things import thing


HAVE = {"1": "have", "2": "have", "p": "have", "3": "has"}


IS = {"1": "am", "2": "are", "p": "are", "3": "is"}


DOES = {"1": "do", "2": "do", "p": "do", "3": "does"}


MODALS = {"can": ("can", "能"), "must": ("must", "必须"), "should": ("should", "应该"), "may": ("may", "可以")}


FREQUENCY = [
    ("often", "常常"),
    ("always", "总是"),
    ("usually", "通常"),
    ("sometimes", "有时候"),
    ("never", "从来 不"),
    ("also", "也"),
]


def circumstances(p: Predicate) -> Words:
    """What follows the English verb: object, with whom, where, how long, when."""
    o = p.object.object if p.object else ()
    parts = [p.receiver, p.company, p.where, p.length, p.when]
    return o + sum((x.en for x in parts if x), ())


def english_verb(d: Draw, s: NounPhrase, v: Verb, tense: str, polarity: str, keys: dict):
    """(before the subject, between subject and verb, verb words) of the English verb group."""
    k, n, a, q = keys["verb"], keys["not"], keys["aspect"], keys["ask"]
    rest = sum((tuple((w, k) for w in part.split()) if part != "{poss}" else s.own for part in v.rest.split()), ())
    form = lambda word: loose(word, k) + rest  # noqa: E731
    third = s.agreement == "3"
    does = DOES[s.agreement]
    if tense in {"habit", "past"}:
        plain = (v.third if third else v.base) if tense == "habit" else v.past
        aux = does if tense == "habit" else "did"
        if polarity == "say":
            return (), (), form(plain)
        if polarity == "deny":
            return (), loose(f"{aux} not", n), form(v.base)
        return loose(aux, q), (), form(v.base)
    if tense in {"want", "have to", "need", "hope", "like"}:
        word = {"have to": "have"}.get(tense, tense)
        plain = ("has" if word == "have" else word + "s") if third else word
        to = loose("to", a)
        if polarity == "say":
            return (), loose(plain, a) + to, form(v.base)
        if polarity == "deny":
            return (), loose(f"{does} not", n) + loose(word, a) + to, form(v.base)
        return loose(does, q), loose(word, a) + to, form(v.base)
    if tense == "would":
        mid = loose("like to", a)
        return (
            (loose("would", a), mid, form(v.base)) if polarity == "ask" else ((), loose("would", a) + mid, form(v.base))
        )
    aux, main, inner = {
        "progressive": (IS[s.agreement], v.gerund, ()),
        "going": (IS[s.agreement], v.base, loose("going to", a)),
        "future": ("will", v.base, ()),
        "experience": (HAVE[s.agreement], v.participle, ()),
        "already": (HAVE[s.agreement], v.participle, loose("already", a)),
    }.get(tense) or (MODALS[tense][0], v.base, ())
    if polarity == "say":
        return (), loose(aux, a) + inner, form(main)
    if polarity == "deny":
        no = loose("never", n) if tense == "experience" else loose("not", n)
        return (), loose(aux, a) + no + inner, form(main)
    ever = loose("ever", a) if tense == "experience" else ()
    return loose(aux, a), ever + inner, form(main)


def chinese_core(p: Predicate, tense: str, polarity: str, keys: dict, final_le: bool = True) -> Words:
    """Everything after the Chinese subject, time and adverb."""
    k, n, a, q = keys["verb"], keys["not"], keys["aspect"], keys["ask"]
    v, o = p.verb, p.object
    verb, inner = v.zh[0], v.zh[1:]
    before = sum((x.zh for x in (p.company, p.receiver, p.where) if x), ())
    if p.coverb:
        before = (p.where.zh if p.where else ()) + loose(verb, k) + o.zh + loose("一起", k) * (v.base == "play")
        verb, inner, o = v.zh[1], v.zh[2:], None
    tail = loose(" ".join(inner), k)
    noun = o.zh if o else ()
    vague = o.bare if o else ()
    le, ma = loose("了", k), loose("吗", q)
    done = tense in {"past", "already"}
    ahead = loose("已经", a) if tense == "already" else ()

    if p.length and tense == "past":
        words = LASTING[name_of(v)].split()
        return before + loose(words[0], k) + le + p.length.zh + loose(" ".join(words[1:]), k)
    if done and polarity == "say":
        if o and "ba" in v.flags and o.kind in {"definite", "pointed"}:
            return ahead + before + loose("把", k) + o.topic + loose(verb + (" " + v.result if v.result else ""), k) + le
        whole = loose(verb + (" " + v.result if v.result == "破" or v.result == "上" else ""), k)
        if o is None or o.kind == "bare":
            return ahead + before + whole + tail + noun + le * final_le
        return ahead + before + whole + le + tail + noun
    if done and polarity == "deny":
        return loose("没", n) + before + loose(verb + (" " + v.result if v.result else ""), k) + tail + vague
    if done:
        counted = o is not None and o.kind == "count" and o.zh != o.bare and o.zh[0][0] not in {"一", "一些"}
        whole = loose(verb + (" " + v.result if v.result else ""), k)
        if counted:
            return before + whole + le + noun + ma
        return before + whole + tail + vague + le + ma
    if tense == "progressive":
        merge = p.where is not None and p.company is None  # 正在在图书馆 → 正在图书馆
        if polarity == "deny":
            return loose("没", n) + (() if p.where else loose("在", a)) + before + loose(verb, k) + tail + vague
        zheng = loose("正在", a)
        inside = p.where.zh[1:] + before[len(p.where.zh) :] if merge and not p.receiver else before
        return zheng + inside + loose(verb, k) + tail + (vague + ma if polarity == "ask" else noun)
    if tense == "experience":
        guo = loose("过", a)
        ahead = loose("从来 没", n) if polarity == "deny" else ()
        body = vague if polarity != "say" else noun
        return ahead + before + loose(verb, k) + guo + tail + body + (ma if polarity == "ask" else ())
    modal = {
        "habit": "",
        "future": "会",
        "going": "要",
        "want": "想",
        "would": "想",
        "have to": "得",
        "need": "需要",
        "hope": "希望",
        "like": "喜欢",
    }.get(tense)
    if modal is None:
        modal = "会" if tense == "can" and "skill" in v.flags else MODALS[tense][1]
    if tense == "have to" and polarity == "deny":
        not_modal = loose("不用", n)
    else:
        not_modal = (loose("不", n) if polarity == "deny" else ()) + (loose(modal, a) if modal else ())
    body = noun if polarity == "say" else vague
    return not_modal + before + loose(verb, k) + tail + body + (ma if polarity == "ask" else ())


def clause(
    d: Draw,
    s: NounPhrase,
    p: Predicate,
    tense: str,
    polarity: str = "say",
    front: bool = False,
    adverb: bool = True,
    final_le: bool = True,
) -> Phrase:
    """A whole clause without its final mark; polarity is say, deny or ask."""
    keys = {name: d.key() for name in ("verb", "not", "aspect", "ask")}
    first, middle, verb = english_verb(d, s, p.verb, tense, polarity, keys)
    adverb_en = adverb_zh = ()
    if (
        adverb
        and tense == "habit"
        and polarity == "say"
        and d.chance(0.4)
        or adverb
        and tense in {"past", "future", "want"}
        and polarity == "say"
        and d.chance(0.06)
    ):
        en, zh = d.pick(FREQUENCY) if tense == "habit" else ("also", "也")
        every = p.when is not None and p.when.en[0][0] in {"every", "on", "at"}
        counted = en == "never" and p.object is not None and p.object.kind == "count"
        if not (every and en != "also") and not counted:
            word = d.pair(en, zh)
            adverb_en, adverb_zh = word.en, word.zh
    core = chinese_core(p, tense, polarity, keys, final_le)
    when = p.when.zh if p.when else ()
    if front and p.when:
        rest = circumstances(replace(p, when=None))
        en = p.when.en + loose(",") + s.en + middle + adverb_en + verb + rest
        return Phrase(en, when + s.topic + adverb_zh + core)
    # English puts the adverb after the first auxiliary: she will also come, she also came
    group = middle[:1] + adverb_en + middle[1:] if tense == "future" else adverb_en + middle
    return Phrase(first + s.en + group + verb + circumstances(p), s.topic + when + adverb_zh + core)


def siblings(d: Draw, s: NounPhrase, polarity: str) -> Phrase:
    """I have two brothers 我有两个哥哥; do you have a sister? 你有姐姐吗"""
    en, zh, _ = d.pick(
        [k for k in KIN if k[0] in {"sister", "brother", "younger sister", "younger brother", "son", "daughter"}]
    )
    k, n = d.key(), d.key()
    have = "has" if s.agreement == "3" else "have"
    number, shu = d.pick([("a", "一"), ("two", "两"), ("three", "三"), ("four", "四")])
    if polarity == "ask":
        x, q = d.pair(en, zh), d.key()
        return Phrase(
            loose(DOES[s.agreement], q) + s.en + loose("have", k) + loose("a", n) + x.en,
            s.topic + loose("有", k) + x.zh + loose("吗", q),
        )
    x = d.pair(en if number == "a" else en + "s", zh)
    return Phrase(
        s.en + loose(have, k) + loose(number, n) + x.en, s.topic + loose("有", k) + loose(f"{shu} 个", n) + x.zh
    )


def stative(d: Draw, s: NounPhrase, polarity: str = "say") -> Phrase:
    """like, want, need, have with a thing: 我有一只猫, 我没有猫, 你有猫吗."""
    v = d.pick(STATIVE)
    kinds = {
        "like": {"bare": 6, "this": 3, "mine": 3, "it": 1},
        "need": {"indefinite": 4, "count": 2, "this": 1},
        "want": {"indefinite": 4, "count": 2, "this": 2},
        "have": {"indefinite": 5, "count": 4},
    }[v.base]
    if polarity != "say":
        kinds = {k: w for k, w in kinds.items() if k != "count"}
    if v.base == "have" and polarity != "deny" and d.chance(0.25):
        return siblings(d, s, polarity)
    o = thing(d, v.takes, kinds, verb=v.base)
    while polarity != "say" and o.kind == "count" and any(w == "of" for w, _ in o.en):
        o = thing(d, v.takes, kinds, verb=v.base)
    keys = {name: d.key() for name in ("verb", "not", "aspect", "ask")}
    first, middle, verb = english_verb(d, s, v, "habit", polarity, keys)
    no = loose("没" if v.base == "have" else "不", keys["not"]) if polarity == "deny" else ()
    body = o.zh if polarity == "say" else o.bare
    ma = loose("吗", keys["ask"]) if polarity == "ask" else ()
    if v.base == "like" and polarity == "say" and d.chance(0.2):
        much = d.pair("very much", "很")
        return Phrase(s.en + verb + o.en + much.en, s.topic + much.zh + loose(v.zh[0], keys["verb"]) + o.zh)
    return Phrase(first + s.en + middle + verb + o.en, s.topic + no + loose(v.zh[0], keys["verb"]) + body + ma)
