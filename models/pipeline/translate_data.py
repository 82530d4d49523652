"""Sentences of the translation grammar as token ids, with what is held out.

Tokens are words. English: lower-case words, punctuation apart, contractions written out (don't → do not) and the
possessive 's on its own. Chinese: words (词) as the grammar writes them, 我们 · 正在 · 图书馆, but numeral and classifier
apart (一 · 本), since they are chosen apart. Words are the units whose order differs between the two languages, so
cross-attention between them can be read; with subwords it would be a picture of spelling. The price is that a word
outside the vocabulary becomes <unk>, which the model carries over as <unk>.

Two sets are held out: `sentence`, 2 % of the different English sentences by a stable hash, and `combination`, every
sentence in which two words meet (verb and object, adjective and noun …) whose pair falls into 2.5 % of all pairs.

    /usr/bin/python3 models/pipeline/translate_data.py           writes <work>/en-zh-translate/{data.npz, vocab.json, held-out.json}
"""

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np

from translate_grammar import Sentence, sentence
from translate_grammar.lexicon import NAMES

PAD, BEGIN, END, UNKNOWN = 0, 1, 2, 3
SPECIALS = ["<pad>", "<s>", "</s>", "<unk>"]
MODELS = Path(__file__).resolve().parent.parent
CONTRACTIONS = {
    "don't": "do not",
    "doesn't": "does not",
    "didn't": "did not",
    "isn't": "is not",
    "aren't": "are not",
    "wasn't": "was not",
    "weren't": "were not",
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "couldn't": "could not",
    "wouldn't": "would not",
    "shouldn't": "should not",
    "mustn't": "must not",
    "haven't": "have not",
    "hasn't": "has not",
    "i'm": "i am",
    "you're": "you are",
    "we're": "we are",
    "they're": "they are",
    "it's": "it is",
    "he's": "he is",
    "she's": "she is",
    "that's": "that is",
    "what's": "what is",
    "where's": "where is",
    "who's": "who is",
    "there's": "there is",
    "how's": "how is",
    "let's": "let us",
    "i'll": "i will",
    "you'll": "you will",
    "he'll": "he will",
    "she'll": "she will",
    "we'll": "we will",
    "they'll": "they will",
    "it'll": "it will",
    "i've": "i have",
    "you've": "you have",
    "we've": "we have",
    "they've": "they have",
    "i'd": "i would",
    "older sister": "sister",
    "older brother": "brother",
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "tv": "television",
    "bicycle": "bike",
    "store": "shop",
}
WORD = re.compile(r"o'clock|<unk>|'s(?![a-z])|[a-z]+|[0-9]+|[^\sa-z0-9]")


# There are few short sentences, so their share would vanish if each were kept once: repeats stay. The shortest, greetings,
# can be said in one way only and are learned by meeting them often; none of them is held out.
GREETING, SHORT = 4, 7  # words


def tokenize(text: str) -> list[str]:
    """English words of a typed sentence; the page does the same from vocab.json."""
    text = text.lower().replace("’", "'")
    for short, full in CONTRACTIONS.items():
        text = re.sub(rf"(?<![a-z']){re.escape(short)}(?![a-z'])", full, text)
    words = WORD.findall(text)
    # every sentence of the grammar ends in a sign
    return words if not words or words[-1] in {".", "?", "!"} else words + ["."]


def stable(text: str, share: float) -> bool:
    """True for `share` of all texts, the same ones on every machine."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) < share * 2**32


def side(s: Sentence) -> str:
    """train, sentence or combination: where this sentence belongs."""
    if any(stable("+".join(pair), 0.025) for pair in s.pairs if "<unk>" not in pair):
        return "combination"
    return "sentence" if stable(" ".join(s.en), 0.02) else "train"


def vocabulary(words: Counter, known: list[str]) -> list[str]:
    """The words already numbered keep their ids, since links and recordings hold them; new ones follow by frequency."""
    return known + [w for w, _ in sorted(words.items(), key=lambda x: (-x[1], x[0])) if w not in known]


def build(folder: Path, base: Path, count: int, seed: int, held: int = 2000) -> None:
    rng = random.Random(seed)
    seen: set[str] = set()
    sets: dict[str, list[Sentence]] = {"train": [], "sentence": [], "combination": []}
    for _ in range(count):
        s = sentence(rng)
        key = " ".join(s.en)
        belongs = "train" if len(s.en) <= GREETING and not s.pairs else side(s)
        if key in seen and (belongs != "train" or len(s.en) > SHORT):
            continue
        seen.add(key)
        sets[belongs].append(s)
    en, zh = Counter(), Counter()
    for s in sets["train"]:
        en.update(s.en), zh.update(s.zh)
    shipped = (
        json.loads(base.read_text(encoding="utf-8")) if base.exists() else {"source": SPECIALS, "target": SPECIALS}
    )
    source, target = vocabulary(en, shipped["source"]), vocabulary(zh, shipped["target"])
    en_id, zh_id = {w: i for i, w in enumerate(source)}, {w: i for i, w in enumerate(target)}
    folder.mkdir(parents=True, exist_ok=True)
    rows = lambda words, ids: [ids.get(w, UNKNOWN) for w in words]  # noqa: E731
    flat = {}
    for name, pick, ids in (("source", lambda s: s.en, en_id), ("target", lambda s: s.zh, zh_id)):
        lists = [rows(pick(s), ids) for s in sets["train"]]
        flat[name] = np.concatenate([np.array(x, np.uint16) for x in lists])
        flat[name + "_lengths"] = np.array([len(x) for x in lists], np.uint8)
    np.savez_compressed(folder / "data.npz", **flat)
    kept = {
        k: [{"pattern": s.pattern, "en": s.en, "zh": s.zh, "links": s.links} for s in v[:held]]
        for k, v in sets.items()
        if k != "train"
    }
    (folder / "held-out.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    names = sorted(w for name, _ in NAMES for w in name.split() if w != "<unk>")
    vocab = {
        "specials": {"pad": 0, "begin": 1, "end": 2, "unknown": UNKNOWN},
        "word": WORD.pattern,
        "replace": CONTRACTIONS,
        "properNames": names,
        "source": source,
        "target": target,
    }
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{count} drawn, {len(seen)} different: " + ", ".join(f"{k} {len(v)}" for k, v in sets.items()))
    print(
        f"source vocabulary {len(source)}, target {len(target)}, {len(flat['source'])} + {len(flat['target'])} words to train on"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=MODELS / ".work")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--count", type=int, default=800_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    build(args.work / "en-zh-translate", args.out / "en-zh-translate" / "vocab.json", args.count, args.seed)


if __name__ == "__main__":
    main()
