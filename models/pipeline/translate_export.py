"""Writes the trained translator in the form the page runs: encoder.onnx and decoder.onnx with int8 weights, fp32 arithmetic.

    /usr/bin/python3 models/pipeline/translate_export.py        <work>/en-zh-translate → models/en-zh-translate/

Matrices are stored as in the other models (export.py), inside the graphs. One sentence at a time, B = 1; no cache, since
a translation is a dozen words.

encoder  input_ids, attention_mask [1, S] → last_hidden_state [1, S, C], attentions.{i} [1, H, S, S]
decoder  input_ids [1, T], encoder_hidden_states [1, S, C], encoder_attention_mask [1, S]
         → logits [1, T, V], attentions.{i} [1, H, T, T], cross_attentions.{i} [1, H, T, S]
"""

import argparse
import copy
import hashlib
import json
import math
import shutil
from pathlib import Path

import numpy as np
import torch
from onnx import helper, numpy_helper

from cards import LICENCE, SOURCE, TRAINED_ON
from export import file_spec, quantise
from graph import FLOAT, INT64, Graph
from corpus import MODELS
from translate_model import BEGIN, END, PAD, UNKNOWN, Translator

ID = "en-zh-translate"


class InsideWeights:
    """Weights kept in the graph itself, so that each of the two graphs is one file."""

    def tensor(self, name: str, values: np.ndarray):
        return numpy_helper.from_array(np.ascontiguousarray(values), name)


def load_checkpoint(path: Path) -> tuple[Translator, dict]:
    saved = torch.load(path, map_location="cpu")
    model = Translator(saved["shape"])
    model.load_state_dict(saved["model"])
    return model.eval(), {"step": saved["step"]}


def shipped(model: Translator) -> Translator:
    """The model with the weights the exported files really have: quantised and multiplied out again."""
    result = copy.deepcopy(model)
    for p in result.parameters():
        if p.dim() == 2:
            values, scale = quantise(p.data)
            p.data = values.float() * scale
    return result


class TranslatorGraph(Graph):
    """The sublayers of translate_model.py as ONNX."""

    def __init__(self, model: Translator):
        super().__init__(InsideWeights(), quantise)
        self.model, self.shape = model, model.shape

    def ints(self, values) -> str:
        return self.constant(values, np.int64)

    def length(self, ids: str) -> str:
        return self.op("Shape", ids, start=1, end=2)

    def embed(self, name: str, table, ids: str) -> str:
        """Embeddings times √C plus sinusoidal positions, [1, T, C]."""
        scaled = self.op(
            "Mul",
            self.op("Gather", self.matrix(name, table.weight), ids),
            self.constant(math.sqrt(self.shape.embedding), np.float32),
        )
        positions = self.op(
            "Slice", self.vector("positions", self.model.positions), self.ints([0]), self.length(ids), self.ints([0])
        )
        return self.op("Add", scaled, positions)

    def hidden(self, mask: str) -> str:
        """[1, 1, 1, S]: 0 where the mask is 1, the lowest float where it is 0."""
        no = self.op("Sub", self.constant(1.0, np.float32), self.op("Cast", mask, to=FLOAT))
        return self.op(
            "Unsqueeze", self.op("Mul", no, self.constant(np.finfo(np.float32).min, np.float32)), self.ints([1, 2])
        )

    def causal(self, ids: str) -> str:
        """[T, T]: 0 on and below the diagonal, the lowest float above it."""
        n = self.op("Squeeze", self.length(ids), self.ints([0]))
        steps = self.op("Range", self.ints(0), n, self.ints(1))
        future = self.op("Greater", steps, self.op("Unsqueeze", steps, self.ints([1])))
        return self.op(
            "Where", future, self.constant(np.finfo(np.float32).min, np.float32), self.constant(0.0, np.float32)
        )

    def attention(self, x: str, memory: str, mask: str, name: str, layer, weights_out: str) -> str:
        c, heads = self.shape.embedding, self.shape.heads
        split = lambda t: self.op(
            "Transpose", self.op("Reshape", t, self.ints([1, -1, heads, c // heads])), perm=[0, 2, 1, 3]
        )  # noqa: E731
        q, k, v = (
            split(self.linear(y, f"{name}.{part}", getattr(layer, part)))
            for y, part in ((x, "query"), (memory, "key"), (memory, "value"))
        )
        scores = self.op(
            "Mul",
            self.op("MatMul", q, self.op("Transpose", k, perm=[0, 1, 3, 2])),
            self.constant(1 / math.sqrt(c // heads), np.float32),
        )
        weights = self.op("Softmax", self.op("Add", scores, mask), axis=-1, out=weights_out)
        mixed = self.op(
            "Reshape", self.op("Transpose", self.op("MatMul", weights, v), perm=[0, 2, 1, 3]), self.ints([1, -1, c])
        )
        return self.linear(mixed, f"{name}.out", layer.out)

    def feed_forward(self, x: str, name: str, layer) -> str:
        return self.linear(self.op("Relu", self.linear(x, f"{name}.into", layer.into)), f"{name}.out", layer.out)

    def after(self, x: str, sublayer: str, name: str, norm, out: str | None = None) -> str:
        """LayerNorm(x + Sublayer(x))"""
        return self.op(
            "LayerNormalization",
            self.op("Add", x, sublayer),
            self.vector(f"{name}.weight", norm.weight),
            self.vector(f"{name}.bias", norm.bias),
            axis=-1,
            epsilon=norm.eps,
            out=out,
        )


def encoder_graph(model: Translator):
    g, of, c, heads = TranslatorGraph(model), helper.make_tensor_value_info, model.shape.embedding, model.shape.heads
    x, mask = g.embed("source", model.source, "input_ids"), g.hidden("attention_mask")
    for n, layer in enumerate(model.encoder):
        name, last = f"encoder.{n}", n == model.shape.layers - 1
        x = g.after(
            x,
            g.attention(x, x, mask, f"{name}.attention", layer.attention, f"attentions.{n}"),
            f"{name}.norm_1",
            layer.norm_1,
        )
        x = g.after(
            x,
            g.feed_forward(x, f"{name}.feed_forward", layer.feed_forward),
            f"{name}.norm_2",
            layer.norm_2,
            out="last_hidden_state" if last else None,
        )
    inputs = [of(name, INT64, [1, "source"]) for name in ("input_ids", "attention_mask")]
    outputs = [of("last_hidden_state", FLOAT, [1, "source", c])] + [
        of(f"attentions.{n}", FLOAT, [1, heads, "source", "source"]) for n in range(model.shape.layers)
    ]
    return g.build("encoder", inputs, outputs)


def decoder_graph(model: Translator):
    g, of, c, heads = TranslatorGraph(model), helper.make_tensor_value_info, model.shape.embedding, model.shape.heads
    memory, x = "encoder_hidden_states", g.embed("target", model.target, "input_ids")
    causal, source = g.causal("input_ids"), g.hidden("encoder_attention_mask")
    for n, layer in enumerate(model.decoder):
        name = f"decoder.{n}"
        x = g.after(
            x,
            g.attention(x, x, causal, f"{name}.attention", layer.attention, f"attentions.{n}"),
            f"{name}.norm_1",
            layer.norm_1,
        )
        x = g.after(
            x,
            g.attention(x, memory, source, f"{name}.cross", layer.cross, f"cross_attentions.{n}"),
            f"{name}.norm_2",
            layer.norm_2,
        )
        x = g.after(x, g.feed_forward(x, f"{name}.feed_forward", layer.feed_forward), f"{name}.norm_3", layer.norm_3)
    g.op("MatMul", x, g.op("Transpose", g.matrix("target", model.target.weight), perm=[1, 0]), out="logits")
    inputs = [
        of("input_ids", INT64, [1, "target"]),
        of(memory, FLOAT, [1, "source", c]),
        of("encoder_attention_mask", INT64, [1, "source"]),
    ]
    outputs = [of("logits", FLOAT, [1, "target", model.shape.target_vocab])]
    for n in range(model.shape.layers):
        outputs += [
            of(f"attentions.{n}", FLOAT, [1, heads, "target", "target"]),
            of(f"cross_attentions.{n}", FLOAT, [1, heads, "target", "source"]),
        ]
    return g.build("decoder", inputs, outputs)


def config(model: Translator) -> dict:
    """config.json in the words of Hugging Face's Marian, the closest of its models: post-norm, sinusoids, ReLU."""
    s = model.shape
    return {
        "architectures": ["EncoderDecoder"],
        "model_type": "transformer-2017",
        "d_model": s.embedding,
        "encoder_layers": s.layers,
        "decoder_layers": s.layers,
        "encoder_attention_heads": s.heads,
        "decoder_attention_heads": s.heads,
        "encoder_ffn_dim": s.inner,
        "decoder_ffn_dim": s.inner,
        "activation_function": "relu",
        "normalize_before": False,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "vocab_size": s.source_vocab,
        "decoder_vocab_size": s.target_vocab,
        "share_encoder_decoder_embeddings": False,
        "tie_word_embeddings": True,
        "max_position_embeddings": s.context,
        "decoder_start_token_id": BEGIN,
        "eos_token_id": END,
        "pad_token_id": PAD,
        "unk_token_id": UNKNOWN,
    }


def export(model: Translator, vocab: Path, target: Path, about: dict) -> dict:
    """Fills `target` with the graphs, vocab.json, config.json and spec.json; `about` adds fields to spec.json."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "encoder.onnx").write_bytes(encoder_graph(model).SerializeToString())
    (target / "decoder.onnx").write_bytes(decoder_graph(model).SerializeToString())
    if vocab.resolve() != (target / "vocab.json").resolve():
        shutil.copy(vocab, target / "vocab.json")
    (target / "config.json").write_text(json.dumps(config(model), indent=2) + "\n")
    files = {
        "encoder": file_spec(target / "encoder.onnx"),
        "decoder": file_spec(target / "decoder.onnx"),
        "vocabulary": file_spec(target / "vocab.json"),
    }
    s = model.shape
    revision = hashlib.sha256(
        (target / "encoder.onnx").read_bytes() + (target / "decoder.onnx").read_bytes()
    ).hexdigest()[:8]
    spec = {
        "id": ID,
        "revision": revision,
        "family": "transformer",
        "name": "English → Chinese · 英译中",
        "languages": ["en", "zh"],
        "vocabSize": s.target_vocab,
        "sourceVocabSize": s.source_vocab,
        "contextLength": s.context,
        "layers": s.layers,
        "heads": s.heads,
        "embedding": s.embedding,
        "parameters": sum(p.numel() for p in model.parameters()),
        "endOfText": END,
        "files": files,
        "bytes": sum(f["bytes"] for f in files.values()),
        "quantization": "int8 weights, fp32 arithmetic",
        **about,
        "licence": LICENCE,
        "source": SOURCE,
        "trainedOn": TRAINED_ON,
    }
    (target / "spec.json").write_text(json.dumps(spec, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return spec


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=MODELS / ".work")
    parser.add_argument("--out", type=Path, default=MODELS)
    args = parser.parse_args()
    work = args.work / ID
    model, _ = load_checkpoint(work / "checkpoint.pt")
    measured = work / "measured.json"  # written by translate_evaluate.py
    about = json.loads(measured.read_text())["spec"] if measured.exists() else {}
    spec = export(model, work / "vocab.json", args.out / ID, about)
    print(f"{spec['id']} {spec['revision']}: {spec['parameters']} parameters, {spec['bytes']} bytes")


if __name__ == "__main__":
    main()
