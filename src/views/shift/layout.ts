import { scaleLinear } from 'd3';
import { type Known, unknown } from '#lm/known.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { Distribution } from '#lm/sampling.ts';
import { remainderAfter, shareAt } from '#lm/shares.ts';
import { scaleFor } from '../bars/layout.ts';

/** A token's place in one of two distributions. */
export interface Place {
  readonly rank: number; // 0-based; −1 where it is not listed
  readonly probability: number; // as the bar draws it
  readonly share: Known; // as it is printed
}

/** One row: a token now, and where it stood before. Widths are fractions of the plotting width, [0, 1]. */
export interface ShiftRow {
  readonly id: TokenId;
  readonly now: Place;
  readonly before: Place | null; // null when there is nothing to compare with
  readonly width: number;
  readonly ghost: number | null; // of the outline: its probability before
}

export interface ShiftLayout {
  readonly rows: readonly ShiftRow[]; // most likely now first
  readonly gone: readonly ShiftRow[]; // had a row before and has none now, by their old rank
  readonly scale: number; // the probability that a bar of full width has
  readonly rest: {
    readonly count: Known;
    readonly share: Known;
    readonly width: number;
    readonly broken: boolean;
  }; // tokens without a row
}

/**
 * Two distributions over one vocabulary in one picture: rows in the order of the present one, outlines and ranks of the
 * other. Both are shares of the whole vocabulary; nothing is renormalised.
 *
 * @param bars how many rows
 * @param before null: the present distribution alone
 */
export function layoutShift(now: Distribution, before: Distribution | null, bars: number): ShiftLayout {
  const n = Math.min(bars, now.ids.length);
  const shown = Array.from(now.ids.subarray(0, n));
  const goneIds =
    before === null ? [] : Array.from(before.ids.subarray(0, n)).filter(id => !shown.includes(id));
  const places = [...shown, ...goneIds].map(id => ({
    id,
    now: placeOf(now, id),
    before: before && placeOf(before, id),
  }));
  const scale = scaleFor(
    Math.max(...places.flatMap(place => [place.now.probability, place.before?.probability ?? 0])),
  );
  const width = scaleLinear([0, scale], [0, 1]);
  const rows = places.map((place): ShiftRow => ({
    ...place,
    width: width(place.now.probability),
    ghost: place.before && width(place.before.probability),
  }));
  const rest = Math.max(0, 1 - places.slice(0, n).reduce((sum, place) => sum + place.now.probability, 0));
  return {
    rows: rows.slice(0, n),
    gone: rows.slice(n),
    scale,
    rest: { ...remainderAfter(now, n), width: Math.min(1, width(rest)), broken: rest > scale },
  };
}

function placeOf(distribution: Distribution, id: TokenId): Place {
  const rank = distribution.ids.indexOf(id);
  if (rank < 0) return { rank, probability: 0, share: unknown };
  return { rank, probability: distribution.probabilities[rank]!, share: shareAt(distribution, rank) };
}

/** How a row moved: `entered` where it had no row before. */
export function moveOf({ now, before }: ShiftRow, bars: number): 'entered' | 'rose' | 'fell' | 'stayed' {
  if (before === null || before.rank === now.rank) return 'stayed';
  if (before.rank < 0 || before.rank >= bars) return 'entered';
  return before.rank > now.rank ? 'rose' : 'fell';
}
