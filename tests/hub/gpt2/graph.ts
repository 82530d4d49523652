import { bytes, float, int, message, nested, text } from './protobuf.ts';
import type { Encoded } from './protobuf.ts';

/** ONNX element types. @see onnx.proto, TensorProto.DataType */
export const types = { float: 1, uint8: 2, int8: 3, int64: 7, bool: 9, float16: 10 } as const;
export type Type = keyof typeof types;

export interface Initializer {
  readonly name: string;
  readonly type: Type;
  readonly dims: readonly number[];
  readonly data: Uint8Array; // little-endian, row-major
}

/** What an input or output looks like; a string dimension may vary. */
export interface Value {
  readonly name: string;
  readonly type: Type;
  readonly dims: readonly (number | string)[];
}

type Attribute = number | string | readonly number[] | { float: number } | { graph: Encoded };

/** Where a large initializer goes when it does not stay inside the model file. */
export type Place = (data: Uint8Array) => { location: string; offset: number };

/** Collects the nodes of a graph; every operator returns the name of its (first) output. */
export class Graph {
  private readonly nodes: Encoded[] = [];
  private count = 0;

  /** @param prefix keeps names apart between a graph and the branches of its If */
  constructor(private readonly prefix = '') {}

  op(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.ops(type, inputs, 1, attributes)[0]!;
  }

  /** An operator with several outputs, or under a name that others rely on. */
  ops(
    type: string,
    inputs: readonly string[],
    outputs: number | readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): readonly string[] {
    const names =
      typeof outputs === 'number'
        ? Array.from({ length: outputs }, () => `${this.prefix}${type}_${this.count++}`)
        : outputs;
    this.nodes.push(
      message(
        inputs.map(name => text(1, name)),
        names.map(name => text(2, name)),
        text(4, type),
        Object.entries(attributes).map(([name, value]) => nested(5, attribute(name, value))),
        text(7, domain),
      ),
    );
    return names;
  }

  encode(
    inputs: readonly Value[],
    outputs: readonly Value[],
    initializers: readonly Initializer[] = [],
    place: Place | null = null,
  ): Encoded {
    return message(
      this.nodes.map(node => nested(1, node)),
      text(2, 'gpt2'),
      initializers.map(initializer => nested(5, tensor(initializer, place))),
      inputs.map(value => nested(11, valueInfo(value))),
      outputs.map(value => nested(12, valueInfo(value))),
    );
  }
}

export const model = (graph: Encoded): Encoded =>
  message(
    int(1, 8), // ir_version
    text(2, 'next-token-tests'),
    nested(7, graph),
    nested(8, message(text(1, ''), int(2, 17))),
    nested(8, message(text(1, 'com.microsoft'), int(2, 1))),
  );

/** @see onnx.proto, AttributeProto: name 1, f 2, i 3, s 4, g 6, ints 8, type 20 */
function attribute(name: string, value: Attribute): Encoded {
  const named = text(1, name);
  if (typeof value === 'number') return message(named, int(3, value), int(20, 2));
  if (typeof value === 'string') return message(named, text(4, value), int(20, 3));
  if ('float' in value) return message(named, float(2, value.float), int(20, 1));
  if ('graph' in value) return message(named, nested(6, value.graph), int(20, 5));
  return message(
    named,
    value.map(each => int(8, each)),
    int(20, 7),
  );
}

/** @see onnx.proto, TensorProto: dims 1, data_type 2, name 8, raw_data 9, external_data 13, data_location 14 */
function tensor({ name, type, dims, data }: Initializer, place: Place | null): Encoded {
  const head = [...dims.map(dim => int(1, dim)), int(2, types[type]), text(8, name)];
  if (place === null || data.byteLength < 1024) return message(head, bytes(9, data));
  const { location, offset } = place(data);
  const entries = { location, offset: String(offset), length: String(data.byteLength) };
  const external = Object.entries(entries).map(([key, value]) =>
    nested(13, message(text(1, key), text(2, value))),
  );
  return message(head, external, int(14, 1));
}

/** @see onnx.proto, ValueInfoProto and TypeProto.Tensor */
function valueInfo({ name, type, dims }: Value): Encoded {
  const shape = message(dims.map(dim => nested(1, typeof dim === 'number' ? int(1, dim) : text(2, dim))));
  const tensorType = message(int(1, types[type]), nested(2, shape));
  return message(text(1, name), nested(2, message(nested(1, tensorType))));
}
