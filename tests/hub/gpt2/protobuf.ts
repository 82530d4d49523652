/** Protocol-buffers wire format, writing half: enough for ONNX. @see protobuf.dev/programming-guides/encoding */

/** An encoded field or message as pieces, so that large weights are not copied once per level of nesting. */
export interface Encoded {
  readonly pieces: readonly Uint8Array[];
  readonly size: number; // bytes
}

export const bytesOf = ({ pieces }: Encoded): Blob => new Blob(pieces as Uint8Array<ArrayBuffer>[]);

/** A message of its fields, in order. */
export function message(...fields: readonly (Encoded | readonly Encoded[])[]): Encoded {
  const all = fields.flat();
  return { pieces: all.flatMap(({ pieces }) => pieces), size: all.reduce((sum, { size }) => sum + size, 0) };
}

export const int = (field: number, value: number | bigint): Encoded =>
  raw([...varint(field << 3), ...varint(value)]);

export const float = (field: number, value: number): Encoded =>
  raw([...varint((field << 3) | 5), ...new Uint8Array(Float32Array.of(value).buffer)]);

export const text = (field: number, value: string): Encoded => bytes(field, new TextEncoder().encode(value));

export const bytes = (field: number, value: Uint8Array): Encoded =>
  nested(field, { pieces: [value], size: value.byteLength });

export const nested = (field: number, value: Encoded): Encoded => {
  const head = Uint8Array.from([...varint((field << 3) | 2), ...varint(value.size)]);
  return { pieces: [head, ...value.pieces], size: head.length + value.size };
};

const raw = (values: readonly number[]): Encoded => ({
  pieces: [Uint8Array.from(values)],
  size: values.length,
});

function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return [...out, Number(rest)];
}
