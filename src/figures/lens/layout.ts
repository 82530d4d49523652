import { type Prediction, type TokenId, probabilityAt, rankOf } from '#lm/prediction.ts';
import type { Insight, Tensor } from '#views/lab.ts';

/** The list read off after one layer. */
export interface LensRow {
  readonly layer: number; // 0: the embeddings, L: the model's own prediction
  readonly top: readonly { readonly id: TokenId; readonly probability: number }[]; // most likely first
  readonly favourite: { readonly rank: number; readonly probability: number }; // of the model's final favourite; rank 0-based
  readonly vector: string; // SVG path of the last token's vector, in a box of 2C × 2
  readonly added: number | null; // length of what this layer added, as a fraction of the vector's; null for the embeddings
}

export interface LensLayout {
  readonly favourite: TokenId;
  readonly settledAt: number; // from this layer on the favourite is on top; L when only the last
  readonly rows: readonly LensRow[]; // from the embeddings up
}

/** @param bars tokens per row */
export function layoutLens({ lens, states }: Insight, bars: number): LensLayout {
  const favourite = lens.at(-1)!.ids[0]!;
  const vectors = states.map(lastVector);
  const rows = lens.map((prediction, layer): LensRow => ({
    layer,
    top: Array.from(prediction.ids.subarray(0, bars), (id, rank) => ({
      id,
      probability: probabilityAt(prediction, rank),
    })),
    favourite: placeOf(prediction, favourite),
    vector: barcode(vectors[layer]!),
    added: layer === 0 ? null : distance(vectors[layer]!, vectors[layer - 1]!) / distance(vectors[layer]!),
  }));
  let settledAt = rows.length - 1;
  while (settledAt > 0 && rows[settledAt - 1]!.favourite.rank === 0) settledAt--;
  return { favourite, settledAt, rows };
}

function placeOf(prediction: Prediction, id: TokenId) {
  const rank = rankOf(prediction, id);
  return { rank, probability: probabilityAt(prediction, rank) };
}

/** The vector of the last token. @param tensor [T, C] */
function lastVector({ dims, data }: Tensor): Float32Array {
  const [T, C] = dims as [number, number];
  return data.subarray((T - 1) * C, T * C);
}

/** Euclidean length of a − b. */
function distance(a: Float32Array, b?: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - (b?.[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

/** One stroke for each number, up or down from the middle, as long as its share of the largest. */
function barcode(vector: Float32Array): string {
  const largest = vector.reduce((max, x) => Math.max(max, Math.abs(x)), 1e-9);
  return Array.from(vector, (x, i) => `M${i * 2 + 1} 1v${(-x / largest).toFixed(3)}`).join('');
}
