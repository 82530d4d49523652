"""The ONNX graphs of a GPT-2: the decoder with its cache, and the logit lens.

Names are those of Hugging Face's exports. B = 1. Inputs of the decoder: input_ids, position_ids [1, T] int64,
attention_mask [1, P+T] int64, past_key_values.{i}.key|value [1, H, P, C/H] (P may be 0), num_logits_to_keep, a scalar.
Outputs: logits [1, num_logits_to_keep, V] of the last positions, present.{i}.key|value [1, H, P+T, C/H]. Also
attentions.{i} [1, H, T, P+T] and hidden_states.{i} [1, T, C] (0: the embeddings, L: after the last block, before the
final norm): the graph computes them in any case, so they cost something only when they are fetched.
"""

import math

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

OPSET, IR_VERSION = 17, 8
FLOAT, INT64, INT8, BOOL = TensorProto.FLOAT, TensorProto.INT64, TensorProto.INT8, TensorProto.BOOL
ALIGN = 64  # bytes


class ExternalWeights:
    """The bytes of all large tensors in one file; a name stored twice is stored once."""

    def __init__(self, location: str):
        self.location = location
        self._places: dict[str, tuple[int, int]] = {}
        self._chunks: list[bytes] = []
        self._size = 0

    def tensor(self, name: str, values: np.ndarray) -> TensorProto:
        raw = np.ascontiguousarray(values).tobytes()
        if name not in self._places:
            padding = -self._size % ALIGN
            self._chunks += [b'\0' * padding, raw]
            self._places[name] = (self._size + padding, len(raw))
            self._size += padding + len(raw)
        offset, length = self._places[name]
        proto = TensorProto(name=name, data_type=INT8 if values.dtype == np.int8 else FLOAT, dims=values.shape,
                            data_location=TensorProto.EXTERNAL)
        for key, value in (('location', self.location), ('offset', offset), ('length', length)):
            proto.external_data.add(key=key, value=str(value))
        return proto

    def raw(self) -> bytes:
        return b''.join(self._chunks)


class Graph:
    """A graph under construction. Values are named by strings; an operation returns the name of its output."""

    def __init__(self, weights: ExternalWeights, quantise):
        self.weights, self.quantise = weights, quantise
        self.nodes, self.initializers, self.known = [], [], set()
        self.count = 0

    def op(self, kind: str, *inputs: str, out: str | None = None, outputs: int = 1, **attributes):
        self.count += 1
        names = [out or f'{kind}_{self.count}'] if outputs == 1 else [f'{kind}_{self.count}_{n}' for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f'{kind}_{self.count}', **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, values, dtype) -> str:
        array = np.array(values, dtype)
        name = f'constant_{array.dtype}_{"_".join(map(str, array.flatten()))}_{array.ndim}'.replace('-', 'm')
        if name not in self.known:
            self.known.add(name)
            self.initializers.append(numpy_helper.from_array(array, name))
        return name

    def vector(self, name: str, values) -> str:
        """An fp32 weight that stays fp32: a bias or the parameters of a norm."""
        if name not in self.known:
            self.known.add(name)
            self.initializers.append(self.weights.tensor(name, values.detach().numpy()))
        return name

    def matrix(self, name: str, values, transposed: bool = False) -> str:
        """An int8 weight, multiplied out. `values` has one scale per row; `transposed` gives [columns, rows]."""
        if name not in self.known:
            self.known.add(name)
            q, scale = (t.t() if transposed else t for t in self.quantise(values.detach()))
            self.initializers.append(self.weights.tensor(f'{name}.int8', q.numpy()))
            self.initializers.append(self.weights.tensor(f'{name}.scale', scale.numpy()))
            self.op('Mul', self.op('Cast', f'{name}.int8', to=FLOAT), f'{name}.scale', out=name)
        return name

    def linear(self, x: str, name: str, layer) -> str:
        product = self.op('MatMul', x, self.matrix(f'{name}.weight', layer.weight, transposed=True))
        return self.op('Add', product, self.vector(f'{name}.bias', layer.bias))

    def norm(self, x: str, name: str, layer) -> str:
        return self.op('LayerNormalization', x, self.vector(f'{name}.weight', layer.weight),
                       self.vector(f'{name}.bias', layer.bias), axis=-1, epsilon=layer.eps)

    def gelu(self, x: str) -> str:
        """0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))), `gelu_new` (arXiv:1606.08415)."""
        f = lambda value: self.constant(value, np.float32)
        cube = self.op('Mul', self.op('Mul', self.op('Mul', x, x), x), f(0.044715))
        inner = self.op('Tanh', self.op('Mul', self.op('Add', x, cube), f(math.sqrt(2 / math.pi))))
        return self.op('Mul', self.op('Mul', x, self.op('Add', inner, f(1.0))), f(0.5))

    def head(self, x: str, model, out: str) -> str:
        """x [N, C] → logits [N, V]: the final norm and the tied embedding."""
        wte = self.matrix('wte', model.wte.weight)
        return self.op('Gemm', self.norm(x, 'ln_f', model.ln_f), wte, transB=1, out=out)

    def build(self, name: str, inputs, outputs) -> ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.initializers)
        proto = helper.make_model(graph, opset_imports=[helper.make_opsetid('', OPSET)], ir_version=IR_VERSION,
                                  producer_name='next-token')
        return proto


def decoder_graph(model, weights: ExternalWeights, quantise) -> ModelProto:
    shape = model.shape
    layers, heads, c = shape.layers, shape.heads, shape.embedding
    g = Graph(weights, quantise)
    i = lambda value: g.constant(value, np.int64)
    of = helper.make_tensor_value_info
    cache = [1, heads, 'past', c // heads]
    inputs = [of('input_ids', INT64, [1, 'sequence']), of('attention_mask', INT64, [1, 'past + sequence']),
              of('position_ids', INT64, [1, 'sequence'])]
    outputs = [of('logits', FLOAT, [1, 'kept', shape.vocab])]
    mask = causal_mask(g)
    x = g.op('Add', g.op('Gather', g.matrix('wte', model.wte.weight), 'input_ids'),
             g.op('Gather', g.matrix('wpe', model.wpe.weight), 'position_ids'), out='hidden_states.0')
    outputs.append(of(x, FLOAT, [1, 'sequence', c]))
    split_heads = lambda t: g.op('Transpose', g.op('Reshape', t, i([1, -1, heads, c // heads])), perm=[0, 2, 1, 3])
    for n, block in enumerate(model.blocks):
        for kind in ('key', 'value'):
            inputs.append(of(f'past_key_values.{n}.{kind}', FLOAT, cache))
            outputs.append(of(f'present.{n}.{kind}', FLOAT, [1, heads, 'past + sequence', c // heads]))
        q, k, v = g.op('Split', g.linear(g.norm(x, f'h.{n}.ln_1', block.ln_1), f'h.{n}.qkv', block.qkv),
                       outputs=3, axis=2)
        k = g.op('Concat', f'past_key_values.{n}.key', split_heads(k), axis=2, out=f'present.{n}.key')
        v = g.op('Concat', f'past_key_values.{n}.value', split_heads(v), axis=2, out=f'present.{n}.value')
        scores = g.op('MatMul', split_heads(q), g.op('Transpose', k, perm=[0, 1, 3, 2]))
        scores = g.op('Mul', scores, g.constant(1 / math.sqrt(c // heads), np.float32))
        attention = g.op('Softmax', g.op('Add', scores, mask), axis=-1, out=f'attentions.{n}')
        outputs.append(of(attention, FLOAT, [1, heads, 'sequence', 'past + sequence']))
        mixed = g.op('Reshape', g.op('Transpose', g.op('MatMul', attention, v), perm=[0, 2, 1, 3]), i([1, -1, c]))
        x = g.op('Add', x, g.linear(mixed, f'h.{n}.attention_out', block.attention_out))
        inner = g.gelu(g.linear(g.norm(x, f'h.{n}.ln_2', block.ln_2), f'h.{n}.mlp_in', block.mlp_in))
        x = g.op('Add', x, g.linear(inner, f'h.{n}.mlp_out', block.mlp_out), out=f'hidden_states.{n + 1}')
        outputs.append(of(x, FLOAT, [1, 'sequence', c]))
    inputs.append(of('num_logits_to_keep', INT64, []))
    first = g.op('Neg', g.op('Reshape', 'num_logits_to_keep', i([1])))
    kept = g.op('Reshape', g.op('Slice', x, first, i([2**62]), i([1])), i([-1, c]))
    g.op('Unsqueeze', g.head(kept, model, 'kept_logits'), i([0]), out='logits')
    return g.build('gpt2', inputs, outputs)


def causal_mask(g: Graph) -> str:
    """[T, P+T]: 0 where a query may look, else the lowest float, whose softmax is exactly 0."""
    i = lambda value: g.constant(value, np.int64)
    length = lambda x: g.op('Squeeze', g.op('Shape', x, start=1, end=2), i([0]))
    total, queries = length('attention_mask'), length('input_ids')
    keys = g.op('Range', i(0), total, i(1))
    query = g.op('Unsqueeze', g.op('Range', g.op('Sub', total, queries), total, i(1)), i([1]))
    visible = g.op('And', g.op('LessOrEqual', keys, query), g.op('Cast', 'attention_mask', to=BOOL))
    return g.op('Where', visible, g.constant(0.0, np.float32), g.constant(np.finfo(np.float32).min, np.float32))


def lens_graph(model, weights: ExternalWeights, quantise) -> ModelProto:
    """hidden [N, C] → logits [N, V]: what the model would say if its stack ended there (nostalgebraist 2020)."""
    g = Graph(weights, quantise)
    g.head('hidden', model, 'logits')
    of = helper.make_tensor_value_info
    return g.build('lens', [of('hidden', FLOAT, ['n', model.shape.embedding])], [of('logits', FLOAT, ['n', model.shape.vocab])])
