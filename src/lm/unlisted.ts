import type { Range } from './known.ts';
import type { Prediction } from './prediction.ts';
import type { SamplingParams } from './sampling.ts';
import { logZRange, measuredBits } from './stops.ts';

/**
 * What a truncated prediction leaves open under sampling settings, as proven limits. Weights are relative to the most
 * likely token's, which is 1. A token that is not listed is at most as likely as the last that is; everything here
 * follows from that, from how many there are, and from what they weigh together.
 */
export interface Bounds {
  readonly certain: number; // tokens of lower rank surely may be drawn
  readonly possible: number; // tokens from this rank on surely may not
  readonly weights: Float64Array; // [n] of the listed tokens
  readonly total: Range; // weight of all that may be drawn
  readonly count: Range; // unlisted tokens that may be drawn
  readonly weight: Range; // theirs together
  readonly likely: number; // the same if they are all alike, within the limits: for lengths of bars
  readonly largest: number; // no token that is not listed weighs more
  readonly bits: Range; // entropy, as far as measurements of the whole tell it
}

const rounding = 1e-12; // of a sum

/**
 * Applies the settings to limits instead of numbers, in the same order as `distribution` does to the listed tokens.
 *
 * @param weights [n] of the listed tokens at the temperature of the settings, which is > 0
 */
export function boundsOf(prediction: Prediction, params: SamplingParams, weights: Float64Array): Bounds {
  const { temperature, topK, topP, minP } = params;
  const { logits, merged = 0 } = prediction;
  const n = weights.length;
  const start = unlistedAt(prediction, temperature, weights);
  const last = start.largest;
  let { count, weight } = start;
  let certain = n;
  let possible = n;
  const nothing = { low: 0, high: 0 };

  if (topK !== null && topK <= n) {
    certain = Math.max(1, topK);
    while (certain < n && logits[certain] === logits[certain - 1]) certain++;
    possible = certain;
    // More of the same as the last listed one may not be listed; as many as what is not listed has room for.
    const tied = certain === n && merged === 0 ? Math.min(count.high, atMost(weight.high / last)) : merged;
    count = { low: 0, high: tied };
    weight = { low: 0, high: tied === 0 ? 0 : Math.min(weight.high, tied * last) };
    certain = Math.max(0, certain - merged); // the others may have had to give way
  } else if (topK !== null) {
    certain = Math.max(0, Math.min(n, topK - merged));
    const more = topK - n;
    const share = more >= count.high ? 1 : more / count.high; // the likeliest ones weigh at least the average
    count = { low: Math.min(more, count.low), high: count.high }; // more, where they are tied
    weight = { low: weight.low * share, high: weight.high };
  }

  const isMoreCut = (topP ?? 1) < 1 || (minP ?? 0) > 0;
  if (merged > 0 && isMoreCut) {
    // Where the missing ones rank decides what is cut: nothing is sure but that something is kept.
    certain = 0;
    count = { low: 0, high: count.high };
    weight = { low: 0, high: weight.high };
  } else if (topP !== null && topP < 1) {
    const sums = runningSums(weights, possible);
    const reached = (all: number) => {
      const rank = sums.findIndex(before => before >= topP * all);
      return rank < 0 ? null : Math.max(1, rank);
    };
    const listed = sums[possible]!;
    const fewest = reached(listed + weight.low);
    const most = reached(listed + weight.high);
    if (fewest !== null) certain = Math.min(certain, fewest);
    if (most !== null) {
      possible = Math.min(possible, most);
      count = weight = nothing;
    } else {
      const wanted = {
        low: Math.max(0, topP * (listed + weight.low) - listed),
        high: topP * (listed + weight.high) - listed + last, // the one that reaches p comes in whole
      };
      const limit = (weight.low > 0 ? (count.high * wanted.high) / weight.low : Infinity) + 1;
      count = {
        low: Math.min(count.low, atLeast(wanted.low / last)),
        high: Math.min(count.high, Math.ceil(limit)),
      };
      weight = { low: wanted.low, high: Math.min(weight.high, wanted.high) };
    }
  }

  if (merged === 0 && minP !== null && minP > 0) {
    const kept = weights.findIndex((w, rank) => rank > 0 && w < minP);
    if (kept > 0) {
      certain = Math.min(certain, kept);
      possible = Math.min(possible, kept);
      count = weight = nothing;
    } else if (last >= minP) {
      const low = Math.max(0, weight.low - count.high * minP); // all of them could lie just below
      count = { low: atLeast(low / last), high: Math.min(count.high, atMost(weight.high / minP)) };
      weight = { low, high: weight.high };
    }
  }

  const sums = runningSums(weights, possible);
  const isCut = topK !== null || (topP ?? 1) < 1 || (minP ?? 0) > 0;
  return {
    bits: isCut ? { low: 0, high: Infinity } : measuredBits(prediction, temperature),
    certain,
    possible,
    weights,
    count,
    weight,
    total: {
      // The likeliest k of more tokens weigh at least what the likeliest k of the listed ones do.
      low: (merged > 0 && !isMoreCut ? sums[possible]! : sums[certain]!) + weight.low,
      high: sums[possible]! + weight.high,
    },
    largest: last,
    likely: Math.min(Math.max(start.likely, weight.low), weight.high),
  };
}

/** How many tokens are not listed, and what they weigh together at a temperature. */
function unlistedAt(
  prediction: Prediction,
  temperature: number,
  weights: Float64Array,
): { count: Range; weight: Range; largest: number; likely: number } {
  const { logits, logZ, vocabSize, open, merged = 0 } = prediction;
  const n = weights.length;
  const missing = vocabSize - n;
  const count = { low: missing, high: open ? Infinity : missing };
  const listed = sumOf(weights);
  const atOne = Float64Array.from(logits, logit => Math.exp(logit - logits[0]!));
  const whole = Math.exp(logZ - logits[0]!);
  const mass = around(whole - sumOf(atOne), whole); // at temperature 1, of the unlisted
  // Those that are missing out of the list itself may be as likely as all that is missing.
  const largestAtOne = merged > 0 ? Math.max(atOne[n - 1]!, mass.high) : atOne[n - 1]!;
  const largest = merged > 0 ? largestAtOne ** (1 / temperature) : weights[n - 1]!;
  if (temperature === 1) return { count, weight: mass, largest, likely: (mass.low + mass.high) / 2 };

  // Equal shares and the fewest, largest shares are the two extremes; temperature turns which of them weighs more.
  const power = 1 / temperature;
  const equal = (m: number) => {
    if (open) return temperature > 1 ? Infinity : 0;
    return m === 0 ? 0 : missing * Math.exp(Math.log(m / missing) * power);
  };
  const fewest = (m: number) => {
    const full = Math.floor(m / largestAtOne);
    return full * largest + Math.max(0, m - full * largestAtOne) ** power;
  };
  const extremes =
    temperature > 1
      ? { low: fewest(mass.low), high: equal(mass.high) }
      : { low: equal(mass.low), high: fewest(mass.high) };

  const shift = logits[0]! / temperature;
  const z = logZRange(prediction, temperature);
  // Both limits of log Z start from the largest logit there is, which a merged token may have.
  const measured =
    merged > 0
      ? { low: 0, high: Infinity }
      : {
          low: around(Math.exp(z.low - shift) - listed, listed).low,
          high: around(Math.exp(z.high - shift) - listed, listed).high,
        };
  const alike = missing * Math.exp(Math.log((mass.low + mass.high) / 2 / missing) * power);
  const likely = Number.isFinite(alike) ? alike : 0;
  const low = Math.max(extremes.low, measured.low);
  const high = Math.min(extremes.high, measured.high);
  return { count, weight: { low: Math.min(low, high), high: Math.max(low, high) }, largest, likely };
}

/** A difference between sums, as exactly as the sums are: even 0 can hide something that grows at T > 1. */
const around = (difference: number, whole: number): Range => ({
  low: Math.max(0, difference - rounding * whole),
  high: Math.max(0, difference) + rounding * whole,
});

/** Whole numbers that a limit allows; weights are sums, and may be off in their last digits. */
const atLeast = (count: number): number => Math.ceil(count * (1 - 1e-9) - 1e-9);
const atMost = (count: number): number => Math.floor(count * (1 + 1e-9) + 1e-9);

/** [n + 1] sums of the first 0, 1 … n values. */
function runningSums(values: Float64Array, n: number): number[] {
  const sums = [0];
  for (let i = 0; i < n; i++) sums.push(sums[i]! + values[i]!);
  return sums;
}

function sumOf(values: Float64Array): number {
  let total = 0;
  for (let i = values.length - 1; i >= 0; i--) total += values[i]!;
  return total;
}
