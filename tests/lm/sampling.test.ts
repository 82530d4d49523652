import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Prediction, predictionFrom, truncate } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { shareAt } from '#lm/shares.ts';
import {
  type SamplingParams,
  defaultParams,
  distribution,
  draw,
  entropyBits,
  surpriseBits,
} from '#lm/sampling.ts';

/** A prediction whose probabilities are the given fractions, token id = position. */
const fromProbabilities = (...p: number[]): Prediction => predictionFrom(Float32Array.from(p, Math.log));
const withParams = (params: Partial<SamplingParams>): SamplingParams => ({ ...defaultParams, ...params });
const rounded = (values: Float64Array) => Array.from(values, x => Math.round(x * 1e6) / 1e6);

// Exact in binary, so that fractions can be worked out by hand.
const halves = fromProbabilities(1 / 2, 1 / 4, 1 / 8, 1 / 8);

describe('distribution, worked out by hand', () => {
  it('is the model’s own at temperature 1 with nothing cut', () => {
    const { probabilities, modelProbabilities, kept, tail, bounds } = distribution(halves, defaultParams);
    expect(rounded(probabilities)).toEqual([0.5, 0.25, 0.125, 0.125]);
    expect(rounded(modelProbabilities)).toEqual(rounded(probabilities));
    expect({ kept, tail, bounds }).toEqual({ kept: 4, tail: 0, bounds: null });
  });

  it('squares the odds at temperature ½: 16 : 4 : 1 : 1', () => {
    expect(rounded(distribution(halves, withParams({ temperature: 0.5 })).probabilities)).toEqual(
      [16 / 22, 4 / 22, 1 / 22, 1 / 22].map(x => Math.round(x * 1e6) / 1e6),
    );
  });

  it('takes the square root of the odds at temperature 2', () => {
    const roots = [1, Math.SQRT1_2, 0.5, 0.5];
    const total = roots.reduce((a, b) => a + b);
    const { probabilities } = distribution(halves, withParams({ temperature: 2 }));
    roots.forEach((root, rank) => expect(probabilities[rank]).toBeCloseTo(root / total, 6));
  });

  it('takes the first of the most likely at temperature 0', () => {
    const tie = fromProbabilities(0.2, 0.4, 0.4);
    const { ids, probabilities, kept } = distribution(tie, withParams({ temperature: 0 }));
    expect([ids[0], probabilities[0], kept]).toEqual([1, 1, 1]);
  });

  it('keeps 2/3 and 1/3 under top-k 2', () => {
    const { probabilities, kept } = distribution(halves, withParams({ topK: 2 }));
    expect(rounded(probabilities)).toEqual([0.666667, 0.333333, 0, 0]);
    expect(kept).toBe(2);
  });

  it('keeps tokens tied with the k-th, as Hugging Face does', () => {
    expect(distribution(halves, withParams({ topK: 3 })).kept).toBe(4);
  });

  it.each([
    [0.5, 1], // ½ reaches 0.5: the next is not needed
    [0.51, 2],
    [0.75, 2],
    [0.76, 3],
    [0.0001, 1], // at least one stays
  ])('keeps the smallest set that reaches p under top-p %f: %i tokens', (topP, kept) => {
    expect(distribution(halves, withParams({ topP })).kept).toBe(kept);
  });

  it('compares with the most likely under min-p', () => {
    expect(distribution(halves, withParams({ minP: 0.3 })).kept).toBe(2); // ¼ is half of ½; ⅛ is a quarter
    expect(distribution(halves, withParams({ minP: 0.24 })).kept).toBe(4);
  });

  it('tells ties by logits: near temperature 0 all other weights are the same zero', () => {
    expect(distribution(halves, withParams({ temperature: 1e-6, topK: 2 })).kept).toBe(2);
  });

  it('cuts in the order temperature, top-k, top-p', () => {
    // At temperature ½: 16, 4, 1, 1 of 22. Top-k 2 leaves 16/20 and 4/20; only then does p = 0.8 need the first alone.
    const { probabilities, kept } = distribution(
      halves,
      withParams({ temperature: 0.5, topK: 2, topP: 0.8 }),
    );
    expect(kept).toBe(1);
    expect(probabilities[0]).toBe(1);
  });

  it('survives logits around −100 and differences of hundreds', () => {
    const { probabilities } = distribution(predictionFrom(Float32Array.of(-100, -101, -900)), defaultParams);
    expect(probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 9);
    expect(probabilities[2]).toBe(0);
  });

  it('refuses a negative temperature', () => {
    expect(() => distribution(halves, withParams({ temperature: -1 }))).toThrow(RangeError);
  });
});

describe('distribution, for any logits and settings', () => {
  const logits = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 300 });
  const settings = fc.record({
    temperature: fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 5, noNaN: true })),
    topK: fc.option(fc.integer({ min: 1, max: 400 })),
    topP: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
    minP: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });

  it('sums to one, keeps at least one token, and never reorders', () => {
    fc.assert(
      fc.property(logits, settings, (values, params) => {
        const { probabilities, kept, tail } = distribution(predictionFrom(Float32Array.from(values)), params);
        const total = probabilities.reduce((a, b) => a + b, tail);
        expect(total).toBeCloseTo(1, 9);
        expect(kept).toBeGreaterThan(0);
        probabilities.forEach(
          (p, rank) => rank > 0 && expect(p).toBeLessThanOrEqual(probabilities[rank - 1]!),
        );
        expect(probabilities.subarray(kept).every(p => p === 0)).toBe(true);
      }),
    );
  });

  it('does not call an excerpt exact because its remainder rounds to nothing', () => {
    const whole = predictionFrom(Float32Array.from([33.24, -0.01]));
    const warm = withParams({ temperature: 2.29 });
    expect(shareAt(distribution(truncate(whole, 1), warm), 0).how).toBe('about');
    expect(shareAt(distribution(truncate(whole, 1), defaultParams), 0).how).toBe('exact'); // at 1 logZ says it
  });
});

describe('draw', () => {
  it('returns the token that stands at u on the strip', () => {
    const strip = distribution(halves, defaultParams);
    expect([0, 0.499, 0.501, 0.749, 0.751, 0.874, 0.876, 0.999999].map(u => draw(strip, u).id)).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3,
    ]);
  });

  it('never draws a cut token', () => {
    const strip = distribution(halves, withParams({ topK: 2 }));
    for (let n = 0; n < 1000; n++) expect(draw(strip, uniform(3, n)).rank).toBeLessThan(2);
  });

  it('draws in proportion (chi-square of 100,000 draws, 7 degrees of freedom)', () => {
    const p = [0.3, 0.2, 0.15, 0.1, 0.1, 0.08, 0.05, 0.02];
    const strip = distribution(fromProbabilities(...p), defaultParams);
    const counts = Array.from(p, () => 0);
    const draws = 100_000;
    for (let n = 0; n < draws; n++) counts[draw(strip, uniform(11, n)).rank]! += 1;
    const chiSquare = counts.reduce(
      (sum, count, rank) => sum + (count - draws * p[rank]!) ** 2 / (draws * p[rank]!),
      0,
    );
    expect(chiSquare).toBeLessThan(24.3); // 0.1 % critical value; the seed is fixed
  });
});

describe('entropy and surprise', () => {
  it.each([
    [[1], 0],
    [[0.5, 0.5], 1],
    [[0.5, 0.25, 0.125, 0.125], 1.75],
  ])('of %j is %f bits', (p, bits) => {
    expect(entropyBits(Float64Array.from(p))).toBeCloseTo(bits, 12);
  });

  it('is one bit for a coin flip and none for certainty', () => {
    expect(surpriseBits(0.5)).toBe(1);
    expect(surpriseBits(1)).toBe(0);
  });
});

describe('temperature comes before everything else', () => {
  it('min-p looks at the tempered odds: at T = 2 a token of a tenth of the best is a third of it', () => {
    // 10 : 1 becomes √10 : 1; the bar is at a fifth.
    const tenToOne = fromProbabilities(10 / 11, 1 / 11);
    const kept = (temperature: number) => distribution(tenToOne, withParams({ temperature, minP: 0.2 })).kept;
    expect([kept(1), kept(2)]).toEqual([1, 2]);
    // And it cuts at a low one what stood at 1: 4 : 1 becomes 16 : 1.
    const fourToOne = fromProbabilities(4 / 5, 1 / 5);
    const of = (temperature: number) => distribution(fourToOne, withParams({ temperature, minP: 0.2 })).kept;
    expect([of(1), of(0.5)]).toEqual([2, 1]);
  });

  it.each([0.5, 0.8, 1.5, 2])(
    'what a recording does not list is tempered too: at T = %d its listed shares are the whole list’s',
    temperature => {
      // The unlisted are equally likely, so that the guess about them is the truth.
      const whole = fromProbabilities(0.4, 0.2, ...Array<number>(40).fill(0.01));
      const params = withParams({ temperature });
      const known = distribution(truncate(whole, 2), params);
      const all = distribution(whole, params);
      expect(known.probabilities[0]).toBeCloseTo(all.probabilities[0]!, 6);
      expect(known.probabilities[1]).toBeCloseTo(all.probabilities[1]!, 6);
    },
  );
});
