import { EngineError } from '../engine.ts';
import { type Field, fieldsOf, readVarint } from '../protobuf.ts';
import type { Gpt2, Linear, Matrix, Norm } from './gpt2.ts';

/**
 * Finds the weights of one of our own models, as models/pipeline exports them: a graph that names its tensors, and a
 * file with their bytes. Matrices are int8 with one scale an output channel, and are multiplied out here.
 *
 * @param graph model.onnx
 * @param data model.onnx_data
 * @param shape how many blocks and heads there are: the graph says it only in its nodes
 * @throws EngineError 'model-invalid' where a tensor is missing or lies outside the file
 */
export function readWeights(
  graph: Uint8Array,
  data: Uint8Array<ArrayBuffer>,
  shape: { readonly layers: number; readonly heads: number },
): Gpt2 {
  const places = placesIn(graph);
  const bytesOf = (name: string): { dims: readonly number[]; bytes: Uint8Array<ArrayBuffer> } => {
    const place = places.get(name);
    if (place === undefined) throw new EngineError('model-invalid', `there are no weights ${name}`);
    const { dims, offset, length } = place;
    if (!(offset + length <= data.length))
      throw new EngineError('model-invalid', `${name} lies outside the file`);
    return { dims, bytes: data.subarray(offset, offset + length) };
  };
  const floats = (name: string): Float32Array => {
    const { bytes } = bytesOf(name);
    return new Float32Array(bytes.slice().buffer); // a copy: a view would have to begin at a multiple of four
  };
  const matrix = (name: string): Matrix => {
    const { dims, bytes } = bytesOf(`${name}.int8`);
    const [rows = 0, columns = 0] = dims;
    const scale = floats(`${name}.scale`);
    const byRow = scale.length === rows && bytesOf(`${name}.scale`).dims[0] === rows;
    const whole = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    const values = Float32Array.from(whole, (value, i) => {
      return value * scale[byRow ? Math.floor(i / columns) : i % columns]!;
    });
    return { rows, columns, values };
  };
  const linear = (name: string): Linear => ({
    weight: matrix(`${name}.weight`),
    bias: floats(`${name}.bias`),
  });
  const norm = (name: string): Norm => ({ weight: floats(`${name}.weight`), bias: floats(`${name}.bias`) });
  return {
    heads: shape.heads,
    tokens: matrix('wte'),
    positions: matrix('wpe'),
    blocks: Array.from({ length: shape.layers }, (_, n) => ({
      beforeAttention: norm(`h.${n}.ln_1`),
      queryKeyValue: linear(`h.${n}.qkv`),
      attentionOut: linear(`h.${n}.attention_out`),
      beforeMlp: norm(`h.${n}.ln_2`),
      mlpIn: linear(`h.${n}.mlp_in`),
      mlpOut: linear(`h.${n}.mlp_out`),
    })),
    last: norm('ln_f'),
  };
}

interface Place {
  readonly dims: readonly number[];
  readonly offset: number; // bytes
  readonly length: number;
}

/**
 * Where the graph says that its tensors lie.
 *
 * @see onnx.proto: ModelProto.graph 7, GraphProto.initializer 5, TensorProto.dims 1, name 8, external_data 13
 */
function placesIn(graph: Uint8Array): Map<string, Place> {
  const text = ({ wire, ...field }: Field): string =>
    wire === 2 && 'start' in field ? new TextDecoder().decode(graph.subarray(field.start, field.end)) : '';
  const inside = (fields: Iterable<Field>, number: number): Field[] =>
    [...fields].filter(field => field.number === number);
  const message = (field: Field): Iterable<Field> =>
    field.wire === 2 ? fieldsOf(graph, field.start, field.end) : [];

  const places = new Map<string, Place>();
  try {
    for (const model of inside(fieldsOf(graph, 0, graph.length), 7)) {
      for (const tensor of inside(message(model), 5)) {
        const fields = [...message(tensor)];
        const name = fields.filter(field => field.number === 8).map(text)[0] ?? '';
        const dims = fields.flatMap(field => (field.number === 1 ? numbers(graph, field) : []));
        const external = new Map(
          fields
            .filter(field => field.number === 13)
            .map(entry => [...message(entry)])
            .map(pair => [text(pair[0]!), text(pair[1]!)] as const),
        );
        if (!external.has('length')) continue; // a small constant of the graph itself
        places.set(name, {
          dims,
          offset: Number(external.get('offset') ?? 0),
          length: Number(external.get('length')),
        });
      }
    }
  } catch (error) {
    throw new EngineError('model-invalid', `the graph cannot be read: ${String(error)}`, { cause: error });
  }
  return places;
}

/** A repeated integer, written one by one or packed. */
function numbers(file: Uint8Array, field: Field): number[] {
  if (field.wire === 0) return [field.value];
  if (field.wire !== 2) return [];
  const found: number[] = [];
  for (let at = field.start; at < field.end;) {
    const [value, next] = readVarint(file, at, field.end);
    found.push(value);
    at = next;
  }
  return found;
}
