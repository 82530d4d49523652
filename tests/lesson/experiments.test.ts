import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { predictionFrom } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { defaultParams, distribution, draw } from '#lm/sampling.ts';
import type { Vocabulary } from '#lm/token.ts';
import { runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { contextAt, emptyTrace } from '#trace/trace.ts';
import { type Future, sharedTokens, unwritten, writeFutures } from '#figures/futures/futures.ts';
import { layoutRedraws } from '#figures/redraws/layout.ts';
import { layoutPieces, movers } from '#figures/surgery/layout.ts';
import { layoutPools } from '#views/pools/layout.ts';
import { layoutTokens } from '#figures/tokens/layout.ts';
import { labOf } from '#run/labs.ts';
import { ManualClock } from '../player/manual-clock.ts';

const flat = (n: number) => predictionFrom(new Float32Array(n));
const anyPrediction = fc
  .array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 300 })
  .map(logits => predictionFrom(Float32Array.from(logits)));

describe('temperature', () => {
  it('moves the borders between the pools and never the length of the strip', () => {
    fc.assert(
      fc.property(anyPrediction, fc.double({ min: 0, max: 5, noNaN: true }), (prediction, temperature) => {
        const pools = layoutPools(distribution(prediction, { ...defaultParams, temperature }));
        expect(pools.reduce((sum, pool) => sum + pool.mass, 0)).toBeCloseTo(1, 9);
        expect(pools.at(-1)!.to).toBe(prediction.vocabSize);
        pools.forEach((pool, i) => expect(pool.from).toBe(i === 0 ? 1 : pools[i - 1]!.to + 1));
      }),
    );
  });

  it('gives each pool its ranks: of 1,000 equal tokens 1, 9, 90 and 900', () => {
    const pools = layoutPools(distribution(flat(1000), defaultParams));
    expect(pools.map(({ mass }) => mass)).toEqual([0.001, 0.009, 0.09, 0.9].map(m => expect.closeTo(m, 9)));
  });

  it('puts everything into the first pool at 0', () => {
    const pools = layoutPools(distribution(flat(1000), { ...defaultParams, temperature: 0 }));
    expect(pools.map(({ mass }) => mass)).toEqual([1, 0, 0, 0]);
  });
});

describe('a hundred draws', () => {
  it('land where the strip says, each once', () => {
    fc.assert(
      fc.property(anyPrediction, fc.nat(1000), (prediction, seed) => {
        const shaped = distribution(prediction, defaultParams);
        const us = Array.from({ length: 100 }, (_, i) => uniform(seed, i));
        const { rows, restDots } = layoutRedraws(shaped, 12, us);
        for (const row of rows) {
          expect(row.dots.map(dot => dot.draw)).toEqual(
            us.flatMap((u, i) => (draw(shaped, u).rank === row.rank ? [i] : [])),
          );
        }
        expect(rows.reduce((sum, row) => sum + row.count, restDots.length)).toBe(100);
      }),
    );
  });

  it('share the scale of the bars, and stay on the track', () => {
    fc.assert(
      fc.property(anyPrediction, fc.nat(1000), (prediction, seed) => {
        const us = Array.from({ length: 100 }, (_, i) => uniform(seed, i));
        const { rows, restDots, dot } = layoutRedraws(distribution(prediction, defaultParams), 12, us);
        for (const row of rows) expect(row.width).toBeCloseTo(row.probability * 100 * dot, 9);
        for (const { x } of [...rows.flatMap(row => row.dots), ...restDots]) {
          expect(x + dot).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('all fall on the tallest bar at temperature 0', () => {
    const greedy = distribution(flat(50), { ...defaultParams, temperature: 0 });
    const layout = layoutRedraws(
      greedy,
      12,
      Array.from({ length: 100 }, (_, i) => uniform(3, i)),
    );
    expect([layout.landed, layout.mean, layout.restDots.length]).toEqual([100, 100, 0]);
  });
});

describe('futures', () => {
  const engine = new BigramEngine({
    The: { ' cat': 1 },
    ' cat': { ' sat': 0.5, ' ran': 0.5 },
    ' sat': { ' cat': 0.6, ' and': 0.4 },
    ' ran': { ' cat': 0.6, ' and': 0.4 },
    ' and': { ' cat': 1 },
  });
  const lab = labOf(engine);
  const context = engine.encode('The');
  const settings = { params: defaultParams, limit: 8 };
  async function write(seed: number, count: number): Promise<readonly Future[]> {
    let last: readonly Future[] = [];
    const signal = new AbortController().signal;
    await writeFutures(lab, context, unwritten(seed, count), settings, now => (last = now), signal);
    return last;
  }

  it('are what the stage itself writes with those seeds', async () => {
    for (const future of await write(11, 5)) {
      const opened = openSession(emptyTrace(engine.model, context), {
        params: defaultParams,
        seed: future.seed,
        tempo: 'fast',
        endOfText: engine.endOfText,
        maxTokens: 8,
      });
      const clock = new ManualClock();
      const session = runSession(opened, clock);
      session.setEngine(engine);
      session.dispatch({ type: 'drive', drive: 'run' });
      await clock.pass(60_000);
      const { trace, cursor } = session.store.getState();
      expect(contextAt(trace, cursor).slice(context.length)).toEqual(future.draws.map(({ id }) => id));
    }
  });

  it('carry the surprise of the model itself, whatever the temperature', async () => {
    let last: readonly Future[] = [];
    const hot = { params: { ...defaultParams, temperature: 2 }, limit: 2 };
    const { signal } = new AbortController();
    await writeFutures(lab, context, unwritten(3, 1), hot, now => (last = now), signal);
    expect(last[0]!.bits).toEqual([0, 1].map(bits => expect.closeTo(bits, 6))); // " cat" is certain, then one of two
  });

  it('share exactly the tokens that all of them begin with', async () => {
    const futures = await write(11, 5);
    const shared = sharedTokens(futures);
    expect(shared).toBeGreaterThan(0); // "The" is always followed by " cat"
    expect(new Set(futures.map(({ draws }) => draws[shared]?.id)).size).toBeGreaterThan(1);
    expect(sharedTokens([futures[0]!, futures[0]!])).toBe(futures[0]!.draws.length);
    expect(sharedTokens(unwritten(1, 3))).toBe(0);
  });

  it('stop when they are no longer wanted', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const writing = writeFutures(
      lab,
      context,
      unwritten(11, 5),
      settings,
      futures => {
        told.push(futures.length);
        stop.abort();
      },
      stop.signal,
    );
    await expect(writing).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(told).toHaveLength(1);
  });
});

describe('a word exchanged', () => {
  const text = 'The sad cat saw a cat';
  const swaps = [
    { word: 'cat', others: ['dog'] },
    { word: 'sad', others: ['glad'] },
  ];
  const joined = (chosen: readonly string[]) =>
    layoutPieces(text, swaps, chosen)
      .map(piece => piece.text)
      .join('');

  it('changes the text in its own place only', () => {
    expect(joined(['cat', 'sad'])).toBe(text);
    expect(joined(['dog', 'sad'])).toBe('The sad dog saw a cat');
    expect(joined(['dog', 'a very glad'])).toBe('The a very glad dog saw a cat');
  });

  it('is refused where the word is not in the text', () => {
    expect(() => layoutPieces(text, [{ word: 'moon', others: [] }], ['moon'])).toThrow(RangeError);
  });

  it('calls out who gained and lost most, over the whole vocabulary', () => {
    const of = (...p: number[]) =>
      distribution(predictionFrom(Float32Array.from(p, x => Math.log(x))), defaultParams);
    const { gained, lost } = movers(of(0.5, 0.3, 0.1, 0.1), of(0.2, 0.3, 0.4, 0.1), 2);
    expect(gained.map(({ id }) => id)).toEqual([2]);
    expect(lost.map(({ id }) => id)).toEqual([0]);
    expect(gained[0]).toMatchObject({ before: expect.closeTo(0.1, 6), now: expect.closeTo(0.4, 6) });
  });

  it('and put back moves nothing', () => {
    fc.assert(
      fc.property(anyPrediction, prediction => {
        const now = distribution(prediction, defaultParams);
        expect(movers(now, now, 3)).toEqual({ gained: [], lost: [] });
      }),
    );
  });
});

describe('tokens', () => {
  /** Every byte is a token, as where no merge fits. */
  const bytes: Vocabulary = { size: 256, bytes: id => Uint8Array.of(id), special: () => null };
  const cut = (text: string) => layoutTokens(text, [...new TextEncoder().encode(text)], bytes);

  it('that spell one character together stand together under it', () => {
    const { groups } = cut('a你');
    expect(groups.map(({ character, tiles }) => [character, tiles.map(tile => tile.bytes)])).toEqual([
      [null, ['61']],
      ['你', ['e4', 'bd', 'a0']],
    ]);
  });

  it('are counted beside characters as readers count them, and bytes', () => {
    const family = '👩‍👧'; // two people and a joiner: one character to a reader
    expect(cut(family)).toMatchObject({ tokens: 11, characters: 1, bytes: 11 });
    expect(cut('é')).toMatchObject({ tokens: 2, characters: 1, bytes: 2 });
    expect(cut('')).toMatchObject({ tokens: 0, characters: 0, bytes: 0, groups: [] });
  });
});
