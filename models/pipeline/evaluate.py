"""Bits per byte on text that no training saw, beside xz and a 5-gram model.

    python3 evaluate.py --corpus DIR en-nano en-mini      fills the rows of models/results.json
    python3 evaluate.py zh-nano zh-mini                   the same on Chinese text, per character too

Each document is read after end-of-text, in windows of the whole context that overlap by half, so every token but the
first few is predicted from at least half a context. `shipped` are the quantised weights of the exported file. The
text a model is measured on is the same for all; documents that share a tenth of their 16-token stretches with
training text are left out.
"""

import argparse
import json
import lzma
import math
from pathlib import Path

import numpy as np
import torch

import results
from batches import Part
from configs import CONFIGS
from corpus import MODELS, add_folders, split_documents
from export import load_checkpoint, shipped
from ngrams import NGrams, windows_hash
from tokenizer import Tokenizer

SAMPLE_TOKENS = 60_000  # of each part; whole documents
WIKITEXT_TEST = 60  # documents of wikitext2.txt before this one are its validation part
# By corpus: the name of a part in results.json, and the held-out files it is made of.
PARTS = {
    'en': {'stories': ('children', 'tales', 'novels'), 'explain': ('explain',), 'dialogue': ('dialogue',), 'own': ('own',),
           'tiny': ('tiny',), 'simple': ('simple',)},
    'zh-prose': {'zh-stories': ('stories',), 'zh-explain': ('explain',), 'zh-chat': ('chat',), 'zh-modern': ('modern',)},
}
QUANTISATION_PARTS = ('own', 'dialogue', 'zh-stories')  # on which the unquantised weights are measured too
OVERLAP, OVERLAP_LENGTH = 0.1, 16


def held_out(folder: Path, tokenizer: Tokenizer) -> dict[str, list[str]]:
    """Held-out documents by part, in the order of their hash's file, without those that training text overlaps."""
    seen = [np.unique(windows_hash(np.load(path)['ids'], OVERLAP_LENGTH)) for path in sorted((folder / 'tokens').glob('*.npz'))]
    found = {}
    for part, sources in PARTS[folder.name].items():
        found[part] = []
        for source in sources:
            path = folder / 'held-out' / f'{source}.json'
            for document in json.loads(path.read_text(encoding='utf-8')) if path.exists() else []:
                stretches = windows_hash(np.array(tokenizer.encode(document), np.uint16), OVERLAP_LENGTH)
                known = np.zeros(len(stretches), bool)
                for hashes in seen:
                    known |= hashes[np.searchsorted(hashes, stretches).clip(max=len(hashes) - 1)] == stretches
                if len(stretches) == 0 or known.mean() < OVERLAP:
                    found[part].append(document)
    return {part: documents for part, documents in found.items() if documents}


def sample(documents: list[str], tokenizer: Tokenizer, tokens: int) -> list[str]:
    """Documents spread over the whole list until there are `tokens` tokens; a long one is cut to a tenth of that."""
    taken, total = [], 0
    for n in np.random.default_rng(1).permutation(len(documents)):
        if total >= tokens:
            break
        ids = tokenizer.encode(documents[n])
        text = documents[n] if len(ids) <= tokens // 10 else tokenizer.decode(ids[:tokens // 10]).rstrip('�')
        taken.append(text)
        total += min(len(ids), tokens // 10)
    return taken


@torch.no_grad()
def bits_of(model, ids: list[int]) -> float:
    """Bits of ids[1:], each given what is before it."""
    context, total, scored = model.shape.context, 0.0, 1
    while scored < len(ids):
        start = 0 if scored == 1 else scored - context // 2
        stop = min(start + context, len(ids) - 1)
        rows = torch.tensor(ids[start:stop + 1])
        weight = torch.zeros(stop - start)
        weight[scored - start - 1:] = 1
        count = stop + 1 - scored
        total += float(model.loss(rows[None, :-1], rows[None, 1:], weight=weight[None])) * count / math.log(2)
        scored = stop + 1
    return total


def bits_per_byte(model, texts: list[str], tokenizer: Tokenizer) -> float:
    bits = sum(bits_of(model, [tokenizer.end_of_text, *tokenizer.encode(text)]) for text in texts)
    return bits / sum(len(text.encode()) for text in texts)


def xz_bits_per_byte(texts: list[str]) -> float:
    """`xz -9e` of the same text, which starts knowing nothing of its language."""
    raw = '\n\n'.join(texts).encode()
    return 8 * len(lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)) / len(raw)


def read_by(name: str, folder: Path, tokens: int) -> np.ndarray:
    """The text that a model has read after `tokens` tokens, each document once."""
    mix = CONFIGS[name].mix
    rows = []
    for part, share in mix.items():
        stream = Part(folder / 'tokens' / f'{part}.npz', seed=1)
        rows.append(stream.ids[stream.take(min(len(stream.ids), int(tokens * share / sum(mix.values()))))])
    return np.concatenate(rows)


def references(folder: Path, texts: dict, tokenizer: Tokenizer, name: str) -> dict:
    """Bits per byte of xz, and of 5-gram models over what the model `name` has read and over all training text."""
    found = {'xz -9e': {part: round(xz_bits_per_byte(t), 4) for part, t in texts.items()}}
    tokens = load_checkpoint(folder.parent / name / 'checkpoint.pt')[1]['tokens']
    everything = np.concatenate([np.load(folder / 'tokens' / f'{part}.npz')['ids'] for part in CONFIGS[name].mix])
    for label, ids in ((f'5-gram, the text {name} read', read_by(name, folder, tokens)),
                       ('5-gram, all training text', everything)):
        ngrams = NGrams(ids, 5, tokenizer.vocab_size)
        found[f'{label} ({len(ids) / 1e6:.1f} M tokens)'] = {
            part: round(ngrams.bits([[tokenizer.end_of_text, *tokenizer.encode(d)] for d in t])
                        / sum(len(d.encode()) for d in t), 4) for part, t in texts.items()}
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    add_folders(arguments)
    arguments.add_argument('models', nargs='+', choices=list(CONFIGS))
    arguments.add_argument('--out', type=Path, default=MODELS / 'results.json')
    arguments.add_argument('--references', metavar='MODEL', help='measure xz and 5-gram models too (4 GB, 5 minutes)')
    options = arguments.parse_args()
    corpus, = {CONFIGS[name].corpus for name in options.models}
    folder = options.work / corpus
    tokenizer = Tokenizer.load(folder)
    texts = {part: sample(documents, tokenizer, SAMPLE_TOKENS) for part, documents in held_out(folder, tokenizer).items()}
    if options.corpus and corpus == 'en':
        wikitext = split_documents(options.corpus / 'wikitext2.txt')[WIKITEXT_TEST:]
        texts['wikitext2'] = sample(wikitext, tokenizer, SAMPLE_TOKENS)
    results.merge(options.out, 'text', {part: {'documents': len(t), 'bytes': sum(len(d.encode()) for d in t),
                                               'characters': sum(map(len, t))} for part, t in texts.items()})
    if options.references:
        results.merge(options.out, 'references', references(folder, texts, tokenizer, options.references))
    for name in options.models:
        model, run = load_checkpoint(options.work / name / 'checkpoint.pt')
        measured = {'reference': {}, 'shipped': {}}
        for kind, weights, parts in (('shipped', shipped(model), list(texts)),
                                     ('reference', model, [p for p in QUANTISATION_PARTS if p in texts])):
            for part in parts:
                measured[kind][part] = round(bits_per_byte(weights, texts[part], tokenizer), 4)
        results.add(options.out, name, parameters=model.shape.parameters, tokensSeen=run['tokens'], bitsPerByte=measured)
        print(name, measured)


if __name__ == '__main__':
    main()
