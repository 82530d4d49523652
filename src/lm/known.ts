/**
 * A number and how well it is known. Everything that is printed of a prediction, on the page, aloud or in a file, is
 * one of these, made where the number is made: a view cannot show a bound as if it were the number.
 */
export type Known =
  | { readonly how: 'exact'; readonly value: number }
  | { readonly how: 'about'; readonly value: number; readonly low: number; readonly high: number } // low ≤ true ≤ high
  | { readonly how: 'at least'; readonly value: number }
  | { readonly how: 'at most'; readonly value: number }
  | { readonly how: 'unknown' };

/** Proven limits of a number; ±∞ where there is none. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const exactly = (value: number): Known => ({ how: 'exact', value });
export const atLeast = (value: number): Known => ({ how: 'at least', value });
export const unknown: Known = { how: 'unknown' };

const sameBeyond = 1e-9; // of itself: what is left of rounding in double precision

/**
 * A number within limits.
 *
 * @param best the likeliest value, where it is not the middle; taken into the limits
 */
export function between({ low, high }: Range, best = (low + high) / 2): Known {
  if (low === -Infinity) return high === Infinity ? unknown : { how: 'at most', value: high };
  if (high === Infinity) return atLeast(low);
  if (high - low <= sameBeyond * Math.max(Math.abs(low), Math.abs(high))) return exactly(low);
  return { how: 'about', value: Math.min(high, Math.max(low, best)), low, high };
}

/** Limits of a known number. */
export function rangeOf(known: Known): Range {
  switch (known.how) {
    case 'exact':
      return { low: known.value, high: known.value };
    case 'about':
      return known;
    case 'at least':
      return { low: known.value, high: Infinity };
    case 'at most':
      return { low: -Infinity, high: known.value };
    case 'unknown':
      return { low: -Infinity, high: Infinity };
  }
}

/** @param f rising wherever the number may be, e.g. bits → sides */
export function rising(known: Known, f: (x: number) => number): Known {
  switch (known.how) {
    case 'about':
      return { how: 'about', value: f(known.value), low: f(known.low), high: f(known.high) };
    case 'unknown':
      return known;
    default:
      return { ...known, value: f(known.value) };
  }
}

/** @param f falling wherever the number may be, e.g. probability → surprise */
export function falling(known: Known, f: (x: number) => number): Known {
  switch (known.how) {
    case 'exact':
      return exactly(f(known.value));
    case 'about':
      return { how: 'about', value: f(known.value), low: f(known.high), high: f(known.low) };
    case 'at least':
      return { how: 'at most', value: f(known.value) };
    case 'at most':
      return atLeast(f(known.value));
    case 'unknown':
      return known;
  }
}
