import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { philox2x32, uniform } from '#lm/random.ts';

describe('philox2x32', () => {
  // Known answers of Random123 1.09, file kat_vectors, "philox2x32 10".
  it.each([
    [[0x00000000, 0x00000000], 0x00000000, [0xff1dae59, 0x6cd10df2]],
    [[0xffffffff, 0xffffffff], 0xffffffff, [0x2c3f628b, 0xab4fd7ad]],
    [[0x243f6a88, 0x85a308d3], 0x13198a2e, [0xdd7ce038, 0xf62a4c12]],
  ] as const)('gives the published answer for counter %j and key %i', ([c0, c1], key, expected) => {
    expect(philox2x32(c0, c1, key)).toEqual(expected);
  });
});

describe('uniform', () => {
  const uint32 = fc.integer({ min: 0, max: 0xffffffff });

  it('lies in [0, 1) for every seed and index', () => {
    fc.assert(
      fc.property(uint32, uint32, (seed, n) => {
        const u = uniform(seed, n);
        return u >= 0 && u < 1;
      }),
    );
  });

  it('gives the same number whatever was drawn before', () => {
    const fifth = uniform(7, 4);
    for (let n = 0; n < 100; n++) uniform(7, n);
    expect(uniform(7, 4)).toBe(fifth);
  });

  it('has independent streams under one seed', () => {
    expect(uniform(7, 4, 1)).not.toBe(uniform(7, 4, 0));
  });

  it('fills a hundred equal bins evenly (chi-square, 99 degrees of freedom)', () => {
    const draws = 100_000;
    const bins = Array.from({ length: 100 }, () => 0);
    for (let n = 0; n < draws; n++) bins[Math.floor(uniform(1, n) * 100)]! += 1;
    const expected = draws / 100;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 0.1 % critical value on either side: the seed is fixed, so this never fails by chance.
    expect(chiSquare).toBeGreaterThan(60);
    expect(chiSquare).toBeLessThan(149);
  });
});
