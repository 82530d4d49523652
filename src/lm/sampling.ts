import { type Prediction, type TokenId, isComplete } from './prediction.ts';
import { type Bounds, boundsOf } from './unlisted.ts';

/** How a token is drawn from a prediction. null = the method is off. */
export interface SamplingParams {
  readonly temperature: number; // ≥ 0; 0 = greedy: the most likely token, no draw
  readonly topK: number | null; // ≥ 1: only the k most likely
  readonly topP: number | null; // (0, 1]: the smallest set of most likely tokens whose mass reaches p (nucleus)
  readonly minP: number | null; // [0, 1]: only tokens at least this fraction as likely as the most likely
}

export const defaultParams: SamplingParams = { temperature: 1, topK: null, topP: null, minP: null };

export const areSameParams = (a: SamplingParams, b: SamplingParams): boolean =>
  a.temperature === b.temperature && a.topK === b.topK && a.topP === b.topP && a.minP === b.minP;

/** What a token is drawn from: a prediction under sampling params. Ranks are those of the prediction. */
export interface Distribution {
  readonly ids: Uint32Array; // [n] by descending probability
  readonly modelProbabilities: Float64Array; // [n] softmax at temperature 1, nothing cut
  readonly probabilities: Float64Array; // [n] after temperature and cuts; 0 where cut
  readonly kept: number; // the first `kept` listed tokens may be drawn
  readonly tail: number; // [0, 1] probability of unlisted tokens after temperature and cuts
  readonly modelTail: number; // [0, 1] the same at temperature 1, nothing cut
  readonly vocabSize: number; // V
  readonly open: boolean; // V is not known; vocabSize is the least it can be
  readonly unnamed: ReadonlySet<TokenId>; // listed tokens that nobody can spell, so that they cannot be drawn
  // null: the whole vocabulary is listed, and every number is exact. Otherwise `probabilities`, `kept` and `tail` are
  // good for lengths of bars; what is printed comes from shares.ts, which knows how well each is known.
  readonly bounds: Bounds | null;
}

const noTokens: ReadonlySet<TokenId> = new Set();

/** State handed from one processor to the next: the first `kept` tokens with weights relative to the largest. */
interface Candidates {
  readonly logits: Float32Array; // [n]
  readonly weights: Float64Array; // [n] exp((logit − max) / T)
  kept: number; // ≤ n
}

/**
 * The cuts in the order Hugging Face applies them, after temperature. Each keeps a prefix of the ranks.
 * To add a method: one entry here, one in `boundsOf`, and one field in SamplingParams; the compiler leads to its slider
 * and its words.
 *
 * @see transformers/generation/logits_process.py: TemperatureLogitsWarper, TopK…, TopP…, MinP…
 */
const processors: readonly ((c: Candidates, params: SamplingParams) => void)[] = [
  function topK(c, { topK }) {
    if (topK === null || topK > c.kept) return;
    let kept = Math.max(1, topK);
    // Hugging Face removes scores *below* the k-th, so tokens tied with it stay. Logits tell ties, not weights: at a
    // temperature near 0 all but the first weigh 0.
    while (kept < c.kept && c.logits[kept] === c.logits[kept - 1]) kept++;
    c.kept = kept;
  },
  function topP(c, { topP }) {
    if (topP === null || topP >= 1) return;
    const total = sum(c.weights, c.kept);
    let before = 0; // mass of the more likely tokens; a token stays while this has not reached p
    for (let rank = 0; rank < c.kept; rank++) {
      if (rank > 0 && before >= topP * total) {
        c.kept = rank;
        return;
      }
      before += c.weights[rank]!;
    }
  },
  function minP(c, { minP }) {
    if (minP === null || minP <= 0) return;
    for (let rank = 1; rank < c.kept; rank++) {
      if (c.weights[rank]! < minP) {
        c.kept = rank;
        return;
      }
    }
  },
];

/**
 * Applies sampling params to a prediction over the whole vocabulary. 5 ms for 50,257 tokens: cheap enough for every
 * slider event, and it never calls the model.
 *
 * Of a truncated prediction (a recording, an API) what is not listed is known within limits only, see `boundsOf`;
 * where the settings leave it no part, or it was measured at them, the limits fall together.
 *
 * @throws RangeError for a negative temperature
 */
export function distribution(prediction: Prediction, params: SamplingParams): Distribution {
  const { temperature } = params;
  if (!(temperature >= 0)) throw new RangeError(`temperature is ${temperature}; it must be 0 or more`);
  const { ids, logits, logZ, vocabSize, open = false, unnamed = noTokens } = prediction;
  const n = ids.length;
  const complete = isComplete(prediction);

  const modelProbabilities = new Float64Array(n);
  let listed = 0;
  for (let rank = 0; rank < n; rank++) listed += modelProbabilities[rank] = Math.exp(logits[rank]! - logZ);
  const modelTail = complete ? 0 : Math.max(0, 1 - listed);

  const probabilities = new Float64Array(n);
  const model = { ids, modelProbabilities, probabilities, modelTail, vocabSize, open, unnamed };
  if (temperature === 0) {
    probabilities[0] = 1;
    return { ...model, kept: 1, tail: 0, bounds: hidesTheLikeliest(prediction) ? anyOne(n) : null };
  }

  const weights = new Float64Array(n);
  for (let rank = 0; rank < n; rank++) weights[rank] = Math.exp((logits[rank]! - logits[0]!) / temperature);
  const candidates: Candidates = { logits, weights, kept: n };
  let bounds: Bounds | null = null;
  let tailWeight = 0;
  if (complete) for (const process of processors) process(candidates, params);
  else {
    bounds = boundsOf(prediction, params, weights);
    const { certain, possible, likely } = bounds;
    candidates.kept = Math.round((certain + possible) / 2);
    if (certain === possible) tailWeight = likely;
  }

  const total = sum(weights, candidates.kept) + tailWeight;
  for (let rank = 0; rank < candidates.kept; rank++) probabilities[rank] = weights[rank]! / total;
  return { ...model, kept: candidates.kept, tail: tailWeight / total, bounds };
}

/** Whether a token that a server merged with another could be likelier than all that are listed. */
function hidesTheLikeliest({ merged = 0, logits, logZ }: Prediction): boolean {
  if (merged === 0) return false;
  let listed = 0;
  for (const logit of logits) listed += Math.exp(logit - logZ);
  return 1 - listed >= Math.exp(logits[0]! - logZ);
}

/** At temperature 0, where the one that is taken may not be listed. */
function anyOne(n: number): Bounds {
  const weights = new Float64Array(n);
  weights[0] = 1;
  const one = { low: 0, high: 1 };
  const nothing = { low: 0, high: 0 };
  return {
    certain: 0,
    possible: 1,
    weights,
    total: { low: 1, high: 1 },
    count: one,
    weight: one,
    largest: 1,
    likely: 0,
    bits: nothing,
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
 * true one is unknown: good for pictures; what is put on record comes from `surelyDrawn` or a complete prediction.
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
 * The same draw where it is certain; null where an excerpt does not tell which token u falls on, be it one that is not
 * listed or one at whose border u lies.
 *
 * @param u uniform in [0, 1)
 */
export function surelyDrawn(distribution: Distribution, u: number): Draw | null {
  const { bounds, ids, probabilities } = distribution;
  if (bounds === null) return draw(distribution, u);
  const { weights, certain, possible, total, count, largest, weight } = bounds;
  // Where an unlisted token may outweigh a listed one, it may stand anywhere before it.
  const hidden = largest > weights[weights.length - 1]! ? weight.high : 0;
  const isWhole = certain === possible && count.high === 0;
  let before = 0;
  for (let rank = 0; rank < certain; rank++) {
    const end = before + weights[rank]!;
    const begins = u >= (before + hidden) / total.low;
    if (begins && (u < end / total.high || (isWhole && rank === certain - 1))) {
      return { u, rank, id: ids[rank]!, probability: probabilities[rank]! };
    }
    before = end;
  }
  return null;
}

/**
 * Entropy in bits: 0 when one token is certain, log2(V) when all are equal.
 *
 * @param p [n], summing to 1
 * @see Shannon 1948, §6
 */
export function entropyBits(p: ArrayLike<number>): number {
  let bits = 0;
  for (let i = p.length - 1; i >= 0; i--) bits -= p[i]! > 0 ? p[i]! * Math.log2(p[i]!) : 0;
  return Math.max(0, bits);
}

/** Surprise of an outcome of probability p, in bits: −log2 p. 0 for a certain one, 1 for a coin flip. */
export const surpriseBits = (p: number): number => Math.max(0, -Math.log2(p));

function sum(values: Float64Array, n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i]!;
  return total;
}
