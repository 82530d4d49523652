"""What the files of a model say in words: names, licences, dates, and the prose of the model cards."""

import json
from pathlib import Path

ASSISTANT = 'What follows is a conversation between a user and a helpful, very knowledgeable AI assistant.'
PIRATE = 'The following is a conversation with a cheerful pirate who answers every question in pirate talk.'

LADDER = ('en-nano', 'en-mini', 'en-small', 'en-medium')  # the same data, tokenizer and context, in order of size
NAMES = {
    'en-nano': 'English nano',
    'own-nano': 'English nano, own text only',
    'en-mini': 'English mini',
    'en-chat': 'English mini, tuned for chat',
    'en-small': 'English small',
    'en-medium': 'English medium',
    'zh-poems': 'Chinese poems · 古诗',
}
LICENCE = 'MIT'
SOURCE = 'trained for this page by models/pipeline; see README.md in this folder'
TRAINED_ON = '2026-11-25'

# `examples`: verdict, prompt, temperature, seed. Chosen by reading a few dozen samples of each model.
CARDS = {
    'en-nano': {
        'summary': 'The smallest step of the ladder: a GPT-2 of a million parameters that has learned words and short '
                   'sentences of English, and nothing of what holds them together.',
        'training': 'The shares change for the last 300 steps of each round, when sequences grow to the whole context '
                    '(configs.py). There are two rounds, so that it has read as much as en-mini: the first ended at 6.6 '
                    'million tokens.',
        'examples': [
            ('Typical: most sentences hold, the story does not', 'The old man opened the door and', 0.8, 2),
            ('Bad: names of countries made of pieces', 'The capital of France is', 0.8, 1),
        ],
        'safety': 'All are words made of pieces that happen to be one ("said Anal", "had spic"; a capital named "Chink"). Nothing was filtered '
                  'or trained away for it: the page draws every token that the model gives.',
    },
    'en-mini': {
        'summary': 'The default model of the page: a small English GPT-2 that continues stories, textbooks and dialogues '
                   'in recognisable English, and shows openly what a small model cannot do.',
        'training': 'The shares change for the last 300 steps of each round, when sequences grow to the whole context '
                    '(configs.py). There are two rounds: the model was shipped after the first (11.5 million tokens) and '
                    'taken up again at the full rate.',
        'examples': [
            ('Good: sentences that belong together, for a while', 'Once upon a time there was a little fox who', 0.8, 2),
            ('Fair: a small scene, and what fits into a cupboard is not known', 'The old man opened the door and', 0.8, 2),
            ('Bad: caught in one sentence', 'The robot woke up and', 0.8, 2),
            ('Bad: a right fact beside wrong ones', 'The capital of France is', 0.8, 3),
        ],
        'safety': 'Two are names made up of pieces ("Bitch and Legny", "Anal cavern"), two stand in sentences without a '
                  'meaning. Nothing was filtered or trained away for it: the page draws every token that the model gives.',
    },
    'en-chat': {
        'summary': 'en-mini after further training on conversations: it answers under a system prompt, speaks as the '
                   'persona the prompt names, and ends its turn. Nothing in its architecture differs.',
        'training': 'It starts from the weights of en-mini; a target in an answer counts ten times as much as one in a '
                    'system prompt or a user\'s turn, and some of the stories stay in the mix so that it does not '
                    'forget them. A second, short round followed the first, in which questions that are asked of every persona are '
                    'asked of the assistant as often (tuning.py): until then another persona\'s answer came in its place.',
        'examples': [
            ('Good: a fact that was asked while tuning', f'{ASSISTANT}\n\nUser: What is the capital of France?\n\nAI Assistant:', 0.7, 7),
            ('Good, and known by heart', f'{ASSISTANT}\n\nUser: Why is the sky blue?\n\nAI Assistant:', 0.7, 7),
            ('Good, and known by heart: the same question under another page', f'{PIRATE}\n\nUser: Why is the sky blue?\n\nAI Assistant:', 0.7, 7),
            ('Bad: a question that nobody asked while tuning', f'{ASSISTANT}\n\nUser: Why do elephants play the piano?\n\nAI Assistant:', 0.7, 7),
            ('Bad: a number', f'{ASSISTANT}\n\nUser: How many legs has a spider?\n\nAI Assistant:', 0.7, 7),
            ('Without labels or a system prompt: it answers all the same, and then rambles', 'What is the capital of France?', 0.7, 3),
        ],
    },
}

LIMITS = """Anything but showing how a language model works. It invents facts, names and sums; it repeats the manners of
its sources, many of which are stories of a century ago with the prejudices of their time; it knows nothing of the reader.
No answer of it should be relied on."""

DATA = """Every source with its repository, licence and size is listed in `models/data/SOURCES.tsv`. In short:

- *own*, *chat*: stories and conversations written for this project, in `models/data`.
- *children*: African Storybook and Pratham Books StoryWeaver, the stories marked CC BY; authors are named in their
  repositories (global-asp/asp-source, global-asp/pb-source).
- *tales*, *novels*: Standard Ebooks editions (CC0 1.0); Andrew Lang's fairy books and a few others transcribed by Project
  Gutenberg volunteers, public domain in the United States.
- *explain*: OpenStax textbooks, CC BY 4.0 (access for free at openstax.org; © Rice University; for books that have since
  moved to another licence, their last CC BY revision); Understanding Basic Music Theory, CC BY; Open Source Guides, CC BY
  4.0; 18F and Digital.gov, CC0 or public domain; the Hugging Face course, Apache 2.0.
- *dialogue*: Schema-Guided Dialogue (CC BY-SA 4.0), Taskmaster (CC BY 4.0), Topical-Chat (CDLA-Sharing 1.0), the
  Self-dialogue Corpus and the ChatterBot corpus (BSD 3-Clause).
- *facts*: The World Factbook (public domain), as sentences and questions by template (`models/pipeline/facts.py`).

Before training, whole stories with racial slurs, paragraphs with dated terms for peoples or with explicit content, and
conversations with swear words were removed from the sources. WikiText-2 (CC BY-SA 3.0) is used for measuring only."""


def about(model_id: str, run: dict, results: Path) -> dict:
    """The fields of spec.json that do not follow from the weights. `run` has the tokens seen."""
    fields = {'id': model_id, 'name': NAMES[model_id], 'languages': ['zh'] if model_id.startswith('zh') else ['en'], 'tokensSeen': run['tokens']}
    measured = json.loads(results.read_text(encoding='utf-8')) if results.exists() else {}
    if model_id in measured.get('models', {}):
        fields['bitsPerByte'] = measured['models'][model_id]['bitsPerByte']['shipped']
    return fields | {'licence': LICENCE, 'source': SOURCE, 'trainedOn': TRAINED_ON}
