import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import { runSession } from '#player/run.ts';
import { type Session, openSession } from '#player/state.ts';
import { LinkError, linkOf, longestLine, readLine, traceOf } from '#trace/link.ts';
import { writeRun } from '#run/parameters.ts';
import { type Choice, emptyTrace } from '#trace/trace.ts';
import { parseOptions } from '#run/url.ts';
import { ManualClock } from '../player/manual-clock.ts';

const params = fc.record<SamplingParams>({
  temperature: fc.constantFrom(0, 0.35, 1, 2),
  topK: fc.option(fc.integer({ min: 1, max: 999 })),
  topP: fc.option(fc.constantFrom(0.5, 0.95)),
  minP: fc.option(fc.constantFrom(0.05, 0.5)),
});
const link = fc
  .record({
    model: fc.record({
      id: fc.constantFrom('en-mini', 'zh-poems'),
      revision: fc.constantFrom('', '1a2b3c4d'),
    }),
    prompt: fc.string({ unit: 'grapheme' }),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    params,
    choices: fc.array(
      fc
        .tuple(fc.nat(50_256), fc.boolean())
        .map(([id, forced]): Choice =>
          forced ? { by: 'reader', id } : { by: 'carried', id, from: 'link', draw: null, params: null },
        ),
      { maxLength: 60 },
    ),
    at: fc.nat(60),
  })
  .map(run => ({ ...run, at: Math.min(run.at, run.choices.length) }));

describe('a share link', () => {
  it('comes back as it was written, for thousands of runs', () => {
    fc.assert(
      fc.property(link, run => {
        const query = new URLSearchParams(writeRun(run).toString());
        expect(readLine(query)).toEqual(
          run.choices.length === 0 ? null : { choices: run.choices, at: run.at },
        );
        expect(query.get('prompt')).toBe(run.prompt);
        expect(query.get('seed')).toBe(String(run.seed));
        const { options, bad } = parseOptions(`?${query}`);
        expect(bad).toEqual([]);
        expect({ ...defaultParams, ...options.params }).toEqual(run.params);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses anything else with the name of the parameter, and nothing but a LinkError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (run, at) => {
        const query = new URLSearchParams({ run, at });
        try {
          const line = readLine(query);
          expect(line!.at).toBeLessThanOrEqual(line!.choices.length);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['run=', 'run=..', 'run=zzzzz', 'run=a.-1', 'run=a&at=2', 'run=a&at=-1', 'run=a&at=1e9'])(
    'refuses %s',
    query => {
      expect(() => readLine(new URLSearchParams(query))).toThrow(LinkError);
    },
  );

  it('refuses a run longer than any link we make', () => {
    const run = Array.from({ length: longestLine + 1 }, () => 'a').join('.');
    expect(() => readLine(new URLSearchParams({ run }))).toThrow(/1501 tokens/);
  });

  it('refuses tokens another vocabulary has', () => {
    expect(() => traceOf([{ by: 'reader', id: 9 }], { id: 'm', revision: 'r' }, [0], 9)).toThrow(LinkError);
  });
});

describe('a linked run, walked again', () => {
  const engine = new BigramEngine({
    The: { ' cat': 0.6, ' dog': 0.4 },
    ' cat': { ' sat': 0.7, ' ran': 0.3 },
    ' dog': { ' sat': 0.5, ' ran': 0.5 },
    ' sat': { '.': 0.5, ' The': 0.5 },
    ' ran': { '.': 1 },
    ' The': { ' cat': 0.5, ' dog': 0.5 },
  });
  const prompt = engine.encode('The');
  const walk = async (
    session: Session,
    turns: number,
    script?: (dispatch: ReturnType<typeof runSession>['dispatch']) => void,
  ) => {
    const clock = new ManualClock();
    const running = runSession(session, clock);
    running.setEngine(engine);
    script?.(running.dispatch);
    for (let i = 0; i < turns; i++) {
      running.dispatch({ type: 'drive', drive: 'turn' });
      await clock.pass(10);
      const { trace, cursor } = running.store.getState();
      if (cursor === trace.head && trace.steps[cursor]!.choice?.id === engine.endOfText) break;
    }
    return running.store.getState();
  };

  it('equals the original, draws and forced tokens included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.constantFrom(' cat', ' dog'), async (seed, forced) => {
        const start = { params: defaultParams, seed, tempo: 'fast' as const, endOfText: engine.endOfText };
        const original = await walk(openSession(emptyTrace(engine.model, prompt), start), 12, dispatch =>
          dispatch({ type: 'choose', step: 0, id: engine.encode(forced)[0]! }),
        );
        const run = linkOf(original.trace, original.trace.head, original.trace.head, {
          prompt: 'The',
          ...start,
        });
        const { choices } = readLine(new URLSearchParams(writeRun(run).toString()))!;
        const opened = openSession(traceOf(choices, engine.model, prompt, engine.vocabulary.size), start);
        const again = await walk(opened, choices.length);
        const told = ({ trace }: Session) => trace.steps.map(({ parent, choice }) => ({ parent, choice }));
        // The forced token's own step was never predicted in the original: it was pressed before.
        expect(told(again)).toEqual(told(original));
      }),
      { numRuns: 40 },
    );
  });
});
