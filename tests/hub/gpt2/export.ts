import { Graph, model, types } from './graph.ts';
import type { Initializer, Place, Value } from './graph.ts';
import { bytesIn, integerProduct, multiply, toHalf, toInt8 } from './precision.ts';
import type { Precision } from './precision.ts';
import type { Encoded } from './protobuf.ts';
import type { Shape, Weights } from './weights.ts';

export interface ExportOptions {
  readonly layout: 'no-past' | 'with-past' | 'merged'; // merged: both, chosen by use_cache_branch
  readonly precision: Precision;
  readonly positionIds?: boolean; // an input position_ids; else positions are counted from the past
  readonly oneToken?: boolean; // the graph with a past was traced for exactly one new token
  readonly careless?: boolean; // the graph with a past was traced without the causal mask, which one token needs not
  readonly place?: Place; // external data
}

/** A GPT-2 as the hub's exporters lay it out. */
export function exportGpt2(shape: Shape, weights: Weights, options: ExportOptions): Encoded {
  const { layout } = options;
  const initializers = new Map<string, Initializer>();
  const store = (all: readonly Initializer[]): void => all.forEach(each => initializers.set(each.name, each));
  const build = (past: boolean, prefix: string): { graph: Graph; outputs: string[] } => {
    const graph = new Graph(prefix);
    return { graph, outputs: decoder(graph, shape, weights, options, past, prefix, store) };
  };
  const outputs = outputValues(shape, options);
  const inputs = inputValues(shape, options);
  if (layout !== 'merged') {
    const { graph } = build(layout === 'with-past', '');
    return model(graph.encode(inputs, outputs, [...initializers.values()], options.place ?? null));
  }
  const branch = (past: boolean, prefix: string): { graph: Encoded } => {
    const { graph, outputs: names } = build(past, prefix);
    return {
      graph: graph.encode(
        [],
        outputs.map((value, i) => ({ ...value, name: names[i]! })),
      ),
    };
  };
  const outer = new Graph();
  const names = outputs.map(({ name }) => name);
  const branches = { then_branch: branch(true, 'then_'), else_branch: branch(false, 'else_') };
  outer.ops('If', ['use_cache_branch'], names, branches);
  return model(outer.encode(inputs, outputs, [...initializers.values()], options.place ?? null));
}

const cacheType = (precision: Precision): 'float' | 'float16' => (precision === 'fp16' ? 'float16' : 'float');

function inputValues({ heads, embedding, layers }: Shape, options: ExportOptions): Value[] {
  const { layout, positionIds = false, oneToken = false, precision } = options;
  const length = oneToken && layout === 'with-past' ? 1 : 'sequence_length';
  const size = embedding / heads;
  const dims = ['batch_size', heads, 'past_sequence_length', size];
  const pasts = Array.from({ length: layers }, (_, i) =>
    ['key', 'value'].map(part => ({
      name: `past_key_values.${i}.${part}`,
      type: cacheType(precision),
      dims,
    })),
  ).flat();
  return [
    { name: 'input_ids', type: 'int64', dims: ['batch_size', length] },
    { name: 'attention_mask', type: 'int64', dims: ['batch_size', 'total_sequence_length'] },
    ...(positionIds ? [{ name: 'position_ids', type: 'int64', dims: ['batch_size', length] } as const] : []),
    ...(layout === 'no-past' ? [] : pasts),
    ...(layout === 'merged' ? [{ name: 'use_cache_branch', type: 'bool', dims: [1] } as const] : []),
  ];
}

function outputValues({ heads, embedding, layers, vocabSize }: Shape, { precision }: ExportOptions): Value[] {
  const type = cacheType(precision);
  const dims = ['batch_size', heads, 'present_length', embedding / heads];
  return [
    { name: 'logits', type, dims: ['batch_size', 'sequence_length', vocabSize] },
    ...Array.from({ length: layers }, (_, i) =>
      ['key', 'value'].map(part => ({ name: `present.${i}.${part}`, type, dims })),
    ).flat(),
  ];
}

/** Adds the whole computation to a graph. @returns names of logits and presents, in the order of the outputs */
function decoder(
  graph: Graph,
  shape: Shape,
  weights: Weights,
  options: ExportOptions,
  past: boolean,
  prefix: string,
  store: (initializers: readonly Initializer[]) => void,
): string[] {
  const { layers, heads: H, embedding: C } = shape;
  const { precision, positionIds = false, careless = false } = options;
  const type = cacheType(precision);
  const vectors = (values: readonly number[] | Float32Array): Uint8Array =>
    type === 'float' ? bytesIn(Float32Array.from(values)) : bytesIn(Uint16Array.from(values, toHalf));
  const ints = (...values: number[]): string => {
    const name = `ints_${values.join('_')}`;
    store([
      { name, type: 'int64', dims: [values.length], data: bytesIn(BigInt64Array.from(values, BigInt)) },
    ]);
    return name;
  };
  const scalar = (value: number, name = `scalar_${value}`): string => {
    store([{ name, type, dims: [], data: vectors([value]) }]);
    return name;
  };
  const vector = (name: string): string => {
    store([{ name, type, dims: [weights[name]!.columns], data: vectors(weights[name]!.data) }]);
    return name;
  };
  const linear = (x: string, name: string): string => {
    const product = multiply(graph, x, `${name}.weight`, weights[`${name}.weight`]!, precision);
    store(product.initializers);
    return graph.op('Add', [product.output, vector(`${name}.bias`)]);
  };
  const norm = (x: string, name: string): string => {
    const inputs = [x, vector(`${name}.weight`), vector(`${name}.bias`)];
    return graph.op('LayerNormalization', inputs, { axis: -1, epsilon: { float: 1e-5 } });
  };
  const lengthOf = (x: string, axis: number): string =>
    graph.op('Squeeze', [graph.op('Gather', [graph.op('Shape', [x]), ints(axis)]), ints(0)]);
  const zero = graph.op('Squeeze', [ints(0), ints(0)]);
  const one = graph.op('Squeeze', [ints(1), ints(0)]);

  const P = past ? lengthOf('past_key_values.0.key', 2) : zero;
  const S = graph.op('Add', [P, lengthOf('input_ids', 1)]);
  const queries = graph.op('Range', [P, S, one]);
  const keys = graph.op('Range', [zero, S, one]);
  const causal = graph.op('LessOrEqual', [
    graph.op('Unsqueeze', [keys, ints(0)]),
    graph.op('Unsqueeze', [queries, ints(1)]),
  ]);
  const given = graph.op('Cast', ['attention_mask'], { to: types.bool });
  const allowed = past && careless ? given : graph.op('And', [causal, given]);
  const bias = graph.op('Where', [allowed, scalar(0), scalar(-60000)]);

  const { embed, head } = embedding(graph, weights, precision, type, store, vectors);
  const positions = positionIds ? 'position_ids' : graph.op('Unsqueeze', [queries, ints(0)]);
  store([
    { name: 'wpe.weight', type, dims: [shape.contextLength, C], data: vectors(weights['wpe.weight']!.data) },
  ]);
  let x = graph.op('Add', [embed('input_ids'), graph.op('Gather', ['wpe.weight', positions])]);
  const presents: string[] = [];
  for (let i = 0; i < layers; i++) {
    const qkv = linear(norm(x, `h.${i}.ln_1`), `h.${i}.attn.c_attn`);
    const heads = graph.ops('Split', [qkv, ints(C, C, C)], 3, { axis: 2 }).map(part => {
      return graph.op('Transpose', [graph.op('Reshape', [part, ints(0, 0, H, C / H)])], {
        perm: [0, 2, 1, 3],
      });
    });
    const [key, value] = (['key', 'value'] as const).map((part, n) => {
      const fresh = heads[n + 1]!;
      const joined = past ? [`past_key_values.${i}.${part}`, fresh] : [fresh];
      return graph.ops('Concat', joined, [`${prefix}present.${i}.${part}`], { axis: 2 })[0]!;
    });
    presents.push(key!, value!);
    const products = graph.op('MatMul', [heads[0]!, graph.op('Transpose', [key!], { perm: [0, 1, 3, 2] })]);
    const scores = graph.op('Mul', [products, scalar(1 / Math.sqrt(C / H), 'scale')]);
    const attention = graph.op('Softmax', [graph.op('Add', [scores, bias])], { axis: -1 });
    const mixed = graph.op('Transpose', [graph.op('MatMul', [attention, value!])], { perm: [0, 2, 1, 3] });
    x = graph.op('Add', [x, linear(graph.op('Reshape', [mixed, ints(0, 0, C)]), `h.${i}.attn.c_proj`)]);
    const inner = gelu(graph, linear(norm(x, `h.${i}.ln_2`), `h.${i}.mlp.c_fc`), scalar);
    x = graph.op('Add', [x, linear(inner, `h.${i}.mlp.c_proj`)]);
  }
  graph.ops('Identity', [head(norm(x, 'ln_f'))], [`${prefix}logits`]);
  return [`${prefix}logits`, ...presents];
}

/** The embedding matrix, stored once and used at both ends. */
function embedding(
  graph: Graph,
  weights: Weights,
  precision: Precision,
  type: 'float' | 'float16',
  store: (initializers: readonly Initializer[]) => void,
  vectors: (values: Float32Array) => Uint8Array,
): { embed: (ids: string) => string; head: (x: string) => string } {
  const { rows, columns, data } = weights['wte.weight']!;
  const dims = [rows, columns];
  const transposed = (name: string): string => graph.op('Transpose', [name], { perm: [1, 0] });
  if (precision !== 'int8') {
    store([{ name: 'wte.weight', type, dims, data: vectors(data) }]);
    return {
      embed: ids => graph.op('Gather', ['wte.weight', ids]),
      head: x => graph.op('MatMul', [x, transposed('wte.weight')]),
    };
  }
  const { values, scale } = toInt8(data);
  store([
    { name: 'wte_quantized', type: 'int8', dims, data: bytesIn(values) },
    { name: 'wte_scale', type: 'float', dims: [], data: bytesIn(Float32Array.of(scale)) },
  ]);
  return {
    embed: ids => {
      const rowsOf = graph.op('Cast', [graph.op('Gather', ['wte_quantized', ids])], { to: types.float });
      return graph.op('Mul', [rowsOf, 'wte_scale']);
    },
    head: x => integerProduct(graph, x, transposed('wte_quantized'), 'wte_scale'),
  };
}

/** GELU in its tanh form. */
function gelu(graph: Graph, x: string, scalar: (value: number, name?: string) => string): string {
  const cube = graph.op('Mul', [graph.op('Mul', [x, x]), x]);
  const inner = graph.op('Add', [x, graph.op('Mul', [cube, scalar(0.044715, 'gelu_cubic')])]);
  const tanh = graph.op('Tanh', [graph.op('Mul', [inner, scalar(Math.sqrt(2 / Math.PI), 'gelu_scale')])]);
  return graph.op('Mul', [graph.op('Mul', [x, scalar(0.5)]), graph.op('Add', [tanh, scalar(1)])]);
}
