import type { Known } from '#lm/known.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { Distribution } from '#lm/sampling.ts';
import { remainderAfter, shareAt } from '#lm/shares.ts';

/** A token's share of the strip; all numbers are fractions of its length, [0, 1]. */
export interface Segment {
  readonly id: TokenId;
  readonly rank: number; // 0-based
  readonly start: number;
  readonly width: number;
  readonly share: Known; // of everything, as it is printed
}

/** A stretch of the hatched part, enlarged: what lies around the marker. */
export interface Zoom {
  readonly segments: readonly Segment[]; // positions within the enlarged stretch, [0, 1]
  readonly start: number; // of the stretch on the strip
  readonly width: number;
  readonly marker: number; // position within the stretch
}

export interface StripLayout {
  readonly segments: readonly Segment[]; // the tokens that have bars
  readonly rest: {
    readonly start: number;
    readonly width: number;
    readonly count: Known;
    readonly share: Known; // its width, as it is printed
  };
  readonly zoom: Zoom | null; // set when the marker lands in the hatched part
}

/**
 * The distribution as one strip exactly 100 % long, in the order tokens are drawn in: the token under u is the token
 * `draw` returns.
 *
 * @param bars tokens that get a segment of their own
 * @param u the marker, [0, 1); null while nothing is drawn
 */
export function layoutStrip(distribution: Distribution, bars: number, u: number | null): StripLayout {
  const { ids, probabilities, kept } = distribution;
  const n = Math.min(bars, kept);
  const segments: Segment[] = [];
  let start = 0;
  for (let rank = 0; rank < n; rank++) {
    const width = probabilities[rank]!;
    segments.push({ id: ids[rank]!, rank, start, width, share: shareAt(distribution, rank) });
    start += width;
  }
  const { count, share } = remainderAfter(distribution, n);
  const rest = { start, width: Math.max(0, 1 - start), count, share };
  return {
    segments,
    rest,
    zoom: u !== null && u >= start && n < kept ? zoomAt(distribution, n, start, u) : null,
  };
}

/** The token under u beyond the first n, with four neighbours on each side. */
function zoomAt(distribution: Distribution, n: number, from: number, u: number): Zoom | null {
  const { ids, probabilities, kept } = distribution;
  const ends = new Float64Array(kept - n);
  let end = from;
  for (let rank = n; rank < kept; rank++) ends[rank - n] = end += probabilities[rank]!;
  const hit = ends.findIndex(limit => u < limit);
  if (hit < 0) return null; // among unlisted tokens of a recording
  const first = Math.max(0, hit - 4);
  const last = Math.min(ends.length - 1, hit + 4);
  const start = first === 0 ? from : ends[first - 1]!;
  const width = ends[last]! - start;
  const segments: Segment[] = [];
  for (let i = first; i <= last; i++) {
    const begin = i === 0 ? from : ends[i - 1]!;
    segments.push({
      id: ids[n + i]!,
      rank: n + i,
      start: (begin - start) / width,
      width: (ends[i]! - begin) / width,
      share: shareAt(distribution, n + i),
    });
  }
  return { segments, start, width, marker: (u - start) / width };
}

/** Where many draws landed: dots stacked in columns one per cent wide. */
export interface Dot {
  readonly column: number; // 0 … 99
  readonly height: number; // 0 = lowest
  readonly hit: boolean; // landed on the token asked about
}

/**
 * @param us draws, each in [0, 1)
 * @param target the stretch of the strip that counts as a hit: [start, start + width)
 */
export function layoutDots(us: readonly number[], target: { start: number; width: number }): Dot[] {
  const heights = new Uint8Array(100);
  return us.map(u => {
    const column = Math.floor(u * 100);
    return { column, height: heights[column]!++, hit: u >= target.start && u < target.start + target.width };
  });
}
