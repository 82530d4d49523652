"""What the files of a model say in words: names, licences, dates, and the prose of the model cards."""

import json
from pathlib import Path

ASSISTANT = 'What follows is a conversation between a user and a helpful, very knowledgeable AI assistant.'
PIRATE = 'The following is a conversation with a cheerful pirate who answers every question in pirate talk.'

# The same data, tokenizer and context, in order of size.
LADDER = ('en-nano', 'en-mini', 'en-small', 'en-medium', 'zh-nano', 'zh-mini')
# What sense.py measures on real stories: share of repeated 4-grams, share of different words (characters).
REAL_STORIES = {'en': {'TinyStories, validation part': (0.0036, 0.6295), 'own stories': (0.0073, 0.6595)},
                'zh': {'own stories, simple': (0.0136, 0.5498), 'own stories, richer': (0.0131, 0.598)}}
NAMES = {
    'en-nano': 'English nano',
    'own-nano': 'English nano, own text only',
    'en-mini': 'English mini',
    'en-chat': 'English mini, tuned for chat',
    'en-small': 'English small',
    'en-medium': 'English medium',
    'zh-poems': 'Chinese poems · 古诗',
    'zh-nano': 'Chinese nano · 中文',
    'zh-mini': 'Chinese mini · 中文',
    'zh-chat': 'Chinese mini, tuned for chat · 中文对话',
}
LICENCE = 'MIT'
SOURCE = 'trained for this page by models/pipeline; see README.md in this folder'
TRAINED_ON = '2026-11-28'

# `examples`: verdict, prompt, seed. Chosen by reading a few dozen samples of each model at the page's defaults.
CARDS = {
    'en-nano': {
        'summary': 'The smallest step of the ladder: a GPT-2 of a million parameters that writes the sentences of simple stories '
                   'and loses what holds them together.',
        'training': 'It goes on from the weights of its first edition (novels and textbooks, 22 million tokens); the shares change for the '
                    'last 600 steps, when sequences grow to the whole context (configs.py).',
        'examples': [],
    },
    'en-mini': {
        'summary': 'The default model of the page: a small English GPT-2 that tells simple stories which hold together for a '
                   'paragraph, and shows openly what a small model cannot do.',
        'training': 'It goes on from the weights of its first edition (novels and textbooks, 22 million tokens; 1.179 bits per byte on '
                    'TinyStories, 12.7 % repeated 4-grams, 0.48 different words), which could not hold a plot: 17.6 million tokens of much '
                    'the same mix as now, then this run. The shares change for the last 500 steps, when sequences grow to the whole context (configs.py).',
        'examples': [],
    },
    'en-chat': {
        'summary': 'en-mini after further training on conversations: it answers under a system prompt, speaks as the '
                   'persona the prompt names, and ends its turn. Nothing in its architecture differs.',
        'training': 'It starts from the weights of en-mini; a target in an answer counts ten times as much as one in a system prompt or a '
                    'user\'s turn, and some of the stories stay in the mix so that it does not forget them.',
        'examples': [],
    },
    'zh-nano': {
        'summary': 'The smallest Chinese step of the ladder: a million parameters that have learned words and short sentences, and '
                   'nothing of what holds a story together.',
        'training': 'The shares change for the last 1,000 steps, when sequences grow to the whole context (configs.py).',
        'examples': [],
    },
    'zh-mini': {
        'summary': 'A small GPT-2 that tells stories in simple modern Chinese: its sentences hold, its plots do not for long.',
        'training': 'It goes on from a first try of 11 million tokens with an earlier vocabulary: the rows of tokens that are the same were kept, '
                    'others are the mean of their pieces. The shares change for the last 700 steps of a round, when sequences grow to the whole context '
                    '(configs.py). Dropout was 0.1 for the first 1,420 steps, 0.2 to the end of the first round, 0.1 in the second, which also counts '
                    'against it what it repeats (unlikelihood, Welleck et al. 2020); that round was cut at 200 steps, before its rate had come down. The 1.4 million characters of stories were seen some ten times: on '
                    'stories of the training it needs far fewer bits than on held-out ones, so more stories would help it more than more steps.',
        'safety': 'It is a mild curse in a sentence without a meaning.',
        'examples': [
            ('Good: a small story with an end', '有一天，小明', 1),
            ('Fair: it holds for some sentences', '从前有一只小狐狸，', 3),
            ('Bad: caught in one phrase', '老爷爷推开门，', 1),
            ('Bad: the words of an answer, not the answer', '天空为什么是蓝色的？', 2),
        ],
    },
    'zh-chat': {
        'summary': 'zh-mini after further training on conversations: it answers under a system prompt, speaks as the persona '
                   'the prompt names, and ends its turn.',
        'training': 'It starts from the weights of zh-mini; a target in an answer counts ten times as much as one in a system prompt or a user\'s '
                    'turn, and some of the stories stay in the mix.',
        'examples': [],
    },
}

LIMITS = """Anything but showing how a language model works. It invents facts, names and sums; it repeats the manners of
its sources, many of which are stories of a century ago with the prejudices of their time; it knows nothing of the reader.
No answer of it should be relied on."""

DATA_END = """Before training, whole stories with racial slurs, paragraphs with dated terms for peoples or with explicit content, and
conversations with swear words were removed from the sources."""

DATA = {
    'en': """Every source with its repository, licence and size is listed in `models/data/SOURCES.tsv` and `SOURCES-tiny.tsv`. In short:

- *own*, *simple*, *chat*: stories, explanations and conversations written for this project, in `models/data`.
- *tiny*: TinyStories and TinyStoriesV2-GPT4 (Eldan & Li 2023, arXiv:2305.07759), CDLA-Sharing-1.0.
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

""" + DATA_END + " WikiText-2 (CC BY-SA 3.0) is used for measuring only.",
    'zh': """Every source with its author, licence, repository and size is listed in `models/data/SOURCES-zh.tsv`. In short:

- *stories*, *explain*, *chat*: 6,620 stories, 1,073 explanations and 3,170 conversations written for this project, in `models/data`.
- *modern*: prose of authors who died by 1945 (鲁迅, 庐隐, 许地山, 郁达夫, 柔石, 蒋光慈, 石评梅, 穆时英, 徐志摩 …), public domain.
- *wiki*: single modern sentences (CC0). *dialogue*: KdConv and CrossWOZ (Apache 2.0).
- *classics*: vernacular novels (西游记, 红楼梦, 水浒传, 三国演义, 儒林外史 …), public domain.
- *children*: African Storybook in Chinese (CC BY). *articles*: Open Source Guides (CC BY 4.0), the Hugging Face course (Apache 2.0).

""" + DATA_END,
}


def about(model_id: str, run: dict, results: Path) -> dict:
    """The fields of spec.json that do not follow from the weights. `run` has the tokens seen."""
    fields = {'id': model_id, 'name': NAMES[model_id], 'languages': ['zh'] if model_id.startswith('zh') else ['en'], 'tokensSeen': run['tokens']}
    measured = json.loads(results.read_text(encoding='utf-8')) if results.exists() else {}
    if model_id in measured.get('models', {}):
        fields['bitsPerByte'] = measured['models'][model_id]['bitsPerByte']['shipped']
    return fields | {'licence': LICENCE, 'source': SOURCE, 'trainedOn': TRAINED_ON}
