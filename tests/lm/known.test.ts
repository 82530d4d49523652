import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Known, between, exactly, falling, rangeOf, rising, unknown } from '#lm/known.ts';
import { type Prediction, predictionFrom, truncate } from '#lm/prediction.ts';
import { defaultParams, distribution, surelyDrawn, draw } from '#lm/sampling.ts';
import { doubtOf, modelShareAt, remainderAfter, shareAt, sidesOf, surpriseOfToken } from '#lm/shares.ts';
import { measureAt, sliderStops } from '#lm/stops.ts';

/** Whether a true number agrees with what is claimed of it. */
function agrees(claim: Known, truth: number): boolean {
  const { low, high } = rangeOf(claim);
  const slack = 1e-8 * (1 + Math.abs(truth));
  return truth >= low - slack && truth <= high + slack;
}

const params = fc.record({
  temperature: fc.oneof(
    fc.constantFrom(0.3, 0.8, 1, 1.3, 2, 5),
    fc.double({ min: 0.05, max: 8, noNaN: true }),
  ),
  topK: fc.option(fc.integer({ min: 1, max: 300 })),
  topP: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
  minP: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});
const logits = fc.oneof(
  fc.array(fc.float({ min: -12, max: 12, noNaN: true }), { minLength: 2, maxLength: 300 }),
  fc.array(fc.constantFrom(0, 1, 1.5, 4, -3), { minLength: 2, maxLength: 300 }), // many ties
  fc.array(fc.float({ min: 0, max: 40, noNaN: true }), { minLength: 2, maxLength: 60 }),
);

function excerptsOf(whole: Prediction, n: number): Prediction[] {
  const bare = truncate(whole, Math.min(n, whole.ids.length - 1));
  const measured = { ...bare, stops: measureAt(whole, sliderStops) };
  return [bare, measured, { ...bare, open: true }];
}

describe('what is claimed of an excerpt', () => {
  it('holds in the whole, for any logits and settings', () => {
    fc.assert(
      fc.property(logits, params, fc.integer({ min: 1, max: 64 }), (values, settings, n) => {
        const whole = predictionFrom(Float32Array.from(values));
        const truth = distribution(whole, settings);
        for (const excerpt of excerptsOf(whole, n)) {
          const bars = Math.min(5, excerpt.ids.length);
          const claimed = distribution(excerpt, settings);
          for (let rank = 0; rank < excerpt.ids.length; rank++) {
            expect(agrees(shareAt(claimed, rank), truth.probabilities[rank]!)).toBe(true);
            expect(agrees(modelShareAt(claimed, rank), truth.modelProbabilities[rank]!)).toBe(true);
          }
          const [rest, full] = [remainderAfter(claimed, bars), remainderAfter(truth, bars)];
          for (const part of ['count', 'share', 'before'] as const) {
            expect([part, agrees(rest[part], valueOf(full[part]))]).toEqual([part, true]);
          }
          const bits = valueOf(doubtOf(truth));
          expect(agrees(doubtOf(claimed), bits)).toBe(true);
          expect(agrees(sidesOf(doubtOf(claimed)), 2 ** bits)).toBe(true);
          for (let i = 0; i < 20; i++) {
            const u = (i + 0.5) / 20;
            const sure = surelyDrawn(claimed, u);
            if (sure !== null) expect(sure.id).toBe(draw(truth, u).id);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is exact at the places it was measured at, and close between them', () => {
    const whole = predictionFrom(
      Float32Array.from({ length: 4000 }, (_, i) => 9 * Math.sin(i * i) - i / 900),
    );
    const [bare, measured] = excerptsOf(whole, 64);
    for (const temperature of [0.3, 0.8, 1, 1.45, 2, 5]) {
      const claimed = distribution(measured!, { ...defaultParams, temperature });
      expect(shareAt(claimed, 0).how).toBe('exact');
      expect(remainderAfter(claimed, 10).share.how).toBe('exact');
      expect(doubtOf(claimed).how).toBe('exact');
    }
    const between = distribution(measured!, { ...defaultParams, temperature: 1.4711 });
    const { low, high } = rangeOf(shareAt(between, 0));
    expect(high / low).toBeLessThan(1.01);
    // Without measurements the limits are wide, and said to be.
    expect(shareAt(distribution(bare!, { ...defaultParams, temperature: 2 }), 0).how).toBe('about');
  });

  it('says of the doubt what an excerpt of an unknown vocabulary can say: at least so much', () => {
    const listed = { ids: Uint32Array.of(0, 1), logits: Float32Array.of(Math.log(0.5), Math.log(0.25)) };
    const prediction: Prediction = { ...listed, logZ: 0, vocabSize: 3, open: true };
    const bits = doubtOf(distribution(prediction, defaultParams));
    expect(bits.how).toBe('at least');
    expect(rangeOf(bits).low).toBeCloseTo(1.5, 6); // one token more would hold the last quarter
    expect(remainderAfter(distribution(prediction, defaultParams), 2).count.how).toBe('at least');
  });

  it('never claims less doubt at a higher temperature', () => {
    const whole = predictionFrom(Float32Array.from({ length: 3000 }, (_, i) => 6 * Math.cos(i * 1.7)));
    for (const excerpt of excerptsOf(whole, 64)) {
      let least = 0;
      for (const temperature of [0.4, 0.7, 1, 1.5, 2, 3, 5]) {
        const { low, high } = rangeOf(doubtOf(distribution(excerpt, { ...defaultParams, temperature })));
        expect(high).toBeGreaterThanOrEqual(least);
        least = low;
      }
    }
  });
});

describe('surprise', () => {
  const excerpt = truncate(predictionFrom(Float32Array.from([3, 2, 1, 0, -1])), 3);
  it('is exact for a listed token, a lower bound for another, and unknown where nothing was said', () => {
    expect(surpriseOfToken(excerpt, 0).how).toBe('exact');
    const other = surpriseOfToken(excerpt, 4);
    expect(other.how).toBe('at least');
    expect(agrees(other, -Math.log2(Math.exp(-1 - excerpt.logZ)))).toBe(true);
    expect(surpriseOfToken(null, 0)).toBe(unknown);
  });
});

describe('a known number', () => {
  it('is exact where its limits meet, and one-sided where one is missing', () => {
    expect(between({ low: 2, high: 2 })).toEqual(exactly(2));
    expect(between({ low: 2, high: Infinity }).how).toBe('at least');
    expect(between({ low: -Infinity, high: 2 }).how).toBe('at most');
    expect(between({ low: -Infinity, high: Infinity })).toBe(unknown);
  });

  it('turns its limits round where it falls', () => {
    const claim = between({ low: 1, high: 2 });
    expect(rangeOf(falling(claim, x => -x))).toMatchObject({ low: -2, high: -1 });
    expect(rangeOf(rising(claim, x => 2 * x))).toMatchObject({ low: 2, high: 4 });
    expect(falling(between({ low: 1, high: Infinity }), x => 1 / x).how).toBe('at most');
  });
});

function valueOf(known: Known): number {
  if (known.how !== 'exact') throw new Error(`the whole is only known ${known.how}`);
  return known.value;
}
