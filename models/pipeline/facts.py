"""Countries of facts.json as sentences, and as questions with answers, by template.

Wordings are drawn with a seed that depends on the country, so the same file always gives the same text. Pre-training
asks nothing about a few countries (`is_held_out`). Further training leaves out one question in twelve, chosen by country
and kind (`is_question_held_out`): what the tuned model answers there, it has kept from pre-training.
"""

import hashlib
import json
import random
from pathlib import Path

from conversations import render

HELD_OUT_PERMILLE = 60  # of countries
RENDERINGS = 12  # documents per country, each with its own order and wording


def load(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding='utf-8'))


def is_held_out(country: str) -> bool:
    return int(hashlib.sha256(country.encode()).hexdigest()[:8], 16) % 1000 < HELD_OUT_PERMILLE


def is_question_held_out(country: str, kind: str) -> bool:
    """From further training only. The salt keeps the capitals that readers ask first, such as China's, in training."""
    kind = 'capital' if kind == 'country' else kind  # both answers name the capital
    return int(hashlib.sha256(f'1 {country} {kind}'.encode()).hexdigest()[:8], 16) % 12 == 0


def join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ', '.join(names[:-1]) + ' and ' + names[-1]


def inner(name: str) -> str:
    """The country inside a sentence: 'the Netherlands', 'France'."""
    return 'the ' + name[4:] if name.startswith('The ') else name


def rounded(population: int) -> str:
    if population >= 1_000_000:
        return f'{population / 1_000_000:.3g} million'
    return f'{population:,}'


def statements(c: dict, draw: random.Random) -> list[str]:
    """One sentence for each thing the file knows about the country."""
    name, upper = inner(c['country']), c['country']
    said = [draw.choice([f"The capital of {name} is {c['capital']}.", f"{c['capital']} is the capital of {name}.",
                         f"{upper}'s capital city is {c['capital']}."])] if c['capital'] else []
    if c['continent']:
        said.append(draw.choice([f"{upper} is a country in {c['continent']}.", f"{upper} lies in {c['continent']}."]))
    if c['official_languages']:
        spoken = join(c['official_languages'])
        one = len(c['official_languages']) == 1
        said.append(draw.choice([f"The official {'language' if one else 'languages'} of {name} {'is' if one else 'are'} {spoken}.",
                                 f"People in {name} speak {spoken}."]))
    if c['currency'].get('name'):
        said.append(draw.choice([f"The currency of {name} is the {c['currency']['name']}.",
                                 f"In {name} people pay with the {c['currency']['name']}."]))
    if c['population']:
        said.append(f"About {rounded(c['population'])} people live in {name}.")
    if c['neighbours']:
        said.append(draw.choice([f"{upper} borders {join([inner(n) for n in c['neighbours']])}.",
                                 f"The neighbours of {name} are {join([inner(n) for n in c['neighbours']])}."]))
    elif not c['has_land_border']:
        said.append(f"{upper} has no land borders.")
    if c['highest_point'].get('name'):
        said.append(f"The highest point of {name} is {c['highest_point']['name']}.")
    if c['major_rivers']:
        said.append(f"Rivers of {name}: {join(c['major_rivers'])}.")
    if c['main_exports']:
        said.append(f"{upper} sells {join(c['main_exports'][:3])} to other countries.")
    return said


def questions(c: dict, draw: random.Random) -> list[tuple[str, str, str]]:
    """(kind, question, answer); the first is always about the capital where there is one."""
    name, upper = inner(c['country']), c['country']
    asked = []
    if c['capital']:
        asked.append(('capital', draw.choice([f'What is the capital of {name}?', f'what is the capital of {name}',
                                   f'Which city is the capital of {name}?', f"What's the capital city of {name}?",
                                   f'Tell me the capital of {name}.']),
                      draw.choice([f"The capital of {name} is {c['capital']}."] * 3 + [f"{c['capital']} is the capital of {name}."])))
        asked.append(('country', draw.choice([f"{c['capital']} is the capital of which country?", f"Of which country is {c['capital']} the capital?"]),
                      f"{c['capital']} is the capital of {name}."))
    if c['continent']:
        asked.append(('continent', draw.choice([f'Where is {name}?', f'In which part of the world is {name}?', f'On which continent is {name}?']),
                      f"{upper} is in {c['continent']}."))
    if c['official_languages']:
        asked.append(('languages', draw.choice([f'What language do people speak in {name}?', f'Which languages are spoken in {name}?',
                                   f'What is the official language of {name}?']),
                      f"People in {name} speak {join(c['official_languages'])}."))
    if c['currency'].get('name'):
        asked.append(('currency', draw.choice([f'What is the currency of {name}?', f'What money do people use in {name}?']),
                      f"The currency of {name} is the {c['currency']['name']}."))
    if c['neighbours']:
        asked.append(('neighbours', draw.choice([f'Which countries border {name}?', f'What are the neighbours of {name}?']),
                      f"{upper} borders {join([inner(n) for n in c['neighbours']])}."))
    if c['highest_point'].get('name'):
        asked.append(('highest point', f'What is the highest mountain in {name}?' if draw.random() < 0.3 else f'What is the highest point of {name}?',
                      f"The highest point of {name} is {c['highest_point']['name']}."))
    return asked


def documents(path: Path) -> list[str]:
    """For pre-training: each country several times, as a paragraph of sentences or as a conversation."""
    made = []
    for c in load(path):
        draw = random.Random(c['country'])
        for n in range(RENDERINGS):
            if n % 3 == 2 and not is_held_out(c['country']):
                asked = questions(c, draw)
                draw.shuffle(asked)
                made.append(render([turn for _, *turn in asked[:draw.randint(1, 3)]]))
            else:
                said = statements(c, draw)
                draw.shuffle(said)
                made.append(c['country'] + '\n\n' + ' '.join(said))
    return made
