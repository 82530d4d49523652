"""Text for further training: the same questions under many system prompts, without one, and as plain text.

    python3 tuning.py --corpus DIR     writes <work>/en/tokens/tuning.npz: ids, starts, and how much each target counts
    python3 tuning.py --language zh    the same in <work>/zh-prose

Without --corpus the questions about countries are left out; there are none in Chinese. What the model is to learn is to answer, so the answers
count fully and everything it will be given (system prompt, user's turn) little.
"""

import argparse
import random
from pathlib import Path

import numpy as np

import conversations
import facts
from conversations import CHINESE, ENGLISH, Form
from corpus import add_folders
from tokenizer import Tokenizer

GIVEN, ANSWER = 26, 255  # of 255: the weight of a target
PERSONA_RENDERINGS, ASSISTANT_RENDERINGS, FACT_RENDERINGS = 12, 2, 4

Segments = list[tuple[str, int]]  # text and weight; joined they are one document


def conversation(turns: list[tuple[str, str]], system: str | None, form: Form = ENGLISH) -> Segments:
    """A conversation in which the answers count. Its last answer is followed by end-of-text or the next "User:"."""
    segments: Segments = []
    before = f'{system}\n\n' if system else ''
    for user, assistant in turns:
        segments += [(f'{before}{form.user}{form.gap}{user}\n\n{form.assistant}', GIVEN), (f'{form.gap}{assistant}', ANSWER)]
        before = '\n\n'
    return segments


def plain_text(question: str, answer: str, others: list[str], draw: random.Random) -> Segments:
    """The question as a text that nobody answers in turn: in a list of questions, or at the head of a paragraph."""
    if draw.random() < 0.5:
        return [('\n\n'.join([question, *draw.sample(others, draw.randint(2, 4))]), ANSWER)]
    return [(f'{question}\n\n{answer}', ANSWER)]


def chat_conversations(folder: Path, held_out: bool = False):
    """(persona, turns) of chat/ on one side of the split."""
    return [(persona, turns) for persona, turns in conversations.records(folder)
            if conversations.is_held_out(turns[0][0]) == held_out]


def training_questions(country: dict, draw: random.Random) -> list[tuple[str, str]]:
    """Questions and answers about a country, in one wording each, without those held out."""
    return [(question, answer) for kind, question, answer in facts.questions(country, draw)
            if not facts.is_question_held_out(country['country'], kind)]


def documents(chat: Path, countries: Path | None, form: Form = ENGLISH, seed: int = 1) -> list[Segments]:
    """All training documents, in random order."""
    draw = random.Random(seed)
    prompts = conversations.system_prompts(chat)
    training = chat_conversations(chat)
    questions = [turns[0][0] for _, turns in training if turns[0][0].endswith(('?', '？'))]
    # Asked of every persona: the assistant's own answer must be heard as often, or another's comes in its place.
    asked_of_all = {turns[0][0] for persona, turns in training if persona != 'assistant'}
    made = []
    for persona, turns in training:
        wordings = prompts[persona]
        if turns[0][0] in asked_of_all:
            made += [conversation(turns, w, form) for w in draw.sample(wordings, PERSONA_RENDERINGS)]
            continue
        made += [conversation(turns, w, form) for w in draw.sample(wordings, ASSISTANT_RENDERINGS)]
        made.append(conversation(turns, None, form))
        if len(turns) == 1 and draw.random() < 0.5:
            made.append(plain_text(*turns[0], questions, draw))
    for country in facts.load(countries) if countries else []:
        for _ in range(FACT_RENDERINGS):
            # The capital opens conversations of its own: it is what readers ask first.
            for capital in training_questions(country, draw)[:1] + training_questions(country, draw)[:1]:
                made.append(conversation([capital], draw.choice(prompts['assistant'])))
            asked = training_questions(country, draw)[1:]
            draw.shuffle(asked)
            if asked:
                made.append(conversation(asked[:draw.randint(1, 3)], draw.choice([*prompts['assistant'], None, None])))
    draw.shuffle(made)
    return made


def pack(made: list[Segments], tokenizer: Tokenizer):
    """ids [N] uint16, starts [D] int64, weights [N] uint8 of 255; end-of-text counts as part of the answer."""
    ids, starts, weights = [], [], []
    for segments in made:
        starts.append(len(ids))
        for text, weight in segments:
            encoded = tokenizer.encode(text)
            ids += encoded
            weights += [weight] * len(encoded)
        ids.append(tokenizer.end_of_text)
        weights.append(ANSWER)
    return np.array(ids, np.uint16), np.array(starts, np.int64), np.array(weights, np.uint8)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    add_folders(arguments)
    arguments.add_argument('--language', choices=['en', 'zh'], default='en')
    options = arguments.parse_args()
    if options.language == 'zh':
        folder, made = options.work / 'zh-prose', documents(options.data / 'chat-zh', None, CHINESE)
    else:
        countries = options.facts or (options.corpus / 'facts.json' if options.corpus else None)
        folder, made = options.work / 'en', documents(options.data / 'chat', countries)
    ids, starts, weights = pack(made, Tokenizer.load(folder))
    np.savez(folder / 'tokens' / 'tuning.npz', ids=ids, starts=starts, weights=weights)
    print(f'{len(made)} documents, {len(ids)} tokens, of which {int((weights == ANSWER).sum())} in answers')


if __name__ == '__main__':
    main()
