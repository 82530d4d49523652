import { type Known, atLeast, between, exactly, falling, rising, unknown } from './known.ts';
import { type Prediction, type TokenId, probabilityAt, rankOf } from './prediction.ts';
import { type Distribution, entropyBits, surpriseBits } from './sampling.ts';
import type { Bounds } from './unlisted.ts';

/** Probability of the token at a rank after the settings, [0, 1]; exactly 0 where they surely cut it. */
export function shareAt({ probabilities, bounds }: Distribution, rank: number): Known {
  if (bounds === null) return exactly(probabilities[rank]!);
  const { weights, certain, possible, total } = bounds;
  if (rank >= possible) return exactly(0);
  const low = rank < certain ? weights[rank]! / total.high : 0;
  return between({ low, high: Math.min(1, weights[rank]! / total.low) }, probabilities[rank]!);
}

/** The same before the settings: the model's own, which a listed token always has exactly. */
export const modelShareAt = ({ modelProbabilities }: Distribution, rank: number): Known =>
  exactly(modelProbabilities[rank]!);

/** Everything but the first n listed tokens. */
export interface Remainder {
  readonly count: Known; // tokens that may be drawn
  readonly share: Known; // their probability together, after the settings
  readonly before: Known; // probability of all tokens but the first n before the settings, the cut ones included
}

/** @param n at most as many as are listed */
export function remainderAfter(distribution: Distribution, n: number): Remainder {
  const { probabilities, modelProbabilities, modelTail, kept, tail, bounds } = distribution;
  // Summed from the end: 1 − shown would keep the rounding errors of the whole vocabulary in a number near 0.
  const before = exactly(sumFrom(modelProbabilities, n, modelProbabilities.length) + modelTail);
  const share = sumFrom(probabilities, n, kept) + tail;
  if (bounds === null) return { count: exactly(Math.max(0, kept - n)), share: exactly(share), before };
  const { certain, possible, count, weights, total } = bounds;
  const counted = {
    low: Math.max(0, certain - n) + count.low,
    high: Math.max(0, possible - n) + count.high,
  };
  const shown = {
    low: sumFrom(weights, 0, Math.min(n, certain)),
    high: sumFrom(weights, 0, Math.min(n, possible)),
  };
  const limits = {
    low: counted.high === 0 ? 0 : Math.max(0, 1 - shown.high / total.low),
    high: counted.high === 0 ? 0 : Math.max(0, 1 - shown.low / total.high),
  };
  return { count: between(counted), share: between(limits, share), before };
}

/** Entropy of what a token is drawn from, bits. Unlisted tokens are neither ignored nor taken for one outcome. */
export function doubtOf(distribution: Distribution): Known {
  const { probabilities, bounds } = distribution;
  if (bounds === null) return exactly(entropyBits(probabilities));
  const derived = derivedBits(bounds);
  const low = Math.max(derived.low, bounds.bits.low);
  const high = Math.min(derived.high, bounds.bits.high);
  return between({ low: Math.min(low, high), high: Math.max(low, high) });
}

/** How many equally likely outcomes leave that much doubt. */
export const sidesOf = (bits: Known): Known => rising(bits, x => 2 ** x);

/**
 * Limits of the entropy from weights alone. A part m of the probability lies on tokens that are not surely listed and
 * kept: the least doubt leaves them as few as can be, since none outweighs the last sure one; the most, all alike.
 */
function derivedBits({ weights, certain, possible, total, count, largest }: Bounds): {
  low: number;
  high: number;
} {
  const sure = weights.subarray(0, certain);
  const sum = sumFrom(weights, 0, certain);
  const bits = sum === 0 ? 0 : entropyBits(sure.map(weight => weight / sum));
  const others = { low: Math.max(0, total.low - sum), high: Math.max(0, total.high - sum) };
  const most = Math.max(0, possible - certain) + count.high;
  if (others.high === 0 || most === 0) return { low: bits, high: bits };
  const limit = Math.max(largest, certain < weights.length ? weights[certain]! : 0);
  const least = Math.max(0, Math.log2(others.low / limit));
  const part = {
    low: others.low === 0 ? 0 : others.low / (sum + others.low),
    high: others.high === Infinity ? 1 : others.high / (sum + others.high),
  };
  const withRest = (m: number, rest: number) => entropyBits([m, 1 - m]) + (1 - m) * bits + m * rest;
  // Concave in m: least at an end; most where its derivative is 0, or at the end nearest to that.
  const low = Math.min(withRest(part.low, least), withRest(part.high, least));
  if (most === Infinity) return { low, high: Infinity };
  const peak = most / (most + 2 ** bits);
  const high = withRest(Math.min(part.high, Math.max(part.low, peak)), Math.log2(most));
  return { low: Math.min(low, high), high };
}

/**
 * Surprise of a token under the model itself (temperature 1, nothing cut), bits.
 *
 * @param prediction null: nothing has said
 */
export function surpriseOfToken(prediction: Prediction | null, id: TokenId): Known {
  if (prediction === null) return unknown;
  const rank = rankOf(prediction, id);
  if (rank >= 0) return falling(exactly(probabilityAt(prediction, rank)), surpriseBits);
  // Not listed: at most as likely as the last that is, and at most as likely as all that is not listed.
  const last = prediction.merged ? 1 : probabilityAt(prediction, prediction.ids.length - 1);
  let listed = 0;
  for (let i = prediction.ids.length - 1; i >= 0; i--) listed += probabilityAt(prediction, i);
  return atLeast(surpriseBits(Math.max(Number.MIN_VALUE, Math.min(last, 1 - listed))));
}

function sumFrom(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = to - 1; i >= from; i--) sum += values[i]!;
  return sum;
}
