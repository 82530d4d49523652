import { beforeEach, describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { EngineError } from '#engine/engine.ts';
import { truncate } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { defaultParams } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { type RunningSession, runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { writeTraceFile } from '#trace/file.ts';
import { readTraceFile } from '#trace/read.ts';
import { contextAt, emptyTrace } from '#trace/trace.ts';
import { CountingEngine, table } from './bigrams.ts';
import { ManualClock } from './manual-clock.ts';

let engine: CountingEngine;
let clock: ManualClock;
let session: RunningSession;

const state = () => session.store.getState();
const text = () => textOf(contextAt(state().trace, state().cursor), engine.vocabulary);
async function turn(): Promise<void> {
  session.dispatch({ type: 'drive', drive: 'turn' });
  await clock.pass(10);
}

beforeEach(() => {
  engine = new CountingEngine(table);
  clock = new ManualClock();
});

describe('a recorded run', () => {
  /** A run of eight tokens with two candidates a step, as it would be read from a file. */
  async function recording() {
    const prompt = emptyTrace(engine.model, engine.encode('The'));
    const start = { params: defaultParams, seed: 5, tempo: 'fast', endOfText: engine.endOfText } as const;
    session = runSession(openSession(prompt, start), clock);
    session.setEngine(engine);
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    const { trace, seed, params } = state();
    const file = writeTraceFile({ trace, seed, params, vocabulary: engine.vocabulary }, 1);
    return { run: readTraceFile(JSON.parse(JSON.stringify(file))), text: text() };
  }

  it('plays without a model', async () => {
    const { run, text: expected } = await recording();
    session = runSession(
      openSession(run.trace, { ...run, tempo: 'fast', endOfText: engine.endOfText }),
      clock,
    );
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    expect(text()).toBe(expected);
    expect(state().trace.steps.every(step => step.source !== 'live')).toBe(true);
  });

  it('hands over to the live model in mid-sentence and goes on with the same words', async () => {
    const { run, text: expected } = await recording();
    session = runSession(
      openSession(run.trace, { ...run, tempo: 'fast', endOfText: engine.endOfText }),
      clock,
    );
    await turn();
    expect(state().trace.steps[0]!.source).toBe('recorded');
    session.setEngine(engine);
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    expect(text()).toBe(expected);
    expect(state().trace.steps[1]!.source).toBe('live');
    expect(state().trace.steps[1]!.prediction!.ids).toHaveLength(engine.vocabulary.size);
  });

  it('is left as it is by a model that does not answer, and asks it again only when the reader does', async () => {
    const { run } = await recording();
    session = runSession(openSession(run.trace, { ...run, tempo: 'fast' }), clock);
    await turn();
    let asked = 0;
    const dead = new BigramEngine(table);
    dead.predict = () => {
      asked += 1;
      // An endless loop of questions would stop here, and the test fails instead of hanging.
      return asked > 20
        ? new Promise(() => {})
        : Promise.reject(new EngineError('worker-crashed', 'for this test'));
    };
    session.setEngine(dead);
    await clock.pass(1000);
    expect(asked).toBe(1);
    expect(state()).toMatchObject({ phase: 'ready', cursor: 1, error: null });

    await turn();
    expect(state()).toMatchObject({ phase: 'failed', cursor: 1, error: 'worker-crashed', drive: 'hold' });
    await clock.pass(1000);
    expect(asked).toBe(2);
    expect(state().trace).toEqual(run.trace);
  });

  it('says that it has nothing more where the draw falls on a token it does not list', async () => {
    const { run } = await recording();
    const drawn = run.trace.steps[0]!.prediction!.ids[0]!;
    const beyond = { ...run.trace, steps: run.trace.steps.slice(0, 1), head: 0 };
    const seed = Array.from({ length: 100 }, (_, i) => i).find(i => uniform(i, 0) > 0.95)!;
    const others = { ...beyond, model: { id: 'bigram', revision: 'ffffffff' } };
    expect(drawn).toBe(engine.encode(' cat')[0]); // 0.6: the rest of the strip is not listed
    for (const [trace, model] of [
      [beyond, null],
      [others, engine],
    ] as const) {
      session = runSession(openSession(trace, { ...run, seed, tempo: 'fast' }), clock);
      session.setEngine(model);
      await turn();
      // Without a model one may be on its way; one with other weights will never tell.
      const waiting = { phase: 'predicted', drive: 'turn' };
      const told = { phase: 'failed', error: 'not-recorded', drive: 'hold' };
      expect(state()).toMatchObject(model === null ? waiting : told);
      session.setEngine(null);
      session.dispatch({ type: 'drive', drive: 'hold' });
    }
    session.dispatch({ type: 'open', trace: beyond, phase: 'predicted' });
    session.setEngine(engine);
    await turn();
    expect(text()).toBe('The dog');
  });

  it('and a model that lists only some of its tokens say so where a draw misses them', async () => {
    const listing = new BigramEngine(table);
    const predict = listing.predict.bind(listing);
    listing.predict = async (context, signal) => {
      const answer = await predict(context, signal);
      return { ...answer, prediction: truncate(answer.prediction, 1) };
    };
    const seed = Array.from({ length: 100 }, (_, i) => i).find(i => uniform(i, 0) > 0.95)!;
    const trace = emptyTrace(listing.model, listing.encode('The'));
    session = runSession(openSession(trace, { params: defaultParams, seed, tempo: 'fast' }), clock);
    session.setEngine(listing);
    await turn();
    expect(state()).toMatchObject({ phase: 'failed', error: 'not-listed', drive: 'hold' });
    session.dispatch({ type: 'setParams', params: { topK: 1 } });
    await turn();
    expect(text()).toBe('The cat');
  });

  it('is not continued by a model with other weights, and says so where it ends', async () => {
    const { run, text: expected } = await recording();
    const asked = engine.asked;
    const others = { ...run.trace, model: { id: 'bigram', revision: 'ffffffff' } };
    session = runSession(openSession(others, { ...run, tempo: 'fast' }), clock);
    session.setEngine(engine);
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    expect(engine.asked).toBe(asked);
    expect(text()).toBe(expected);
    expect(state()).toMatchObject({ live: false, phase: 'failed', error: 'not-recorded', drive: 'hold' });

    session.setEngine(Object.assign(new BigramEngine(table), { model: others.model }));
    expect(state()).toMatchObject({ live: true, phase: 'ready', error: null });
    await turn();
    expect(text().startsWith(expected)).toBe(true);
    expect(state().trace.steps.length).toBe(others.steps.length + 1);
  });

  it('stops at the end of its text once its model is connected', async () => {
    const { run } = await recording();
    session = runSession(openSession(run.trace, { ...run, tempo: 'fast' }), clock);
    session.setEngine(engine);
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    const tokens = contextAt(state().trace, state().cursor);
    expect(tokens.indexOf(engine.endOfText)).toBe(tokens.length - 1);
    expect(state()).toMatchObject({ phase: 'ready', drive: 'hold' });
  });
});
