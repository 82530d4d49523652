"""Runs to choose ready prompts from: for each prompt the first bars, and what each seed writes at the page's defaults.

    python3 propose.py zh-mini                             the prompts of models/zh-mini/prompts.json and of sense.py
    python3 propose.py en-mini --prompt "Mum gave her a cup of" --seeds 20

Runs are listed from the most promising: little repeated, much varied, ended by the model itself. Figures only sort; what is
offered to readers is chosen by reading, and its note says what the run shows (models/<id>/prompts.json).
"""

import argparse
import json
from pathlib import Path

import torch

from configs import CONFIGS, TEMPERATURE, TOP_P
from conversations import CHINESE, ENGLISH
from corpus import MODELS
from export import load_checkpoint, shipped
from generate import continuations
from sense import PROMPTS, measure, units
from tokenizer import Tokenizer

BARS, LENGTH = 6, 150


def ready_prompts(path: Path, language: str) -> list[str]:
    """The texts of prompts.json as the model reads them; a system prompt makes a page of question and label."""
    form = CHINESE if language == 'zh' else ENGLISH
    ideas = json.loads(path.read_text(encoding='utf-8')) if path.exists() else []
    page = lambda idea: f"{idea['systemPrompt']}\n\n{form.user}{form.gap}{idea['text']}\n\n{form.assistant}"
    return list(dict.fromkeys(page(idea) if 'systemPrompt' in idea else idea['text'] for idea in ideas))


@torch.no_grad()
def first_bars(model, tokenizer: Tokenizer, prompt: str) -> str:
    shares = torch.softmax(model(torch.tensor([tokenizer.encode(prompt)]), last=True)[0][0, -1].double(), 0)
    top = torch.topk(shares, BARS)
    return '  '.join(f'{tokenizer.decode([i])!r} {p:.0%}' for p, i in zip(top.values.tolist(), top.indices.tolist()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('--prompt', action='append', help='\\n is a newline; may be given several times')
    arguments.add_argument('--seeds', type=int, default=10)
    arguments.add_argument('--best', type=int, default=4, help='runs shown of each prompt')
    arguments.add_argument('--length', type=int, default=LENGTH)
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    options = arguments.parse_args()
    language = options.model[:2]
    tokenizer = Tokenizer.load(options.work / CONFIGS[options.model].corpus)
    model = shipped(load_checkpoint(options.work / options.model / 'checkpoint.pt')[0])
    asked = [p.replace('\\n', '\n') for p in options.prompt or []]
    prompts = asked or [*ready_prompts(MODELS / options.model / 'prompts.json', language), *PROMPTS[language]]
    for prompt in prompts:
        print(f'\n=== {prompt!r}\n    {first_bars(model, tokenizer, prompt)}')
        seeds = list(range(1, options.seeds + 1))
        runs = continuations(model, tokenizer.encode(prompt), seeds, options.length, tokenizer.end_of_text, TEMPERATURE, top_p=TOP_P)
        rated = []
        for seed, ids in zip(seeds, runs):
            text = tokenizer.decode(ids)
            found = measure([units(text, language)])
            ended = len(ids) < options.length
            rated.append((found['different'] - 3 * found['repeated4'] + 0.05 * ended, seed, found, text + (' ∎' if ended else ' …')))
        for _, seed, found, text in sorted(rated, reverse=True)[:options.best]:
            print(f"--- seed {seed}: repeated {found['repeated4']:.1%}, different {found['different']:.2f}\n{text}")


if __name__ == '__main__':
    main()
