import { type Glimpse, type Guess, glimpseSize } from '#lm/glimpse.ts';
import { logSumExp } from '#lm/prediction.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { Decoder } from './decoder.ts';
import type { Values } from './protocol.ts';
import { type Session, type Tensor, take } from './runtime/runtime.ts';

/**
 * One pass with everything the graph can show, boiled down where it was computed: a few kilobytes instead of the
 * megabytes that `inspect` hands over, so that a page may ask for it at every token.
 *
 * @param lens the graph from hidden states [N, C] to logits [N, V]; null when the model has none
 * @returns null for graphs that give neither attention nor hidden states
 */
export async function glimpse(
  decoder: Decoder,
  lens: Session | null,
  context: readonly TokenId[],
): Promise<Glimpse | null> {
  const { attentions, states } = decoder.signature;
  if (attentions.length === 0 || states.length === 0) return null;
  const outputs = await decoder.outputs(context, [...attentions, ...states]);
  const values = await Promise.all(outputs.map(withoutBatch));
  const streams = values.slice(attentions.length);
  const C = streams[0]!.dims[1]!;
  const T = context.length;
  const columns = Math.min(T, glimpseSize.columns);
  const cells = Math.min(C, glimpseSize.cells);
  return {
    embedding: C,
    cells,
    first: T - columns,
    columns,
    states: streams.map(stream => cornerOf(stream, T - columns, cells)),
    parts: null,
    attention: values.slice(0, attentions.length).map(lastRow),
    lens: lens === null ? [] : await guesses(lens, streams),
  };
}

/** The first numbers of every vector from one on: [(T − first) · cells] of [T, C]. */
function cornerOf({ dims, data }: Values, first: number, cells: number): Float32Array {
  const [T = 0, C = 0] = dims;
  const corner = new Float32Array((T - first) * cells);
  for (let t = first; t < T; t++)
    corner.set(data.subarray(t * C, t * C + cells), (t - first) * cells);
  return corner;
}

/** Where the last position looks, averaged over heads: [T] of [H, T, T]. */
function lastRow({ dims, data }: Values): Float32Array {
  const [H = 0, T = 0] = dims;
  const row = new Float32Array(T);
  for (let h = 0; h < H; h++) {
    const from = (h * T + T - 1) * T;
    for (let t = 0; t < T; t++) row[t]! += data[from + t]! / H;
  }
  return row;
}

async function guesses(lens: Session, streams: readonly Values[]): Promise<Guess[]> {
  const C = streams[0]!.dims[1]!;
  const last = new Float32Array(streams.length * C);
  streams.forEach(({ data }, layer) => last.set(data.subarray(-C), layer * C));
  const hidden = { type: 'float32', data: last, dims: [streams.length, C] } as const;
  const [logits] = await lens.run({ hidden }, ['logits']);
  const V = logits!.dims[1]!;
  const rows = await take(logits!);
  return streams.map((_, layer) => bestOf(rows.subarray(layer * V, (layer + 1) * V)));
}

function bestOf(logits: Float32Array): Guess {
  let id = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[id]!) id = i;
  return { id, probability: Math.exp(logits[id]! - logSumExp(logits)) };
}

const withoutBatch = async (tensor: Tensor): Promise<Values> => ({
  dims: tensor.dims.slice(1),
  data: await take(tensor),
});
