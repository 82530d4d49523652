import { expect, it } from 'vitest';
import { layoutLoss, lossSize, partsOf } from '#figures/loss/layout.ts';
import { type Results, referenceOf } from '#figures/loss/results.ts';

const results: Results = {
  text: { stories: { documents: 3, bytes: 1000 }, explain: { documents: 2, bytes: 500 } },
  references: { 'xz -9e': { stories: 2.4, explain: 2.5 }, '5-gram': { stories: 2 } },
  models: {
    big: {
      parameters: 8e6,
      tokensSeen: 1,
      bitsPerByte: { reference: { stories: 1.4 }, shipped: { stories: 1.5 } },
    },
    small: {
      parameters: 1e6,
      tokensSeen: 1,
      bitsPerByte: { reference: { stories: 1.7 }, shipped: { stories: 1.8 } },
    },
    unmeasured: { parameters: 2e6, tokensSeen: 1 },
  },
};
const models = ['big', 'small', 'unmeasured', 'absent'];

it('draws the models that were measured, by size, with the weights that run here', () => {
  const { points } = layoutLoss(results, models, 'stories');
  expect(points.map(({ id, bits }) => [id, bits])).toEqual([
    ['small', 1.8],
    ['big', 1.5],
  ]);
  expect(points[0]!.x).toBeLessThan(points[1]!.x);
  expect(points[0]!.y).toBeLessThan(points[1]!.y); // more bits stand higher
});

it('starts its scale of bits at 0, so that a saving is seen at its true share', () => {
  const { points } = layoutLoss(results, models, 'stories');
  const floor = lossSize.height - lossSize.bottom;
  expect((floor - points[1]!.y) / (floor - points[0]!.y)).toBeCloseTo(1.5 / 1.8, 9);
});

it('draws a reference only where it was measured', () => {
  expect(layoutLoss(results, models, 'stories').references.map(({ name }) => name)).toEqual([
    'xz -9e',
    '5-gram',
  ]);
});

it('offers the kinds of text that some model was measured on', () => {
  expect(partsOf(results, models)).toEqual(['stories']);
});

it('offers them also while nobody has counted the texts, or measured anything', () => {
  expect(partsOf({ ...results, text: undefined }, models)).toEqual(['stories']);
  expect(partsOf({ references: results.references, models: {} }, models)).toEqual([]);
});

it('keeps the letters of close lines apart, in the order of the lines', () => {
  const close: Results = {
    ...results,
    references: { b: { stories: 1.97 }, a: { stories: 2 }, c: { stories: 1.95 } },
  };
  const { references } = layoutLoss(close, models, 'stories');
  expect(references.map(({ name, letter }) => [name, letter])).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['c', 'c'],
  ]);
  const labels = references.map(({ label }) => label);
  expect(labels[0]).toBe(references[0]!.y);
  for (let i = 1; i < labels.length; i++) expect(labels[i]! - labels[i - 1]!).toBeGreaterThanOrEqual(14);
});

it('knows what the file calls its references', () => {
  expect(referenceOf('xz -9e')).toEqual({ kind: 'xz' });
  expect(referenceOf('5-gram, the text en-mini read (9.9 M tokens)')).toEqual({
    kind: '5-gram',
    read: 'en-mini',
    tokens: expect.closeTo(9.9e6, 0),
  });
  expect(referenceOf('5-gram, all training text (40.8 M tokens)')).toMatchObject({
    kind: '5-gram',
    read: null,
  });
});
