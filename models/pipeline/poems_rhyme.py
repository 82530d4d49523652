"""Which characters rhyme, learned from which characters poets rhymed: no pronunciation is used.

Classical verse rhymes by the categories of the rhyme books (平水韵), not by modern sound (斜 xié rhymes with 家 jiā), so a
table of today's pinyin would judge it wrongly. In regular verse the even verses rhyme. Two characters that often end even
verses of one poem belong together; groups are found by label propagation (Raghavan et al. 2007) on that graph. The groups
come out close to those of the rhyme books and are checked on held-out poems: see `main`.

    python3 poems_rhyme.py --corpus DIR      how many groups, and the share of human poems that they find rhymed
"""

import argparse
import random
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from poems_corpus import FORMS, Poem, read_poems, split

SIGNS = re.compile(r"[，。？！；、：\s]+")


def verses(text: str) -> list[str]:
    """The verses of a poem without their signs."""
    return [v for v in SIGNS.split(text) if v]


def rhyme_words(text: str) -> list[str]:
    """The last characters of the even verses."""
    return [v[-1] for v in verses(text)[1::2]]


def rhyme_groups(poems: list[Poem], least: int = 5, rounds: int = 20) -> dict[str, int]:
    """Group of each character that rhymed at least `least` times in the regular verse of `poems`."""
    single, together = Counter(), Counter()
    for p in poems:
        if p.form in FORMS:
            words = sorted(set(rhyme_words(p.text)))
            single.update(words)
            together.update(combinations(words, 2))
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (a, b), n in together.items():
        # twice as often as if endings were drawn at random, and not by a single poem
        if min(single[a], single[b]) >= least and n >= 2:
            weight = n / (single[a] * single[b]) ** 0.5
            near[a].append((b, weight))
            near[b].append((a, weight))
    group = {c: i for i, c in enumerate(near)}
    order = sorted(near, key=lambda c: (-single[c], c))
    for _ in range(rounds):
        changed = 0
        for c in order:
            votes: dict[int, float] = defaultdict(float)
            for other, weight in near[c]:
                votes[group[other]] += weight
            best = max(votes, key=lambda g: (votes[g], -g))
            changed += best != group[c]
            group[c] = best
        if not changed:
            break
    return group


def rhymes(text: str, group: dict[str, int]) -> bool:
    """True if all even verses end in characters of one group and no character rhymes with itself."""
    words = rhyme_words(text)
    return len(words) > 1 and len(set(words)) == len(words) and len({group.get(w, w) for w in words}) == 1


def keeps_form(text: str, form: str) -> bool:
    """True if a poem of a regular form has exactly its verses, each of the right length."""
    count, length = FORMS[form]
    return [len(v) for v in verses(text)] == [length] * count


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--corpus", type=Path, required=True, help="folder of poems-zh.txt")
    options = arguments.parse_args()
    train, held_out = split(read_poems(options.corpus / "poems-zh.txt"))
    group = rhyme_groups(train)
    members = defaultdict(list)
    for c, g in group.items():
        members[g].append(c)
    for g in sorted(members, key=lambda g: -len(members[g]))[:40]:
        print(len(members[g]), "".join(members[g][:40]))
    regular = [p for p in held_out if p.form in FORMS]
    rng = random.Random(1)
    endings = [w for p in regular for w in rhyme_words(p.text)]
    chance = sum(len({group.get(w, w) for w in rng.sample(endings, len(rhyme_words(p.text)))}) == 1 for p in regular)
    for form in FORMS:
        some = [p for p in regular if p.form == form]
        print(
            form,
            len(some),
            f"form {sum(keeps_form(p.text, form) for p in some) / len(some):.3f}",
            f"rhyme {sum(rhymes(p.text, group) for p in some) / len(some):.3f}",
        )
    print(
        f"{len(group)} characters in {len(members)} groups; with endings drawn at random {chance / len(regular):.3f} would rhyme"
    )


if __name__ == "__main__":
    main()
