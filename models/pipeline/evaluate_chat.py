"""What a system prompt and further training do: measured for a base model and its tuned sibling alike.

    python3 evaluate_chat.py --corpus DIR en-mini en-chat      fills models/results.json
    python3 evaluate_chat.py zh-mini zh-chat                   the same in Chinese

  firstTokenShift   mean Jensen–Shannon divergence (bits, 0–1) between the distributions of the first answer token under a
                    persona's system prompt and under the assistant's, over held-out messages × personas
  endsTurn          share of answers to held-out messages, at temperature 0.7, that end (next "User:" or end-of-text)
                    within 120 tokens
  capitals          share of greedy answers that name the right capital, for countries whose capital the tuning asks
  capitalsHeldOut   the same for countries whose capital only pre-training named; in Chinese there is one list, below
  distinctFirst     to how many different most likely first tokens the eight personas lead, mean over the messages
"""

import argparse
from pathlib import Path

import torch

import conversations
import facts
import results
from configs import CONFIGS
from conversations import CHINESE, ENGLISH, Form
from corpus import MODELS, add_folders
from export import load_checkpoint, shipped
from generate import continuations
from tokenizer import Tokenizer
from tuning import chat_conversations

LENGTH, TEMPERATURE = 120, 0.7  # of answers
MESSAGES = 40


# Capitals that the Chinese conversations teach.
CAPITALS_ZH = {'中国': '北京', '法国': '巴黎', '日本': '东京', '英国': '伦敦', '美国': '华盛顿', '德国': '柏林', '意大利': '罗马', '俄罗斯': '莫斯科',
               '韩国': '首尔', '西班牙': '马德里', '埃及': '开罗', '印度': '新德里', '加拿大': '渥太华', '澳大利亚': '堪培拉', '巴西': '巴西利亚', '泰国': '曼谷'}


def question(system: str, user: str, form: Form = ENGLISH) -> str:
    return f'{system}\n\n{form.user}{form.gap}{user}\n\n{form.assistant}'


def divergence_bits(p: torch.Tensor, q: torch.Tensor) -> float:
    """Jensen–Shannon divergence of two distributions [V], 0 (equal) to 1 (disjoint) (Lin 1991)."""
    middle = (p + q) / 2
    relative = lambda a: float(torch.where(a > 0, a * torch.log2(a / middle), torch.zeros(())).sum())
    return (relative(p) + relative(q)) / 2


@torch.no_grad()
def first_token_shift(model, tokenizer, prompts, messages, form) -> tuple[float, float]:
    """Mean divergence from the assistant's first token, and the mean number of different most likely first tokens."""
    first = lambda system, user: torch.softmax(
        model(torch.tensor([tokenizer.encode(question(system, user, form))]), last=True)[0][0, -1].double(), -1)
    found, different = [], []
    for user in messages:
        by_persona = {persona: first(wordings[0], user) for persona, wordings in prompts.items()}
        plain = by_persona['assistant']
        found += [divergence_bits(p, plain) for persona, p in by_persona.items() if persona != 'assistant']
        different.append(len({int(p.argmax()) for p in by_persona.values()}))
    return sum(found) / len(found), sum(different) / len(different)


def is_finished(text: str, ids: list[int], form: Form) -> bool:
    """The next turn of the user has begun, or the model has ended the text by itself."""
    return f'\n\n{form.user}' in text or len(ids) < LENGTH


def turns_ended(model, tokenizer, prompts, messages, form) -> float:
    ended = 0
    for n, user in enumerate(messages):
        ids = continuations(model, tokenizer.encode(question(prompts['assistant'][0], user, form)), [n], LENGTH,
                            tokenizer.end_of_text, TEMPERATURE)[0]
        ended += is_finished(tokenizer.decode(ids), ids, form)
    return ended / len(messages)


def capitals(model, tokenizer, prompts, asked: list[tuple[str, str]], form) -> float:
    """Share of (question, capital) whose greedy answer names the capital."""
    right = 0
    for text, capital in asked:
        ids = tokenizer.encode(question(prompts['assistant'][0], text, form))
        answer = tokenizer.decode(continuations(model, ids, [0], 30, tokenizer.end_of_text, temperature=0)[0])
        right += capital in answer.split(f'\n\n{form.user}')[0]
    return right / len(asked)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    add_folders(arguments)
    arguments.add_argument('models', nargs='+', choices=list(CONFIGS))
    arguments.add_argument('--out', type=Path, default=MODELS / 'results.json')
    options = arguments.parse_args()
    chinese = options.models[0].startswith('zh')
    form, chat = (CHINESE, options.data / 'chat-zh') if chinese else (ENGLISH, options.data / 'chat')
    tokenizer = Tokenizer.load(options.work / CONFIGS[options.models[0]].corpus)
    prompts = conversations.system_prompts(chat)
    messages = sorted({turns[0][0] for _, turns in chat_conversations(chat, held_out=True)})[:MESSAGES]
    if chinese:
        asked = {'capitals': [(f'{country}的首都是哪里？', capital) for country, capital in CAPITALS_ZH.items()]}
    else:
        known = [c for c in facts.load(options.facts or options.corpus / 'facts.json') if c['capital']]
        ask = lambda left_out: [(f"What is the capital of {facts.inner(c['country'])}?", c['capital']) for c in known
                                if facts.is_question_held_out(c['country'], 'capital') == left_out]
        asked = {'capitals': ask(False), 'capitalsHeldOut': ask(True)}
    for name in options.models:
        model = shipped(load_checkpoint(options.work / name / 'checkpoint.pt')[0])
        shift, different = first_token_shift(model, tokenizer, prompts, messages, form)
        measured = {'messages': len(messages), 'countries': len(asked['capitals']), 'firstTokenShift': round(shift, 4),
                    'distinctFirst': round(different, 2), 'endsTurn': round(turns_ended(model, tokenizer, prompts, messages, form), 4)}
        if not chinese:
            measured['countriesHeldOut'] = len(asked['capitalsHeldOut'])
        measured |= {kind: round(capitals(model, tokenizer, prompts, pairs, form), 4) for kind, pairs in asked.items()}
        results.add(options.out, name, chat=measured)
        print(name, measured)


if __name__ == '__main__':
    main()
