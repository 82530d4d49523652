"""Every model of the English family: its shape, its data and how long it trains. The one place for such numbers."""

from dataclasses import dataclass, field

from model import Shape

# Share of the training tokens that each part gives. The simple stories are seen many times over: a small model
# learns to hold a plot together from short whole stories, and breadth from the rest (cf. TinyStories, arXiv:2305.07759).
BASE_MIX = {'own': 0.07, 'children': 0.09, 'tales': 0.30, 'novels': 0.28, 'explain': 0.13, 'dialogue': 0.07,
            'facts': 0.03, 'chat': 0.03}
# For the last `long_steps` steps, while the rate falls to 0: more of the simplest and best text.
FINAL_MIX = {'own': 0.14, 'children': 0.20, 'tales': 0.30, 'novels': 0.12, 'explain': 0.08, 'dialogue': 0.06,
             'facts': 0.04, 'chat': 0.06}
OWN_MIX = {'own': 0.6, 'chat': 0.4}
# The second edition: TinyStories carry the mix, the project's own stories and a little of everything keep breadth.
TINY_MIX = {'tiny': 0.60, 'own': 0.04, 'simple': 0.10, 'tales': 0.06, 'chat': 0.08, 'explain': 0.05, 'children': 0.04,
            'dialogue': 0.02, 'facts': 0.01}
TINY_FINAL_MIX = {'tiny': 0.62, 'own': 0.05, 'simple': 0.15, 'tales': 0.02, 'chat': 0.11, 'explain': 0.01, 'children': 0.02,
                  'dialogue': 0.01, 'facts': 0.01}
# Chinese: 1.4 million characters of stories, seen some twenty times; other prose for breadth.
ZH_MIX = {'stories': 0.46, 'explain': 0.07, 'chat': 0.09, 'modern': 0.16, 'wiki': 0.08, 'dialogue': 0.06, 'classics': 0.02,
          'children': 0.02, 'articles': 0.04}
ZH_FINAL_MIX = {'stories': 0.62, 'explain': 0.09, 'chat': 0.13, 'modern': 0.06, 'wiki': 0.04, 'dialogue': 0.03, 'classics': 0,
                'children': 0.01, 'articles': 0.02}
CHAT_MIX = {'tuning': 0.85, 'tiny': 0.08, 'simple': 0.05, 'own': 0.02}
ZH_CHAT_MIX = {'tuning': 0.85, 'stories': 0.10, 'explain': 0.05}

# What the page draws with unless the reader says otherwise; samples and the measures of sense use it too.
TEMPERATURE, TOP_P = 0.7, 0.9


@dataclass(frozen=True)
class Config:
    """Steps are optimiser steps of `batch_tokens` tokens.

    A run is one or more rounds of (steps at the full rate, steps of linear decay to 0). A model that is good enough to
    ship after a round can be taken up again: the next round goes back to the full rate (cf. arXiv:2405.18392, section 4).
    """

    shape: Shape
    rounds: tuple[tuple[int, int], ...]
    mix: dict = field(default_factory=lambda: BASE_MIX)
    final_mix: dict | None = None  # replaces `mix` in the last `long_steps` steps of a round
    corpus: str = 'en'  # <work>/<corpus> holds the tokenizer, the packed tokens and the held-out documents
    validation: tuple = ('own', 'children')  # parts whose held-out documents are measured while training
    start_from: str | None = None  # id of the model whose weights it begins with
    warmup_steps: int = 50
    batch_tokens: int = 8192
    sequence: int = 256  # tokens of each sequence, until the last `long_steps` steps of a round
    long_steps: int = 300  # in which sequences fill the context, so that every position is trained
    matrix_rate: float = 0.012  # Muon
    other_rate: float = 2e-3  # AdamW
    weight_decay: float = 0.05
    clip: float = 1.0
    dropout: float = 0.0  # of the embedding and of each branch into the residual stream; on a CPU only (fast.py)
    unlikelihood: float = 0.0  # of repeating a token (fast.py); the last `long_steps` steps of a run only
    seed: int = 1


CONFIGS = {
    'en-nano': Config(Shape(layers=3, heads=3, embedding=96), rounds=((2150, 1000),), mix=TINY_MIX, final_mix=TINY_FINAL_MIX,
                      validation=('own', 'tiny'), long_steps=600),
    # The nano shape on the repository's own text alone: retrains anywhere, see README.md.
    'own-nano': Config(Shape(layers=3, heads=3, embedding=96), rounds=((150, 250),), mix=OWN_MIX, long_steps=100),
    'en-mini': Config(Shape(layers=6, heads=4, embedding=256), rounds=((150, 850),), mix=TINY_MIX, final_mix=TINY_FINAL_MIX,
                      validation=('own', 'tiny'), long_steps=500),
    'en-chat': Config(Shape(layers=6, heads=4, embedding=256), rounds=((150, 650),), mix=CHAT_MIX,
                      start_from='en-mini', warmup_steps=20, batch_tokens=4096, sequence=512, matrix_rate=0.005,
                      other_rate=8e-4),
    'zh-mini': Config(Shape(layers=6, heads=4, embedding=256), rounds=((500, 2200), (0, 360)), mix=ZH_MIX, final_mix=ZH_FINAL_MIX,
                      corpus='zh-prose', validation=('stories',), long_steps=700, dropout=0.1, unlikelihood=0.5,
                      matrix_rate=0.006, other_rate=1e-3),  # twice as much in the first round
    'zh-nano': Config(Shape(layers=3, heads=3, embedding=96), rounds=((300, 2500),), mix=ZH_MIX, final_mix=ZH_FINAL_MIX,
                      corpus='zh-prose', validation=('stories',), long_steps=1000),
    'zh-chat': Config(Shape(layers=6, heads=4, embedding=256), rounds=((100, 400),), mix=ZH_CHAT_MIX, corpus='zh-prose',
                      validation=('stories',), start_from='zh-mini', warmup_steps=20, batch_tokens=4096, sequence=512,
                      matrix_rate=0.005, other_rate=8e-4, dropout=0.1),
    # Chinese poems; the vocabulary is what poems_corpus.py finds: the bytes, their merges into characters, end-of-text.
    'zh-poems': Config(Shape(layers=5, heads=6, embedding=192, vocab=6523, context=256), rounds=((400, 500), (60, 240)),
                       mix={'poems': 1}, corpus='zh', validation=('poems',), long_steps=0),
    # For a GPU (--device cuda): 260 and 650 million tokens.
    'en-small': Config(Shape(layers=9, heads=6, embedding=384), rounds=((3000, 1000),),
                       batch_tokens=65536, sequence=512, long_steps=800, final_mix=FINAL_MIX, warmup_steps=100, matrix_rate=0.02, other_rate=3e-3),
    'en-medium': Config(Shape(layers=12, heads=8, embedding=512), rounds=((7500, 2500),),
                        batch_tokens=65536, sequence=512, long_steps=2000, final_mix=FINAL_MIX, warmup_steps=100, matrix_rate=0.02, other_rate=2e-3),
}
