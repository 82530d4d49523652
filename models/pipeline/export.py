"""Writes a trained model in the form the page runs: ONNX with int8 weights and fp32 arithmetic.

Every matrix is stored as int8 with one fp32 scale per output channel (per row for the embeddings) and is multiplied
out by Cast → Mul, which an ONNX runtime does once, when it loads the graph. So the file is a quarter of its fp32 size
and every backend computes the same fp32 numbers, up to rounding of sums.

    python3 export.py en-mini          <work>/en-mini/checkpoint.pt → models/en-mini/

model.onnx, and lens.onnx for the logit lens, hold no weights: both refer to model.onnx_data.
"""

import argparse
import copy
import hashlib
import json
import shutil
from pathlib import Path

import torch

import cards
from configs import CONFIGS
from corpus import MODELS
from graph import ExternalWeights, decoder_graph, lens_graph
from model import GPT2
from tokenizer import Tokenizer


def load_checkpoint(path: Path) -> tuple[GPT2, dict]:
    """The fp32 model and what its checkpoint says about the run."""
    saved = torch.load(path, map_location='cpu', weights_only=False)
    model = GPT2(saved['shape'])
    model.load_state_dict(saved['model'])
    return model.eval(), {'tokens': saved['tokens'], 'step': saved['step']}


def quantise(matrix: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """int8 values and fp32 scales [rows, 1] of a matrix, symmetric, one scale per row."""
    scale = matrix.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
    return torch.round(matrix / scale).to(torch.int8), scale


def shipped(model: GPT2) -> GPT2:
    """The model with the weights that the exported file really has: quantised and multiplied out again."""
    result = copy.deepcopy(model)
    for parameter in result.parameters():
        if parameter.dim() == 2:
            values, scale = quantise(parameter.data)
            parameter.data = values.float() * scale
    return result


def file_spec(path: Path) -> dict:
    raw = path.read_bytes()
    return {'path': path.name, 'bytes': len(raw), 'sha256': hashlib.sha256(raw).hexdigest()}


def hugging_face_config(model: GPT2, end_of_text: int) -> dict:
    shape = model.shape
    return {'architectures': ['GPT2LMHeadModel'], 'model_type': 'gpt2', 'activation_function': 'gelu_new',
            'n_embd': shape.embedding, 'n_head': shape.heads, 'n_layer': shape.layers, 'n_positions': shape.context,
            'n_ctx': shape.context, 'vocab_size': shape.vocab, 'layer_norm_epsilon': 1e-5,
            'bos_token_id': end_of_text, 'eos_token_id': end_of_text, 'tie_word_embeddings': True}


def export(model: GPT2, tokenizer_folder: Path, target: Path, about: dict):
    """Fills `target` with the graphs, weights, tokenizer, config.json and spec.json.

    `about` gives the fields of spec.json that the weights do not: id, name, languages, tokensSeen, bitsPerByte, licence,
    source, trainedOn.
    """
    target.mkdir(parents=True, exist_ok=True)
    weights = ExternalWeights('model.onnx_data')
    (target / 'model.onnx').write_bytes(decoder_graph(model, weights, quantise).SerializeToString())
    (target / 'lens.onnx').write_bytes(lens_graph(model, weights, quantise).SerializeToString())
    (target / weights.location).write_bytes(weights.raw())
    for name in ('tokenizer.json', 'tokenizer_config.json'):
        shutil.copy(tokenizer_folder / name, target / name)
    end_of_text = Tokenizer.load(tokenizer_folder).end_of_text
    config = hugging_face_config(model, end_of_text)
    (target / 'config.json').write_text(json.dumps(config, indent=2) + '\n')
    files = {'graph': file_spec(target / 'model.onnx'), 'weights': file_spec(target / weights.location),
             'lens': file_spec(target / 'lens.onnx'), 'tokenizer': file_spec(target / 'tokenizer.json')}
    revision = hashlib.sha256((target / 'model.onnx').read_bytes() + weights.raw()).hexdigest()[:8]
    shape = model.shape
    spec = {'id': about['id'], 'revision': revision, 'family': 'gpt2', 'name': about['name'],
            'languages': about['languages'], 'vocabSize': shape.vocab, 'contextLength': shape.context,
            'layers': shape.layers, 'heads': shape.heads, 'embedding': shape.embedding,
            'parameters': shape.parameters, 'endOfText': end_of_text, 'files': files,
            'bytes': sum(file['bytes'] for file in files.values()),
            'quantization': 'int8 weights, fp32 arithmetic', **{k: v for k, v in about.items() if k not in
                                                                ('id', 'name', 'languages')}}
    (target / 'spec.json').write_text(json.dumps(spec, indent=2, ensure_ascii=False) + '\n', encoding='utf-8')
    return spec


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    arguments.add_argument('--out', type=Path, default=MODELS)
    options = arguments.parse_args()
    model, run = load_checkpoint(options.work / options.model / 'checkpoint.pt')
    about = cards.about(options.model, run, options.out / 'results.json')
    corpus = options.work / CONFIGS[options.model].corpus
    spec = export(model, corpus, options.out / options.model, about)
    print(f"{spec['id']} {spec['revision']}: {spec['parameters']} parameters, {spec['bytes']} bytes")


if __name__ == '__main__':
    main()
