"""Shows sentences of the grammar, or counts them."""

import argparse
import random
from collections import Counter

from . import sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pattern", default="")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    shown = 0
    while shown < args.show:
        s = sentence(rng)
        if s.pattern.startswith(args.pattern):
            print(f"{s.pattern:14s} {' '.join(s.en)}\n{'':14s} {' '.join(s.zh)}")
            shown += 1
    if args.count:
        seen: dict[str, str] = {}
        clashes, en_words, zh_words, lengths = Counter(), Counter(), Counter(), Counter()
        for _ in range(args.count):
            s = sentence(rng)
            en, zh = " ".join(s.en), " ".join(s.zh)
            if seen.setdefault(en, zh) != zh:
                clashes[s.pattern] += 1
                if clashes[s.pattern] <= 4:
                    print("two renderings:", en, "|", seen[en], "|", zh)
            en_words.update(s.en), zh_words.update(s.zh)
            lengths[max(len(s.en), len(s.zh))] += 1
        print(
            f"{args.count} drawn, {len(seen)} different, {sum(clashes.values())} with another rendering {dict(clashes)}"
        )
        print(f"{len(en_words)} English and {len(zh_words)} Chinese words, longest {max(lengths)}")
        print("rarest:", en_words.most_common()[-30:], zh_words.most_common()[-30:])


main()
