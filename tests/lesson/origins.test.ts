import { expect, it } from 'vitest';
import { milestones } from '#lesson/chapters/origins/milestones.ts';
import { sources } from '#lesson/sources.ts';
import { type BleuPoint, type Pair, bleuSize, layoutBleu } from '#figures/bleu/layout.ts';
import { layoutTimeline } from '#figures/timeline/layout.ts';
import { table2 } from '#figures/bleu/table2.ts';

const pairs: readonly Pair[] = ['german', 'french'];

/** A label's box as a browser draws it: DejaVu and Noto Sans average under 0.57 em a character here. */
const boxOf = ({ label: { text, x, y, anchor } }: BleuPoint) => {
  const width = text.length * bleuSize.text * 0.57;
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y - bleuSize.text / 2, bottom: y + bleuSize.text / 2 };
};

it.each(pairs)('draws every system with a score for %s, and no other', pair => {
  const expected = table2.filter(system => system[pair] !== null).map(({ name }) => name);
  const drawn = layoutBleu(table2, pair).points.map(({ name }) => name);
  expect(new Set(drawn)).toEqual(new Set(expected));
});

it.each(pairs)('labels the points for %s without one label over another or outside the picture', pair => {
  const boxes = layoutBleu(table2, pair).points.map(boxOf);
  boxes.forEach((a, i) => {
    expect.soft(a.left).toBeGreaterThanOrEqual(bleuSize.left);
    expect.soft(a.right).toBeLessThanOrEqual(bleuSize.width);
    for (const b of boxes.slice(i + 1)) {
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      expect.soft(apart, JSON.stringify([a, b])).toBe(true);
    }
  });
});

it('shows the big Transformer best on both pairs and says so in the prose with the right ratio', () => {
  for (const pair of pairs) expect(layoutBleu(table2, pair).best.name).toBe('Transformer (big)');
  // 1.2 × 10²¹ ÷ 2.3 × 10¹⁹, by hand
  expect(sources['attention-2017']!.facts!.timesCheaperFrench!.value).toBe(52);
});

it('says truly that the small Transformer leads all before it into German and comes last into French', () => {
  const others = (pair: Pair) =>
    table2.filter(s => !s.transformer && s[pair] !== null).map(s => s[pair]!.bleu);
  const base = table2.find(({ name }) => name === 'Transformer (base model)')!;
  expect(base.german!.bleu).toBeGreaterThan(Math.max(...others('german')));
  expect(base.french!.bleu).toBeLessThan(Math.min(...others('french')));
});

it('puts equal costs at the same place in both panels', () => {
  const x = (pair: Pair) => layoutBleu(table2, pair).points.find(p => p.name === 'Transformer (big)')!.x;
  expect(x('german')).toBe(x('french'));
});

it('draws squares whose area is the number of parameters', () => {
  const [gpt2, gpt3] = ['gpt-2', 'gpt-3'].map(id =>
    layoutTimeline(milestones).find(mark => mark.milestone.id === id)!,
  );
  expect((gpt3!.side! / gpt2!.side!) ** 2).toBeCloseTo(175 / 1.5, 6);
});

it('gives every milestone the year of its source', () => {
  for (const { id, source, year } of milestones) expect.soft(sources[source]?.year, id).toBe(year);
});
