import { type Prediction, type TokenId, isComplete } from './prediction.ts';

/** How a token is drawn from a prediction. null = the method is off. */
export interface SamplingParams {
  readonly temperature: number; // ≥ 0; 0 = greedy: the most likely token, no draw
  readonly topK: number | null; // ≥ 1: only the k most likely
  readonly topP: number | null; // (0, 1]: the smallest set of most likely tokens whose mass reaches p (nucleus)
  readonly minP: number | null; // [0, 1]: only tokens at least this fraction as likely as the most likely
}

export const defaultParams: SamplingParams = { temperature: 1, topK: null, topP: null, minP: null };

/** What a token is drawn from: a prediction under sampling params. Ranks are those of the prediction. */
export interface Distribution {
  readonly ids: Uint32Array; // [n] by descending probability
  readonly modelProbabilities: Float64Array; // [n] softmax at temperature 1, nothing cut
  readonly probabilities: Float64Array; // [n] after temperature and cuts; 0 where cut
  readonly kept: number; // the first `kept` listed tokens may be drawn
  readonly tail: number; // [0, 1] probability of unlisted tokens after temperature and cuts
  readonly modelTail: number; // [0, 1] the same at temperature 1, nothing cut
  readonly vocabSize: number; // V
  readonly exact: boolean; // false when unlisted tokens would change these numbers: the view says ≈
}

/** State handed from one processor to the next: the first `kept` tokens with weights relative to the largest. */
interface Candidates {
  readonly weights: Float64Array; // [n] exp((logit − max) / T)
  kept: number; // ≤ n
  tailWeight: number; // weight of everything unlisted; 0 once a cut has excluded it
  readonly totalKnown: boolean; // false: tailWeight is an estimate
  certain: boolean; // false once a cut depended on something unlisted
}

/**
 * The cuts in the order Hugging Face applies them, after temperature. Each keeps a prefix of the ranks.
 * To add a method: one entry here and one field in SamplingParams; the compiler leads to its slider and its words.
 *
 * @see transformers/generation/logits_process.py: TemperatureLogitsWarper, TopK…, TopP…, MinP…
 */
const processors: readonly ((c: Candidates, params: SamplingParams) => void)[] = [
  function topK(c, { topK }) {
    if (topK === null) return;
    if (topK >= c.kept && c.tailWeight > 0) c.certain = false; // the k-th, or one tied with it, is not listed
    if (topK > c.kept) return;
    let kept = Math.max(1, topK);
    // Hugging Face removes scores *below* the k-th, so tokens tied with it stay.
    while (kept < c.kept && c.weights[kept] === c.weights[kept - 1]) kept++;
    if (kept === c.kept && c.tailWeight > 0) c.certain = false;
    c.kept = kept;
    c.tailWeight = 0;
  },
  function topP(c, { topP }) {
    if (topP === null || topP >= 1) return;
    if (c.tailWeight > 0 && !c.totalKnown) c.certain = false;
    const total = sum(c.weights, c.kept) + c.tailWeight;
    let before = 0; // mass of the more likely tokens; a token stays while this has not reached p
    for (let rank = 0; rank < c.kept; rank++) {
      if (rank > 0 && before >= topP * total) {
        c.kept = rank;
        c.tailWeight = 0;
        return;
      }
      before += c.weights[rank]!;
    }
    if (before >= topP * total) c.tailWeight = 0;
    else if (c.tailWeight > 0) c.certain = false;
  },
  function minP(c, { minP }) {
    if (minP === null || minP <= 0) return;
    for (let rank = 1; rank < c.kept; rank++) {
      if (c.weights[rank]! < minP) {
        c.kept = rank;
        c.tailWeight = 0;
        return;
      }
    }
    if (c.tailWeight > 0) c.certain = false;
  },
];

/**
 * Applies sampling params to a prediction over the whole vocabulary. 5 ms for 50,257 tokens: cheap enough for every
 * slider event, and it never calls the model.
 *
 * On a truncated prediction (a recording) the unlisted tokens are treated as equally likely among themselves; the
 * result says `exact: false` wherever that guess has any effect.
 *
 * @throws RangeError for a negative temperature
 */
export function distribution(prediction: Prediction, params: SamplingParams): Distribution {
  const { temperature } = params;
  if (!(temperature >= 0)) throw new RangeError(`temperature is ${temperature}; it must be 0 or more`);
  const { ids, logits, logZ, vocabSize } = prediction;
  const n = ids.length;
  const complete = isComplete(prediction);

  const modelProbabilities = new Float64Array(n);
  let listed = 0;
  for (let rank = 0; rank < n; rank++) listed += modelProbabilities[rank] = Math.exp(logits[rank]! - logZ);
  const modelTail = complete ? 0 : Math.max(0, 1 - listed);

  const probabilities = new Float64Array(n);
  if (temperature === 0) {
    probabilities[0] = 1;
    return { ids, modelProbabilities, probabilities, kept: 1, tail: 0, modelTail, vocabSize, exact: true };
  }

  const weights = new Float64Array(n);
  for (let rank = 0; rank < n; rank++) weights[rank] = Math.exp((logits[rank]! - logits[0]!) / temperature);
  const unlisted = vocabSize - n;
  // A remainder that rounds to 0 is not nothing: at T > 1 it grows, so it counts as what rounding can hide.
  const hidden = Math.max(modelTail, Number.EPSILON);
  const tailWeight =
    unlisted > 0 ? unlisted * Math.exp((Math.log(hidden / unlisted) + logZ - logits[0]!) / temperature) : 0;

  const totalKnown = complete || temperature === 1; // at temperature 1 logZ says it
  const candidates: Candidates = { weights, kept: n, tailWeight, totalKnown, certain: true };
  for (const process of processors) process(candidates, params);

  const total = sum(weights, candidates.kept) + candidates.tailWeight;
  for (let rank = 0; rank < candidates.kept; rank++) probabilities[rank] = weights[rank]! / total;
  return {
    ids,
    modelProbabilities,
    probabilities,
    kept: candidates.kept,
    tail: candidates.tailWeight / total,
    modelTail,
    vocabSize,
    exact: candidates.certain && (candidates.tailWeight === 0 || totalKnown),
  };
}

/** One draw: u chose the token at `rank`. */
export interface Draw {
  readonly u: number; // [0, 1)
  readonly rank: number; // 0-based, in the distribution
  readonly id: TokenId;
  readonly probability: number; // (0, 1] of the drawn token, after temperature and cuts
}

/**
 * Draws a token by inverting the cumulative distribution: the same left-to-right order as the strip on the stage, so
 * the marker at u stands exactly over the token that is returned.
 *
 * When u falls among unlisted tokens of a truncated prediction the least likely listed token is returned, since the
 * true one is unknown; callers check `distribution.exact` or use a complete prediction.
 *
 * @param u uniform in [0, 1)
 */
export function draw(distribution: Distribution, u: number): Draw {
  const { probabilities, ids, kept } = distribution;
  let cumulative = 0;
  for (let rank = 0; rank < kept; rank++) {
    cumulative += probabilities[rank]!;
    // The last kept token also takes what rounding left of 1.
    if (u < cumulative || rank === kept - 1) {
      return { u, rank, id: ids[rank]!, probability: probabilities[rank]! };
    }
  }
  throw new RangeError('a distribution with no token to draw');
}

/**
 * Entropy in bits: 0 when one token is certain, log2(V) when all are equal.
 *
 * @param tail probability of unlisted tokens, counted as one outcome: a lower bound when tail > 0
 * @see Shannon 1948, §6
 */
export function entropyBits(p: Float64Array, tail = 0): number {
  let bits = 0;
  for (let i = 0; i < p.length; i++) bits -= p[i]! > 0 ? p[i]! * Math.log2(p[i]!) : 0;
  return tail > 0 ? bits - tail * Math.log2(tail) : Math.max(0, bits);
}

/** Surprise of an outcome of probability p, in bits: −log2 p. 0 for a certain one, 1 for a coin flip. */
export const surpriseBits = (p: number): number => Math.max(0, -Math.log2(p));

function sum(values: Float64Array, n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i]!;
  return total;
}
