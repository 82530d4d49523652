import { describe, expect, it } from 'vitest';
import { rangeOf } from '#lm/known.ts';
import { predictionFrom } from '#lm/prediction.ts';
import { defaultParams, distribution, draw } from '#lm/sampling.ts';
import { cellsOf, habitsOf, patternOf, shadesOf, strongest } from '#figures/attention/layout.ts';
import { layoutRung } from '#figures/ladder/layout.ts';
import { layoutLens } from '#figures/lens/layout.ts';
import { layoutShift, moveOf } from '#views/shift/layout.ts';
import { arithmeticOf, expScientific } from '#figures/softmax/layout.ts';

const predicted = (...shares: number[]) => predictionFrom(Float32Array.from(shares, Math.log));
const shares = (...p: number[]) => distribution(predicted(...p), defaultParams);

describe('two distributions in one picture', () => {
  const before = shares(0.5, 0.3, 0.1, 0.06, 0.04);
  const now = shares(0.05, 0.3, 0.1, 0.15, 0.4);

  it('has its rows in the present order, each with its old rank and share', () => {
    const { rows } = layoutShift(now, before, 3);
    expect(rows.map(({ id, now, before }) => [id, before!.rank, now.rank])).toEqual([
      [4, 4, 0],
      [1, 1, 1],
      [3, 3, 2],
    ]);
    expect(rows.map(row => row.before!.probability)).toEqual([
      expect.closeTo(0.04, 6),
      expect.closeTo(0.3, 6),
      expect.closeTo(0.06, 6),
    ]);
  });

  it('tells which tokens lost their row and where they went', () => {
    const { gone } = layoutShift(now, before, 3);
    expect(gone.map(({ id, before, now }) => [id, before!.rank, now.rank])).toEqual([
      [0, 0, 4],
      [2, 2, 3],
    ]);
  });

  it('renormalises nothing: rows and rest are everything', () => {
    const { rows, rest } = layoutShift(now, before, 3);
    const { low } = rangeOf(rest.share);
    const total = rows.reduce((sum, row) => sum + row.now.probability, 0) + low;
    expect(total).toBeCloseTo(1, 9);
  });

  it('calls a move what it is', () => {
    const { rows } = layoutShift(now, before, 4);
    expect(rows.map(row => moveOf(row, 4))).toEqual(['entered', 'stayed', 'rose', 'fell']);
    expect(layoutShift(now, null, 2).rows.map(row => moveOf(row, 2))).toEqual(['stayed', 'stayed']);
  });
});

describe("a model's upright strip", () => {
  it('has under the marker the token that is drawn', () => {
    const dist = shares(0.4, 0.3, 0.2, 0.1);
    for (const u of [0, 0.39, 0.41, 0.69, 0.71, 0.999]) {
      const { segments, rest } = layoutRung(dist, 3);
      const hit = segments.find(({ start, width }) => u >= start && u < start + width);
      if (hit) expect(hit.id).toBe(draw(dist, u).id);
      else expect(u).toBeGreaterThanOrEqual(rest.start);
    }
  });

  it('is exactly one strip high', () => {
    const { segments, rest } = layoutRung(shares(0.4, 0.3, 0.2, 0.1), 2);
    expect(segments.reduce((sum, { width }) => sum + width, 0) + rest.height).toBeCloseTo(1, 9);
  });
});

describe('an attention head', () => {
  // 3 tokens, 2 heads; the second looks at the token before.
  const data = Float32Array.from([
    1, 0, 0, 0.5, 0.5, 0, 0.2, 0.3, 0.5, 1, 0, 0, 0.9, 0.1, 0, 0.05, 0.85, 0.1,
  ]);
  const tensor = { dims: [2, 3, 3], data };

  it('is a triangle: a token looks at itself and at what is before it', () => {
    const pattern = patternOf(tensor, 1);
    expect(pattern.map(row => row.length)).toEqual([1, 2, 3]);
    for (const row of pattern) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });

  it('has habits only where the token before and the first token differ', () => {
    expect(habitsOf(patternOf(tensor, 1))).toEqual({
      previous: expect.closeTo(0.85, 6),
      first: expect.closeTo(0.05, 6),
      self: expect.closeTo(0.1, 6),
    });
    expect(habitsOf(patternOf(tensor, 1).slice(0, 2))).toBeNull();
  });

  it('names the strongest first', () => {
    expect(strongest([0.2, 0.3, 0.5], 2).map(({ index }) => index)).toEqual([2, 1]);
  });

  it('draws the same squares singly and as shades', () => {
    const cells = cellsOf(patternOf(tensor, 0));
    const drawn = shadesOf(cells).flatMap(({ path }) => path.match(/M\d+ \d+/g) ?? []);
    expect(drawn.sort()).toEqual(cells.map(({ row, column }) => `M${column} ${row}`).sort());
  });
});

describe('the logit lens', () => {
  const vectors = [
    [1, 0],
    [1, 1],
    [1, 3],
  ];
  const states = vectors.map(v => ({ dims: [1, 2], data: Float32Array.from(v) }));

  it('finds the layer from which the final favourite stays on top', () => {
    const lens = [predicted(0.2, 0.8), predicted(0.8, 0.2), predicted(0.9, 0.1)];
    const { favourite, settledAt, rows } = layoutLens({ attentions: [], states, lens }, 2);
    expect([favourite, settledAt]).toEqual([0, 1]);
    expect(rows.map(row => row.favourite.rank)).toEqual([1, 0, 0]);
  });

  it('does not count a lead that is lost again', () => {
    const lens = [predicted(0.8, 0.2), predicted(0.2, 0.8), predicted(0.9, 0.1)];
    expect(layoutLens({ attentions: [], states, lens }, 1).settledAt).toBe(2);
  });

  it('measures what a layer added against the vector after it', () => {
    const lens = [predicted(1, 0), predicted(1, 0), predicted(1, 0)];
    const { rows } = layoutLens({ attentions: [], states, lens }, 1);
    expect(rows.map(row => row.added)).toEqual([
      null,
      expect.closeTo(1 / Math.SQRT2, 6),
      expect.closeTo(2 / Math.sqrt(10), 6),
    ]);
  });
});

describe('the arithmetic of softmax', () => {
  const prediction = predictionFrom(Float32Array.from([-101, -100, -98.5, -104]));

  it.each([0.1, 0.7, 1, 2])('gives the shares that are drawn from, at temperature %d', temperature => {
    const rows = arithmeticOf(prediction, temperature, 4)!;
    const { probabilities } = distribution(prediction, { ...defaultParams, temperature });
    rows.forEach((row, rank) => {
      expect(row.share).toBeCloseTo(probabilities[rank]!, 9);
      const { power, sum } = row;
      const quotient = (power.mantissa / sum.mantissa) * 10 ** (power.exponent - sum.exponent);
      expect(quotient).toBeCloseTo(row.share, 9);
    });
  });

  it('writes out powers that no double can hold', () => {
    expect(expScientific(0)).toEqual({ mantissa: 1, exponent: 0 });
    expect(expScientific(-1000).exponent).toBe(-435); // 1000 / ln 10 = 434.29
    expect(expScientific(1000).exponent).toBe(434);
  });

  it('says nothing where the vocabulary is not known whole', () => {
    expect(arithmeticOf({ ...prediction, vocabSize: 5 }, 1, 4)).toBeNull();
  });
});
