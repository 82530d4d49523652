import { EngineError } from '../engine.ts';
import { fieldsOf } from '../protobuf.ts';

/** A graph without its weights, and where these are: in a file that is mounted beside it. */
export interface Detached {
  readonly graph: Uint8Array;
  readonly data: Uint8Array; // the downloaded file itself: not copied
}

const LARGE = 1024; // bytes; smaller tensors stay in the graph

/**
 * Takes the weights out of a one-file model, by pointing to them where they lie. onnxruntime parses a model into one
 * copy and builds its tensors from that in another; with the weights as external data it reads them straight from the
 * downloaded buffer, and a model of 128 MB takes a few hundred megabytes less at its peak.
 *
 * @param name under which `data` will be mounted
 * @throws EngineError 'model-invalid' if the bytes are not an ONNX model
 * @see onnx.proto: ModelProto.graph 7, GraphProto.initializer 5, TensorProto.raw_data 9, external_data 13
 */
export function detach(file: Uint8Array<ArrayBuffer>, name: string): Detached {
  try {
    const pieces = rewrite(file, 0, file.length, (field, from, to) => {
      if (field !== GRAPH) return null;
      return rewrite(file, from, to, (inner, start, end) => {
        return inner === INITIALIZER ? externalized(file, start, end, name) : null;
      });
    });
    return { graph: joined(pieces), data: file };
  } catch (error) {
    throw new EngineError('model-invalid', `${name} is not an ONNX model: ${String(error)}`, {
      cause: error,
    });
  }
}

const GRAPH = 7;
const INITIALIZER = 5;
const RAW_DATA = 9;
const EXTERNAL_DATA = 13;
const DATA_LOCATION = 14;

/** A TensorProto whose raw_data is replaced by its place in the file; null when it is small or already elsewhere. */
function externalized(file: Uint8Array, from: number, to: number, name: string): Uint8Array[] | null {
  let place: { offset: number; length: number } | null = null;
  const kept = rewrite(file, from, to, (field, start, end) => {
    if (field !== RAW_DATA || end - start < LARGE) return null;
    place = { offset: start, length: end - start };
    return 'drop';
  });
  if (place === null) return null;
  const { offset, length } = place as { offset: number; length: number };
  const entries = Object.entries({ location: name, offset: String(offset), length: String(length) });
  const external = entries.flatMap(([key, value]) =>
    nested(EXTERNAL_DATA, [...text(1, key), ...text(2, value)]),
  );
  return [...kept, ...external, Uint8Array.from([...varint(DATA_LOCATION << 3), 1])];
}

type Change = (field: number, from: number, to: number) => Uint8Array[] | 'drop' | null;

/**
 * Copies a message field by field. `change` may replace the content of a length-delimited field, or drop it.
 *
 * @returns pieces that are views of the file wherever nothing changed
 */
function rewrite(file: Uint8Array, from: number, to: number, change: Change): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (const field of fieldsOf(file, from, to)) {
    const changed = field.wire === 2 ? change(field.number, field.start, field.end) : null;
    if (changed === 'drop') continue;
    pieces.push(
      ...(changed === null ? [file.subarray(field.begin, field.end)] : nested(field.number, changed)),
    );
  }
  return pieces;
}

function nested(field: number, content: readonly Uint8Array[]): Uint8Array[] {
  const size = content.reduce((sum, piece) => sum + piece.length, 0);
  return [Uint8Array.from([...varint(field * 8 + 2), ...varint(size)]), ...content];
}

const text = (field: number, value: string): Uint8Array[] => nested(field, [new TextEncoder().encode(value)]);

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) out.push((rest % 128) | 0x80);
  return [...out, rest];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
