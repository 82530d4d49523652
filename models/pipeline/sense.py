"""How far a model holds together: repetition and variety of what it writes at the page's defaults.

    python3 sense.py en-nano en-mini zh-mini      fills the rows of models/results.json; --text FILE measures a file's documents

Five runs from each of eight prompts. Of the first 90 words (of Chinese: characters) that a run writes: the share of 4-grams
that stood in it before, and the share of words that are different ones. Real stories of the kind it learned from stand
beside it: a model that has lost the thread repeats itself, one that has only lost its words scatters.
"""

import argparse
import re
from pathlib import Path

import results
from corpus import MODELS, split_documents
from tokenizer import Tokenizer

UNITS, SEEDS, TOKENS = 90, range(1, 6), 150
PROMPTS = {
    'en': ['Once upon a time, there was a little', 'One day, a boy named Tom went to the', 'The old man opened the door and',
           'Once upon a time there was a little fox who', 'The little bird flew up into the', 'Lily and her mom went to the',
           'One day, the rabbit went to the', 'The king said to his daughter,'],
    'zh': ['从前有一只小狐狸，', '老爷爷推开门，', '有一天，小明', '渔夫拉起渔网，发现网里', '很久很久以前，有一位国王，', '从前有一个小女孩，',
           '下雨了，小兔子', '夜里，月亮'],
}


def units(text: str, language: str) -> list[str]:
    """Words in lower case; of Chinese the characters. Marks do not count."""
    return re.findall(r'[㐀-鿿]', text) if language == 'zh' else re.findall(r"[a-z']+", text.lower())


def measure(runs: list[list[str]]) -> dict:
    """Means over the runs that have at least half of `UNITS`; a run that ended early is otherwise taken as it is."""
    repeated, different, counted = 0.0, 0.0, 0
    for run in runs:
        run = run[:UNITS]
        if len(run) < UNITS // 2:
            continue
        grams = [tuple(run[n:n + 4]) for n in range(len(run) - 3)]
        repeated += 1 - len(set(grams)) / len(grams)
        different += len(set(run)) / len(run)
        counted += 1
    return {'runs': len(runs), 'counted': counted, 'repeated4': round(repeated / max(1, counted), 4),
            'different': round(different / max(1, counted), 4)}


def runs_of(model, tokenizer: Tokenizer, language: str) -> list[list[str]]:
    from configs import TEMPERATURE, TOP_P
    from generate import continuations  # torch, without which this file's counting is tested
    return [units(tokenizer.decode(ids), language) for prompt in PROMPTS[language]
            for ids in continuations(model, tokenizer.encode(prompt), list(SEEDS), TOKENS, tokenizer.end_of_text, TEMPERATURE,
                                     top_p=TOP_P)]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('models', nargs='*')
    arguments.add_argument('--text', type=Path, help='a file of documents: what real stories measure')
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    arguments.add_argument('--out', type=Path, default=MODELS / 'results.json')
    options = arguments.parse_args()
    if options.text:
        texts = split_documents(options.text)
        language = 'zh' if len(units(texts[0], 'zh')) > 10 else 'en'
        print(options.text.name, measure([units(text, language) for text in texts]))
    if options.models:
        from configs import CONFIGS
        from export import load_checkpoint, shipped
    for name in options.models:
        tokenizer = Tokenizer.load(options.work / CONFIGS[name].corpus)
        model = shipped(load_checkpoint(options.work / name / 'checkpoint.pt')[0])
        found = measure(runs_of(model, tokenizer, name[:2]))
        results.add(options.out, name, sense=found)
        print(name, found)


if __name__ == '__main__':
    main()
