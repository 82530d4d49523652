"""Reference numbers for a model's folder: what PyTorch computes for a few texts, so that any backend can be checked.

    python3 golden.py en-mini          writes models/en-mini/golden.json

`reference` is the trained fp32 model, `shipped` the model with the quantised weights of the exported file: a backend
must reproduce `shipped` up to rounding, and the distance from `reference` is what the quantisation costs.
"""

import argparse
import json
from pathlib import Path

import torch

from configs import CONFIGS
from corpus import MODELS, Part, split_documents
from export import load_checkpoint, shipped
from tokenizer import Tokenizer

TOP = 20
TOLERANCE = 2e-3  # logits; sums of fp32 products in another order differ by about 1e-4

ENGLISH = [
    ('opening', 'Once upon a time there was a'),
    ('one token', 'The'),
    ('paragraph', 'The old man lived alone in a small house at the edge of the forest. Every morning he walked down to '
                  'the river with his dog, and every evening he sat by the fire and told the dog a story. One day the '
                  'dog did not come home. "Where can he be?" said the old man, and he put on his coat and'),
    ('chinese', '很久很久以前，山里住着一只'),
    ('emoji', 'I love my cat 🐈 and my 👩‍🚀 friend! 🎉'),
    ('conversation', 'What follows is a conversation between a user and a helpful, very knowledgeable AI assistant.\n\n'
                     'User: What is the capital of France?\n\nAI Assistant:'),
    ('question alone', 'What is the capital of France?'),
    ('code and whitespace', 'def add(a, b):\n\treturn a + b\r\n\r\n   # three   spaces\n\n\n'),
]

CHINESE = [
    ('opening', '从前有一只小狐狸，'),
    ('one token', '我'),
    ('paragraph', '老爷爷一个人住在森林边的小屋里。每天早上，他带着小狗去河边散步；每天晚上，他坐在火炉旁，给小狗讲故事。\n'
                  '有一天，小狗没有回家。“它到哪儿去了呢？”老爷爷说着，穿上大衣，推开门，'),
    ('english', 'Once upon a time there was a'),
    ('emoji', '我爱我的小猫🐈，也爱👩‍🚀！🎉'),
    ('conversation', '以下是一位用户与一位乐于助人、知识渊博的 AI 助手之间的对话。\n\n用户：中国的首都是哪里？\n\nAI 助手：'),
    ('question alone', '中国的首都是哪里？'),
    ('code and whitespace', 'def add(a, b):\n\treturn a + b\r\n\r\n   # 三个   空格\n\n\n'),
]


@torch.no_grad()
def next_logits(model, ids: list[int]) -> torch.Tensor:
    """Logits [V] of the next token, in fp32 without a cache."""
    return model(torch.tensor([ids]), last=True)[0][0, -1]


def answer(logits: torch.Tensor) -> dict:
    """The largest logits and ln of the sum of exp of all."""
    top = torch.topk(logits, TOP)
    return {'top': top.indices.tolist(), 'logits': [round(v, 5) for v in top.values.tolist()],
            'logZ': round(float(torch.logsumexp(logits.double(), 0)), 5)}


def golden(model, tokenizer: Tokenizer, texts: list[tuple[str, str]], heading: dict) -> dict:
    """The content of golden.json; a text longer than the model's context is cut at its end."""
    quantised, cases, worst = shipped(model), [], 0.0
    for name, text in texts:
        ids = tokenizer.encode(text)[:model.shape.context]
        text = tokenizer.decode(ids)
        if tokenizer.encode(text) != ids:
            raise ValueError(f'{name}: cut where the text is tokenized differently')
        full, small = next_logits(model, ids), next_logits(quantised, ids)
        cases.append({'name': name, 'text': text, 'ids': ids, 'reference': answer(full), 'shipped': answer(small)})
        # Token by token: the two need not rank them alike.
        worst = max(worst, float((full - small)[cases[-1]['reference']['top']].abs().max()))
    return {**heading, 'torch': torch.__version__, 'cases': cases,
            'tolerance': {'reference': round(worst * 1.25, 3), 'shipped': TOLERANCE}}


def write(path: Path, content: dict):
    """JSON with one case a line, so that a change is seen for what it is."""
    line = lambda value: json.dumps(value, ensure_ascii=False)
    fields = [f' {line(name)}: {line(value)}' for name, value in content.items() if name != 'cases']
    cases = ',\n'.join(f'  {line(case)}' for case in content['cases'])
    path.write_text('{\n' + ',\n'.join([*fields, f' "cases": [\n{cases}\n ]']) + '\n}\n', encoding='utf-8')


def full_context(data: Path, language: str) -> str:
    """Held-out stories of the repository, more than any context takes."""
    if language == 'zh':
        return '\n\n'.join(split_documents(data / 'held-out-zh.txt')[:12])
    own = Part('own', 0, 40)
    for story in split_documents(data / 'stories-own.txt'):
        own.add(story)
    return '\n\n'.join(own.held_out[:6])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    arguments.add_argument('--data', type=Path, default=MODELS / 'data')
    arguments.add_argument('--out', type=Path, default=MODELS)
    options = arguments.parse_args()
    folder = options.out / options.model
    model, _ = load_checkpoint(options.work / options.model / 'checkpoint.pt')
    heading = {'model': options.model, 'revision': json.loads((folder / 'spec.json').read_text())['revision'],
               'command': f'python3 models/pipeline/golden.py {options.model}'}
    language = options.model[:2]
    texts = [*(CHINESE if language == 'zh' else ENGLISH), ('full context', full_context(options.data, language))]
    result = golden(model, Tokenizer.load(folder), texts, heading)
    write(folder / 'golden.json', result)
    print(f"{options.model}: {len(result['cases'])} cases, tolerance {result['tolerance']}")


if __name__ == '__main__':
    main()
