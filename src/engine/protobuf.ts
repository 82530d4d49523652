/** One field of a protobuf message: a number, or the place of its bytes in the file. */
export type Field =
  | {
      readonly number: number;
      readonly wire: 0;
      readonly value: number;
      readonly begin: number;
      readonly end: number;
    }
  | {
      readonly number: number;
      readonly wire: 1 | 2 | 5; // 64 bits, length-delimited, 32 bits
      readonly start: number; // of the content
      readonly begin: number; // of the tag before it
      readonly end: number;
    };

/**
 * The fields of the message in `file[from, to)`, in their order.
 *
 * @throws RangeError where the bytes are not a message
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function* fieldsOf(file: Uint8Array, from: number, to: number): Generator<Field> {
  for (let begin = from; begin < to;) {
    const [tag, start] = readVarint(file, begin, to);
    const number = Math.floor(tag / 8);
    const wire = tag & 7;
    let field: Field;
    if (wire === 0) {
      const [value, end] = readVarint(file, start, to);
      field = { number, wire, value, begin, end };
    } else if (wire === 1) field = { number, wire, start, begin, end: start + 8 };
    else if (wire === 5) field = { number, wire, start, begin, end: start + 4 };
    else if (wire === 2) {
      const [length, content] = readVarint(file, start, to);
      field = { number, wire, start: content, begin, end: content + length };
    } else throw new RangeError(`wire type ${wire} at ${begin}`);
    if (field.end > to) throw new RangeError(`a field at ${begin} goes beyond its message`);
    yield field;
    begin = field.end;
  }
}

/** Value below 2⁵³ and the position after it; the upper bits of negative numbers are lost, and not needed. */
export function readVarint(file: Uint8Array, at: number, to: number): [number, number] {
  let value = 0;
  for (let i = 0; i < 10 && at + i < to; i++) {
    const byte = file[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return [value, at + i + 1];
  }
  throw new RangeError(`a number at ${at} does not end`);
}
