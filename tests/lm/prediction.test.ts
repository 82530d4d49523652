import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastVocabSize, predictionFrom, probabilityAt, rankOf, truncate } from '#lm/prediction.ts';

describe('predictionFrom', () => {
  it('orders any logits as a plain sort does, ties by id', () => {
    const logit = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 1, -Infinity),
    );
    fc.assert(
      fc.property(fc.array(logit, { minLength: 1, maxLength: 200 }), values => {
        const raw = Float32Array.from(values);
        const plain = Array.from(raw.keys()).sort((a, b) => raw[b]! - raw[a]! || a - b);
        // −∞ − −∞ is NaN for the plain sort; it then falls back to ids, as we do.
        expect(Array.from(predictionFrom(raw).ids)).toEqual(plain);
      }),
    );
  });

  it('keeps probabilities true in an excerpt', () => {
    const whole = predictionFrom(Float32Array.of(1, 3, 2));
    const excerpt = truncate(whole, 2);
    expect(Array.from(excerpt.ids)).toEqual([1, 2]);
    expect(probabilityAt(excerpt, 0)).toBe(probabilityAt(whole, 0));
    expect(rankOf(excerpt, 0)).toBe(-1);
  });

  it.each([NaN, Infinity])('refuses a logit of %f and names its token', bad => {
    expect(() => predictionFrom(Float32Array.of(0, bad))).toThrow(/token 1/);
  });
});

describe('leastVocabSize', () => {
  it('never claims more tokens than there are, whatever was left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -12, max: 3, noNaN: true }), { minLength: 2, maxLength: 200 }),
        fc.nat(),
        (raw, n) => {
          const whole = predictionFrom(Float32Array.from(raw));
          const listed = 1 + (n % (raw.length - 1));
          const least = leastVocabSize(truncate(whole, listed));
          expect(least).toBeGreaterThan(listed);
          expect(least).toBeLessThanOrEqual(raw.length);
        },
      ),
    );
  });

  it('counts as many unlisted tokens as the remainder holds shares of the last listed one', () => {
    const logits = Float32Array.of(Math.log(0.5), Math.log(0.1));
    expect(leastVocabSize({ logits, logZ: 0 })).toBe(2 + 4);
  });
});
