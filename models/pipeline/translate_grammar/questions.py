"""Questions with a question word, which stands in front in English and in place in Chinese; and choices with 还是."""

from dataclasses import replace

from .circumstances import place, time
from .clauses import DOES, clause
from .lexicon import NOUNS, STATIVE, TO_PERSON, TRANSITIVE
from .people import asked_about
from .phrases import ASK, Draw, NounPhrase, Phrase, ended, loose
from .predicates import Predicate, predicate
from .things import alike, thing


def question_word(d: Draw) -> Phrase:
    """What, where, when, why, who, which, how many: fronted in English, in place in Chinese."""
    kind = d.weighted({"what": 4, "where": 3, "when": 3, "why": 3, "who": 3, "which": 2, "many": 3, "whom": 1})
    tense = d.pick(["habit", "past", "progressive", "future", "want"])
    if kind == "who":
        who = NounPhrase(*(lambda p: (p.en, p.zh))(d.pair("who", "谁")), "person", "3", topic=(), who="who")
        who = replace(who, topic=who.zh, own=loose("their"), bare=who.zh)
        p = predicate(d, who, tense)
        return ended(d, clause(d, who, p, tense, adverb=False), ASK)
    s = asked_about(d)
    if kind in {"what", "which", "many"}:
        v = d.pick(
            [
                v
                for v in TRANSITIVE
                if v.base not in {"open", "clean", "break", "see", "put", "find", "lose", "take", "answer", "ask"}
                and v.rest == ""
                and not (tense == "progressive" and "noprog" in v.flags)
            ]
        )
        if kind == "what":
            w = d.pair("what", "什么")
        elif kind == "which":
            noun = d.pick([x for x in NOUNS if x.tags & set(v.takes)] or [NOUNS[0]])
            if not noun.tags & set(v.takes):
                return question_word(d)
            d.note(v.base, noun.one)
            a, b = d.pair("which", "哪 " + noun.classifier), d.pair(noun.one, noun.zh)
            w = a + b
        else:
            nouns = [x for x in NOUNS if x.tags & set(v.takes)]
            if not nouns or tense not in {"habit", "past", "want"}:
                return question_word(d)
            noun = d.pick(nouns)
            d.note(v.base, noun.one)
            w = d.pair("how many", "几 " + noun.classifier) + d.pair(noun.many, noun.zh)
        o = NounPhrase((), w.zh, "count", "3", w.zh, w.zh)
        where = place(d, v.places) if kind == "what" and v.places and d.chance(0.25) else None
        when = time(d, {"want": "future"}.get(tense, tense)) if tense != "progressive" and d.chance(0.4) else None
        p = Predicate(v, o, when=when, where=where)
        asked = clause(d, s, p, tense, "ask", adverb=False)
        # the question word asks; Chinese keeps the statement's order and needs no 吗
        said = clause(d, s, p, tense, "say", adverb=False)
        return ended(d, Phrase(w.en + asked.en, said.zh), ASK)
    p = predicate(d, s, tense, polarity="ask")
    if kind == "whom":
        v = d.pick([v for v in TO_PERSON if v.base in {"help", "meet", "see", "visit"}])
        w = d.pair("who", "谁")
        p = Predicate(
            v, NounPhrase((), w.zh, "person", "3", w.zh, w.zh), when=time(d, "past") if d.chance(0.5) else None
        )
        return ended(
            d, Phrase(w.en + clause(d, s, p, "past", "ask").en, clause(d, s, p, "past", "say", adverb=False).zh), ASK
        )
    if kind == "why":
        polarity_no = d.chance(0.2) and tense in {"past", "habit"}
        w = d.pair("why", "为什么")
        c = clause(d, s, p, tense, "ask", adverb=False)
        if p.object:
            p = replace(p, object=replace(p.object, zh=p.object.bare))
        said = clause(d, s, p, tense, "say", adverb=False, final_le=False)
        n = len(s.topic) + (len(p.when.zh) if p.when else 0)
        if polarity_no:
            p = replace(p, length=None)
            deny = clause(d, s, p, tense, "deny", adverb=False)
            # why did he not come: the auxiliary moves before the subject, "not" stays
            aux, no = deny.en[len(s.en)], deny.en[len(s.en) + 1]
            en = (aux,) + s.en + (no,) + deny.en[len(s.en) + 2 :]
            zh = deny.zh[:n] + w.zh + deny.zh[n:]
            return ended(d, Phrase(w.en + en, zh), ASK)
        return ended(d, Phrase(w.en + c.en, said.zh[:n] + w.zh + said.zh[n:]), ASK)
    if tense == "progressive" or p.verb.flags & {"past", "stative"}:
        return question_word(d)
    w = d.pair("where", "哪里") if kind == "where" else d.pair("when", "什么 时候")
    if kind == "where" and (not p.verb.places or p.company or p.receiver):
        return question_word(d)
    if kind == "where":
        k = d.key()
        q = replace(p, where=Phrase((), loose("在", k) + w.zh), length=None)
    else:
        q = replace(p, when=Phrase((), w.zh), length=None)
    asked = clause(d, s, q, tense, "ask", adverb=False)
    if tense == "past":
        # a known event, asking for its circumstance: 是 … 的
        k = d.key()
        known = replace(q.object, zh=q.object.bare) if q.object else None
        base = clause(d, s, replace(q, when=None, object=known), "habit", "say", adverb=False).zh[len(s.topic) :]
        when = q.when.zh if q.when else ()
        if kind == "where":
            return ended(d, Phrase(w.en + asked.en, s.topic + when + loose("是", k) + base + loose("的", k)), ASK)
        return ended(d, Phrase(w.en + asked.en, s.topic + loose("是", k) + when + base + loose("的", k)), ASK)
    return ended(d, Phrase(w.en + asked.en, clause(d, s, q, tense, "say", adverb=False).zh), ASK)


def choice(d: Draw) -> Phrase:
    """Do you want tea or coffee? 你想要茶还是咖啡？"""
    s = asked_about(d)
    v = d.pick(
        [v for v in STATIVE if v.base in {"want", "like"}] + [v for v in TRANSITIVE if v.base in {"eat", "drink"}]
    )
    a, b = thing(d, v.takes, {"bare": 1}, verb=v.base), thing(d, v.takes, {"bare": 1}, verb=v.base)
    if not alike(a, b):
        return choice(d)
    k, q, o = d.key(), d.key(), d.pair("or", "还是")
    want = v.takes and v not in STATIVE and d.chance(0.5)
    w = d.key()
    verb = (loose("want to", w) if want else ()) + loose(v.base, k)
    zh = (loose("想", w) if want else ()) + loose(v.zh[0], k)
    return ended(
        d,
        Phrase(loose(DOES[s.agreement], q) + s.en + verb + a.en + o.en + b.en, s.topic + zh + a.zh + o.zh + b.zh),
        ASK,
    )
