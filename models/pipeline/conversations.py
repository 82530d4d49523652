"""Conversations in the form the page uses: a system prompt, then turns under "User:" and "AI Assistant:", 用户： and AI 助手：.

    <system prompt>

    User: <message>

    AI Assistant: <answer>

    User: ...

Generation stops where the next "User:" would begin, so a finished conversation ends with that label or with
end-of-text; both occur in training.
"""

import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Form:
    """The labels of one language and what stands between a label and its words."""

    user: str
    assistant: str
    gap: str


ENGLISH, CHINESE = Form('User:', 'AI Assistant:', ' '), Form('用户：', 'AI 助手：', '')
USER, ASSISTANT = ENGLISH.user, ENGLISH.assistant
FILES = ('knowledge', 'knowledge-b', 'everyday', 'everyday-b', 'personas')
HELD_OUT_PERMILLE = 50  # of user messages


def seeded(text: str) -> random.Random:
    """Random choices that depend on the text alone, so that preparing the corpus again gives the same corpus."""
    return random.Random(hashlib.sha256(text.encode()).hexdigest())


def render(turns: list[tuple[str, str]], system: str | None = None, form: Form = ENGLISH) -> str:
    """The text of a conversation of (user, assistant) turns."""
    lines = [system] if system else []
    for user, assistant in turns:
        lines += [f'{form.user}{form.gap}{user}', f'{form.assistant}{form.gap}{assistant}']
    return '\n\n'.join(lines)


def from_transcript(conversation: str, prompts: list[str]) -> str:
    """A transcript of lines `User: …` / `Assistant: …` in the page's form; a third of them open with a system prompt."""
    draw = seeded(conversation)
    lines = [line.replace('Assistant:', ASSISTANT, 1) if line.startswith('Assistant:') else line
             for line in conversation.split('\n')]
    if draw.random() < 1 / 3:
        lines.insert(0, draw.choice(prompts))
    return '\n\n'.join(lines)


def system_prompts(folder: Path) -> dict[str, list[str]]:
    """Persona → the wordings of its system prompt."""
    return json.loads((folder / 'system_prompts.json').read_text(encoding='utf-8'))


def records(folder: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """All of chat/ or chat-zh/ as (persona, turns)."""
    found = []
    for path in (folder / f'{name}.jsonl' for name in FILES):
        for line in path.read_text(encoding='utf-8').splitlines() if path.exists() else ():
            record = json.loads(line)
            turns = record.get('turns', [record])
            found.append((record.get('persona', 'assistant'), [(t['user'], t['assistant']) for t in turns]))
    return found


def is_held_out(user: str) -> bool:
    """About 5 % of first messages; all personas' answers to a message fall on the same side."""
    return int(hashlib.sha256(user.strip().lower().encode()).hexdigest()[:8], 16) % 1000 < HELD_OUT_PERMILLE


def chat_documents(folder: Path, form: Form = ENGLISH) -> tuple[list[str], list[str]]:
    """For pre-training: the assistant's conversations, half of them under a system prompt; (training, held out)."""
    prompts = system_prompts(folder)['assistant']
    training, held_out = [], []
    for persona, turns in records(folder):
        if persona == 'assistant':
            draw = seeded(turns[0][0])
            text = render(turns, draw.choice(prompts) if draw.random() < 0.5 else None, form)
            (held_out if is_held_out(turns[0][0]) else training).append(text)
    return training, held_out
