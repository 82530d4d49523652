import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly, rangeOf } from '#lm/known.ts';
import { predictionFrom } from '#lm/prediction.ts';
import { defaultParams, distribution, draw } from '#lm/sampling.ts';
import { layoutBars } from '#views/bars/layout.ts';
import { layoutRiver } from '#views/river/layout.ts';
import { layoutStory } from '#views/story/layout.ts';
import { wordsOf } from '#views/story/words.ts';
import { layoutDots, layoutStrip } from '#views/strip/layout.ts';
import { advance, momentAfter, momentAt, prediction, sessionAfter, shares, token } from './moment.ts';

const anyDistribution = fc
  .record({
    logits: fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 200 }),
    temperature: fc.double({ min: 0.1, max: 5, noNaN: true }),
    topK: fc.option(fc.integer({ min: 1, max: 60 })),
  })
  .map(({ logits, ...params }) =>
    distribution(predictionFrom(Float32Array.from(logits)), { ...defaultParams, ...params }),
  );

describe('layoutBars', () => {
  it('shows the shares as they are and the rest as what is left', () => {
    const { rows, rest } = layoutBars(distribution(prediction, defaultParams), 5);
    expect(rows.map(row => row.probability)).toEqual(shares.slice(0, 5).map(p => expect.closeTo(p, 6)));
    expect(rest).toMatchObject({ count: exactly(6), probability: expect.closeTo(32 / 256, 6) });
  });

  it('adds up to one for any distribution: nothing is renormalised', () => {
    fc.assert(
      fc.property(anyDistribution, fc.integer({ min: 1, max: 20 }), (from, bars) => {
        const { rows, rest } = layoutBars(from, bars);
        expect(rows.reduce((sum, row) => sum + row.probability, rest.probability)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('draws all of them to one scale, the rest included, and breaks it where it is longer than the axis', () => {
    fc.assert(
      fc.property(anyDistribution, fc.integer({ min: 1, max: 20 }), (from, bars) => {
        const { rows, rest, scale } = layoutBars(from, bars);
        for (const { width, probability } of rows) expect(width).toBeCloseTo(probability / scale, 9);
        expect(rest.broken).toBe(rest.probability > scale);
        expect(rest.width).toBeCloseTo(rest.broken ? 1 : rest.probability / scale, 9);
        expect(Math.round(scale * 20)).toBeCloseTo(scale * 20, 9); // a number an axis can say
      }),
    );
    expect(layoutBars(distribution(prediction, defaultParams), 1)).toMatchObject({
      scale: 0.4, // of 37.5 %
      rest: { broken: true, width: 1 },
    });
  });

  it('outlines what a setting changed and marks what it cut', () => {
    const { rows, rest } = layoutBars(distribution(prediction, { ...defaultParams, topK: 2 }), 5);
    expect(rows.map(row => row.cut)).toEqual([false, false, true, true, true]);
    expect(rows.every(row => row.ghost !== null)).toBe(true);
    expect(rest).toMatchObject({ count: exactly(0), share: exactly(0), probability: 0 });
    expect(rest.ghost).not.toBeNull(); // what was cut is not forgotten
    expect(rangeOf(rest.before).low).toBeCloseTo(32 / 256, 6);
  });
});

describe('layoutStrip', () => {
  it('stands the drawn token under the marker, for any distribution and any u', () => {
    fc.assert(
      fc.property(
        anyDistribution,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (from, u) => {
          const drawn = draw(from, u);
          const { segments, rest, zoom } = layoutStrip(from, 5, u);
          const under = segments.find(({ start, width }) => u >= start && u < start + width);
          if (drawn.rank < 5) {
            // At the very edge of a segment the sums may differ in their last bit.
            const edge = segments.some(
              ({ start, width }) => Math.min(Math.abs(u - start), Math.abs(u - start - width)) < 1e-12,
            );
            if (!edge) expect(under?.id).toBe(drawn.id);
          } else if (zoom !== null) {
            const hit = zoom.segments.find(
              ({ start, width }) => zoom.marker >= start && zoom.marker < start + width,
            );
            if (hit !== undefined) expect(Math.abs(hit.rank - drawn.rank)).toBeLessThanOrEqual(1);
            expect(u).toBeGreaterThanOrEqual(rest.start - 1e-12);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is exactly as long as 100 %', () => {
    fc.assert(
      fc.property(anyDistribution, from => {
        const { segments, rest } = layoutStrip(from, 7, null);
        const length = segments.reduce((sum, { width }) => sum + width, rest.width);
        expect(length).toBeCloseTo(1, 9);
      }),
    );
  });

  it('stacks dots where they landed and counts the hits', () => {
    expect(layoutDots([0.101, 0.109, 0.55], { start: 0.1, width: 0.1 })).toEqual([
      { column: 10, height: 0, hit: true },
      { column: 10, height: 1, hit: true },
      { column: 55, height: 0, hit: false },
    ]);
  });
});

describe('layoutStory', () => {
  it('tells prompt, drawn and forced tokens apart and measures surprise under the model itself', () => {
    const cold = { params: { temperature: 0 } };
    const moment = momentAfter(
      [6, 7],
      [...token, advance, { type: 'choose', step: 1, id: 5 }, advance],
      cold,
    );
    const tiles = layoutStory(moment);
    expect(tiles.map(tile => tile.choice?.by)).toEqual([undefined, undefined, 'sampler', 'reader']);
    expect(rangeOf(tiles[2]!.bits).low).toBeCloseTo(-Math.log2(96 / 256), 5); // at temperature 0 it was certain, to the model it was not
    expect(rangeOf(tiles[3]!.bits).low).toBeCloseTo(5, 5); // 8/256
  });
});

describe('layoutRiver', () => {
  it('keeps both branches after a fork', () => {
    const session = sessionAfter([6], [...token, ...token, { type: 'choose', step: 0, id: 3 }, advance]);
    const { line, cursor, visited } = momentAt(session);
    const river = layoutRiver(session.trace, line, cursor, visited);
    expect(river.columns.filter(column => column.lane === 0)).toHaveLength(1);
    expect(river.columns.filter(column => column.lane === 1)).toHaveLength(2);
    expect(river.forks).toEqual([{ depth: 1, fromLane: 0, lane: 1 }]);
  });

  it('does not show steps nobody has been to', () => {
    const session = sessionAfter([6], [...token, ...token]);
    const { line, cursor } = momentAt(session);
    expect(layoutRiver(session.trace, line.slice(0, 1), cursor, new Set([0])).columns).toHaveLength(0);
  });
});

describe('wordsOf', () => {
  /** Tokens of a text as they stand in lines that may break between words only. */
  const words = (...texts: string[]) => {
    const { spelled, ...moment } = momentAfter([6], []);
    const tokens = texts.map((text, id) => ({ ...spelled[0]!, id, text }));
    const tiles = layoutStory({ ...moment, spelled: tokens, promptLength: tokens.length });
    return wordsOf(tiles).map(word => word.tiles.map(({ token }) => token.text).join('|'));
  };

  it('keeps the pieces of a word together, and a sign with what it closes or opens', () => {
    expect(words('An', 'na', ' st', 'all', 'ed', '.', ' "', 'C', 'ould', '!"')).toEqual([
      'An|na',
      ' st|all|ed|.',
      ' "|C|ould|!"',
    ]);
  });

  it('breaks Chinese anywhere but before a sign that closes and after one that opens', () => {
    expect(words('床', '前', '，', '《', '春', '》', '\n', '月')).toEqual([
      '床',
      '前|，',
      '《|春|》',
      '\n',
      '月',
    ]);
  });

  it('lets what is longer than a line of a phone break between its tokens', () => {
    expect(words('aaaaaaaa', 'bbbbbbbb', 'cccccccc')).toEqual(['aaaaaaaa|bbbbbbbb', 'cccccccc']);
  });
});
