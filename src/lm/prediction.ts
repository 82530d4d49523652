import type { Stop } from './stops.ts';

/** Index into a model's vocabulary, in [0, V). */
export type TokenId = number;

/**
 * What a model says comes after a context, before any sampling setting is applied.
 *
 * A live prediction lists the whole vocabulary (n = V). A recording or an API lists only the n best, and `logZ` is what
 * keeps their probabilities true: exp(logit − logZ) is a share of everything, not of the visible part.
 */
export interface Prediction {
  readonly ids: Uint32Array; // [n] by descending logit; equal logits by ascending id
  readonly logits: Float32Array; // [n] natural log, unnormalised
  readonly logZ: number; // log Σ exp(logit) over all V at temperature 1; 0 when logits are log-probabilities
  readonly vocabSize: number; // V; where `open`, the least it can be (see leastVocabSize)
  readonly open?: boolean; // an API that does not tell V
  readonly stops?: readonly Stop[]; // of an excerpt: what the whole says at some temperatures
  readonly merged?: number; // tokens of the list that a server wrote as one: they are missing, wherever they rank
  readonly unnamed?: ReadonlySet<TokenId>; // listed with their share, but nobody says how they are spelled: not to be drawn
}

/** True when every token of the vocabulary is listed, so that any sampling setting can be computed exactly. */
export const isComplete = (prediction: Prediction): boolean => prediction.ids.length === prediction.vocabSize;

/**
 * log Σ exp(logit), computed around the maximum: GPT-2's logits lie around −100, where exp is 0 in single precision.
 *
 * @param logits [n], at least one finite value
 */
export function logSumExp(logits: ArrayLike<number>): number {
  let max = -Infinity;
  for (let i = 0; i < logits.length; i++) max = Math.max(max, logits[i]!);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - max);
  return max + Math.log(sum);
}

/** A logit that is no number. Broken GPU backends produce them without an error of their own. */
export class LogitsError extends Error {
  override readonly name = 'LogitsError';
}

/**
 * Orders raw logits into a prediction: 2 to 3 ms for 50,257 of them.
 *
 * @param raw [V] logits by token id
 * @throws LogitsError if a logit is NaN or +∞
 */
export function predictionFrom(raw: Float32Array): Prediction {
  for (let id = 0; id < raw.length; id++) {
    if (!(raw[id]! < Infinity)) throw new LogitsError(`logit of token ${id} is ${raw[id]}`);
  }
  const ids = sortedByLogit(raw);
  const logits = new Float32Array(raw.length);
  for (let rank = 0; rank < ids.length; rank++) logits[rank] = raw[ids[rank]!]!;
  return { ids, logits, logZ: logSumExp(raw), vocabSize: raw.length };
}

const DIGIT = 11; // bits; three digits hold the 32 bits of a float

/**
 * Token ids by descending logit, ties by ascending id.
 *
 * A radix sort, from the last digit to the first: it keeps the order of equal digits, so ids that begin ascending stay so
 * among ties. For 50,257 logits it takes 1.5 ms, where sorting natively takes 5.
 */
function sortedByLogit(raw: Float32Array): Uint32Array {
  const keys = descendingKeys(raw);
  let ids = new Uint32Array(raw.length);
  for (let id = 0; id < ids.length; id++) ids[id] = id;
  let sorted = new Uint32Array(raw.length);
  const next = new Uint32Array(1 << DIGIT); // where the next id with a digit goes
  const mask = next.length - 1;
  for (let shift = 0; shift < 32; shift += DIGIT) {
    next.fill(0);
    for (let i = 0; i < keys.length; i++) next[(keys[i]! >>> shift) & mask]!++;
    let before = 0;
    for (let digit = 0; digit < next.length; digit++) {
      const count = next[digit]!;
      next[digit] = before;
      before += count;
    }
    for (let i = 0; i < ids.length; i++) sorted[next[(keys[ids[i]!]! >>> shift) & mask]!++] = ids[i]!;
    [ids, sorted] = [sorted, ids];
  }
  return ids;
}

/** Integers that ascend as the logits descend: a float's bits do for positive ones, and the other way for negative. */
function descendingKeys(raw: Float32Array): Uint32Array {
  const bits = new Uint32Array(raw.buffer, raw.byteOffset, raw.length);
  const keys = new Uint32Array(raw.length);
  for (let id = 0; id < raw.length; id++) {
    const b = raw[id] === 0 ? 0 : bits[id]!; // −0 and +0 are the same logit
    keys[id] = b & 0x80000000 ? b : ~b & 0x7fffffff;
  }
  return keys;
}

/**
 * The n best candidates of a prediction, as a recording keeps them. logZ is unchanged, so probabilities stay true.
 */
export function truncate(prediction: Prediction, n: number): Prediction {
  if (prediction.ids.length <= n) return prediction;
  return { ...prediction, ids: prediction.ids.slice(0, n), logits: prediction.logits.slice(0, n) };
}

/**
 * The smallest vocabulary a truncated prediction can come from: what is not listed is one token at least, and as many
 * as it holds shares of the last listed one, since none of them is likelier than that.
 */
export function leastVocabSize({ logits, logZ }: Pick<Prediction, 'logits' | 'logZ'>): number {
  let listed = 0;
  for (let rank = 0; rank < logits.length; rank++) listed += Math.exp(logits[rank]! - logZ);
  const shares = Math.max(0, 1 - listed) / Math.exp(logits[logits.length - 1]! - logZ);
  // A thousandth less, so that rounding of the logits never asks for a token too many; and no more than any vocabulary
  // has, which a remainder that is only rounding could ask for over a tiny last share.
  return logits.length + Math.min(0x100000, Math.max(1, Math.ceil(shares * 0.999)));
}

/** Model probability (temperature 1, nothing cut) of the token at a rank, 0-based. A fraction. */
export function probabilityAt(prediction: Prediction, rank: number): number {
  return Math.exp(prediction.logits[rank]! - prediction.logZ);
}

/** Rank of a token in a prediction, 0-based; −1 when it is not among the listed ones. */
export const rankOf = (prediction: Prediction, id: TokenId): number => prediction.ids.indexOf(id);
