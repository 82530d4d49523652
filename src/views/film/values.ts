import type { Glimpse } from '#lm/glimpse.ts';
import { ease, lerp, part } from './curves.ts';

/** The numbers of a glimpse as they are drawn: −1 … 1 on one scale a sheet, a column each. */
export interface Drawn {
  readonly cells: number;
  readonly sheets: readonly (readonly Float32Array[])[]; // [L + 1][columns]
  readonly token: readonly Float32Array[] | null; // [columns], on the first sheet's scale
  readonly place: readonly Float32Array[] | null;
  readonly first: number;
}

const drawn = new WeakMap<Glimpse, Drawn>();

/** Worked out once for each glimpse: the same arrays come back for the same numbers. */
export function drawnOf(glimpse: Glimpse): Drawn {
  const known = drawn.get(glimpse);
  if (known !== undefined) return known;
  const { cells, columns, first, states, parts } = glimpse;
  const split = (values: Float32Array, scale: number) =>
    Array.from({ length: columns }, (_, i) =>
      values.slice(i * cells, (i + 1) * cells).map(v => Math.max(-1, Math.min(1, v / scale))),
    );
  const scales = states.map(state => scaleOf(state, first === 0 && columns > 1 ? cells : 0));
  const result: Drawn = {
    cells,
    first,
    sheets: states.map((state, k) => split(state, scales[k]!)),
    token: parts && split(parts.token, scales[0]!),
    place: parts && split(parts.place, scales[0]!),
  };
  drawn.set(glimpse, result);
  return result;
}

/** The magnitude that is drawn at full depth: the 92nd percentile, the first token aside, whose numbers are huge. */
function scaleOf(values: Float32Array, from: number): number {
  const sizes = Array.from(values.subarray(from), Math.abs).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length * 0.92)] || 1;
}

/** One column on its way from its numbers on one sheet to those on the next, from the top down. */
export function changing(a: Float32Array, b: Float32Array, change: number): Float32Array {
  return a.map((from, i) => {
    const begin = (i / a.length) * 0.55;
    return lerp(from, b[i]!, ease(part(change, begin, begin + 0.45)));
  });
}
