"""What a system prompt and further training do: measured for a base model and its tuned sibling alike.

    python3 evaluate_chat.py --corpus DIR en-mini en-chat      fills models/results.json

  firstTokenShift   mean Jensen–Shannon divergence (bits, 0–1) between the distributions of the first answer token under a
                    persona's system prompt and under the assistant's, over held-out messages × personas
  endsTurn          share of answers to held-out messages, at temperature 0.7, that end (next "User:" or end-of-text)
                    within 120 tokens
  capitals          share of greedy answers that name the right capital, for countries whose capital the tuning asks
  capitalsHeldOut   the same for countries whose capital only pre-training named
"""

import argparse
from pathlib import Path

import torch

import conversations
import facts
import results
from configs import CONFIGS
from conversations import ASSISTANT, USER
from corpus import MODELS, add_folders
from export import load_checkpoint, shipped
from generate import continuations
from tokenizer import Tokenizer
from tuning import chat_conversations

LENGTH, TEMPERATURE = 120, 0.7  # of answers
MESSAGES = 40


def question(system: str, user: str) -> str:
    return f'{system}\n\n{USER} {user}\n\n{ASSISTANT}'


def divergence_bits(p: torch.Tensor, q: torch.Tensor) -> float:
    """Jensen–Shannon divergence of two distributions [V], 0 (equal) to 1 (disjoint) (Lin 1991)."""
    middle = (p + q) / 2
    relative = lambda a: float(torch.where(a > 0, a * torch.log2(a / middle), torch.zeros(())).sum())
    return (relative(p) + relative(q)) / 2


@torch.no_grad()
def first_token_shift(model, tokenizer, prompts, messages) -> float:
    first = lambda system, user: torch.softmax(
        model(torch.tensor([tokenizer.encode(question(system, user))]), last=True)[0][0, -1].double(), -1)
    found = []
    for user in messages:
        plain = first(prompts['assistant'][0], user)
        found += [divergence_bits(first(wordings[0], user), plain)
                  for persona, wordings in prompts.items() if persona != 'assistant']
    return sum(found) / len(found)


def is_finished(text: str, ids: list[int]) -> bool:
    """The next turn of the user has begun, or the model has ended the text by itself."""
    return f'\n\n{USER}' in text or len(ids) < LENGTH


def turns_ended(model, tokenizer, prompts, messages) -> float:
    ended = 0
    for n, user in enumerate(messages):
        ids = continuations(model, tokenizer.encode(question(prompts['assistant'][0], user)), [n], LENGTH,
                            tokenizer.end_of_text, TEMPERATURE)[0]
        ended += is_finished(tokenizer.decode(ids), ids)
    return ended / len(messages)


def capitals(model, tokenizer, prompts, countries) -> float:
    right = 0
    for c in countries:
        ids = tokenizer.encode(question(prompts['assistant'][0], f"What is the capital of {facts.inner(c['country'])}?"))
        answer = tokenizer.decode(continuations(model, ids, [0], 30, tokenizer.end_of_text, temperature=0)[0])
        right += c['capital'] in answer.split(f'\n\n{USER}')[0]
    return right / len(countries)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    add_folders(arguments)
    arguments.add_argument('models', nargs='+', choices=list(CONFIGS))
    arguments.add_argument('--out', type=Path, default=MODELS / 'results.json')
    options = arguments.parse_args()
    tokenizer = Tokenizer.load(options.work / 'en')
    prompts = conversations.system_prompts(options.data / 'chat')
    messages = sorted({turns[0][0] for _, turns in chat_conversations(options.data / 'chat', held_out=True)})[:MESSAGES]
    known = [c for c in facts.load(options.facts or options.corpus / 'facts.json') if c['capital']]
    held_out = [c for c in known if facts.is_question_held_out(c['country'], 'capital')]
    asked = [c for c in known if not facts.is_question_held_out(c['country'], 'capital')]
    for name in options.models:
        model = shipped(load_checkpoint(options.work / name / 'checkpoint.pt')[0])
        measured = {
            'messages': len(messages), 'countries': len(asked), 'countriesHeldOut': len(held_out),
            'firstTokenShift': round(first_token_shift(model, tokenizer, prompts, messages), 4),
            'endsTurn': round(turns_ended(model, tokenizer, prompts, messages), 4),
            'capitals': round(capitals(model, tokenizer, prompts, asked), 4),
            'capitalsHeldOut': round(capitals(model, tokenizer, prompts, held_out), 4),
        }
        results.add(options.out, name, chat=measured)
        print(name, measured)


if __name__ == '__main__':
    main()
