import { beforeEach, describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { EngineError } from '#engine/engine.ts';
import { defaultParams } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { dwellMs } from '#player/tempo.ts';
import { type RunningSession, runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { childrenOf, contextAt, emptyTrace, stepAt } from '#trace/trace.ts';
import { CountingEngine, table } from './bigrams.ts';
import { ManualClock } from './manual-clock.ts';

let engine: CountingEngine;
let clock: ManualClock;
let session: RunningSession;

function open(
  options: { seed?: number; tempo?: 'lesson' | 'fast' | 'auto'; connect?: boolean } = {},
): RunningSession {
  const { seed = 1, tempo = 'fast', connect = true } = options;
  const trace = emptyTrace(engine.model, engine.encode('The'));
  const start = { params: defaultParams, seed, tempo, endOfText: engine.endOfText };
  const running = runSession(openSession(trace, start), clock);
  if (connect) running.setEngine(engine);
  return running;
}

const state = () => session.store.getState();
const text = () => textOf(contextAt(state().trace, state().cursor), engine.vocabulary);
const id = (token: string) => engine.encode(token)[0]!;
async function turn(): Promise<void> {
  session.dispatch({ type: 'drive', drive: 'turn' });
  await clock.pass(10);
}

beforeEach(() => {
  engine = new CountingEngine(table);
  clock = new ManualClock();
  session = open();
});

describe('a session', () => {
  it('appends one token a turn', async () => {
    await turn();
    expect(state().trace.steps).toHaveLength(2);
    expect(state()).toMatchObject({ phase: 'ready', drive: 'hold', cursor: 1 });
  });

  it('runs to the end of the text and stops', async () => {
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    expect(text()).toMatch(/^The (cat|dog) .*\.$/);
    expect(state()).toMatchObject({ phase: 'ready', drive: 'hold' });
    expect(contextAt(state().trace, state().cursor).at(-1)).toBe(engine.endOfText);
  });

  it('gives every press a token, however fast they come', async () => {
    session = open({ tempo: 'lesson' });
    session.dispatch({ type: 'drive', drive: 'turn' });
    session.dispatch({ type: 'drive', drive: 'turn' });
    session.dispatch({ type: 'drive', drive: 'turn' });
    await clock.pass(20_000);
    expect(state().trace.steps).toHaveLength(4);
  });

  it('steps beat by beat: predict, sample, append', async () => {
    const phases = [];
    for (let i = 0; i < 3; i++) {
      session.dispatch({ type: 'advance' });
      await clock.pass(10);
      phases.push(state().phase);
    }
    expect(phases).toEqual(['predicted', 'sampled', 'ready']);
  });

  it('goes back a token without asking or losing anything', async () => {
    await turn();
    await turn();
    const whole = text();
    const asked = engine.asked;
    session.dispatch({ type: 'back' });
    await turn();
    expect(text()).toBe(whole);
    expect(engine.asked).toBe(asked);
    expect(state().trace.steps).toHaveLength(3);
  });

  it('forks where the reader chooses another token, and keeps both branches', async () => {
    await turn();
    const first = text();
    session.dispatch({ type: 'back' });
    const other = first === 'The cat' ? ' dog' : ' cat';
    session.dispatch({ type: 'choose', step: 0, id: id(other) });
    await clock.pass(10);
    expect(text()).toBe(`The${other}`);
    expect(childrenOf(state().trace, 0)).toHaveLength(2);
    session.dispatch({ type: 'goTo', step: 1 });
    expect(text()).toBe(first);
  });

  it('draws the same text again from the same seed', async () => {
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    const first = text();
    const asked = engine.asked;
    session.dispatch({ type: 'reset' });
    expect(text()).toBe('The');
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(1000);
    expect(text()).toBe(first);
    expect(engine.asked).toBe(asked); // what is known is not asked again
  });

  it('draws anew when seed or settings change, without asking the model', async () => {
    session.dispatch({ type: 'advance' });
    await clock.pass(10);
    const asked = engine.asked;
    const drawn = new Set<number>();
    for (let seed = 0; seed < 30; seed++) {
      session.dispatch({ type: 'setSeed', seed });
      session.dispatch({ type: 'advance' });
      drawn.add(state().choice!.id);
      session.dispatch({ type: 'back' });
    }
    expect(drawn).toEqual(new Set([id(' cat'), id(' dog')]));
    session.dispatch({ type: 'setParams', params: { temperature: 0 } });
    session.dispatch({ type: 'advance' });
    expect(state().choice!.id).toBe(id(' cat'));
    expect(engine.asked).toBe(asked);
  });

  it('waits for a model that is still loading, then goes on by itself', async () => {
    session = open({ connect: false });
    await turn();
    expect(state().phase).toBe('predicting');
    session.setEngine(engine);
    await clock.pass(10);
    expect(state()).toMatchObject({ phase: 'ready', cursor: 1 });
  });

  it('keeps the run when the model fails, says why, and can try again', async () => {
    await turn();
    const failing = new BigramEngine(table);
    failing.predict = () => Promise.reject(new EngineError('worker-crashed', 'for this test'));
    session.setEngine(failing);
    await turn();
    expect(state()).toMatchObject({ phase: 'failed', error: 'worker-crashed', cursor: 1, drive: 'hold' });
    session.setEngine(engine);
    await turn();
    expect(state()).toMatchObject({ phase: 'ready', cursor: 2, error: null });
  });

  it('drops an answer that comes after the reader has gone back', async () => {
    let answer = () => {};
    const slow = new BigramEngine(table);
    const predict = slow.predict.bind(slow);
    slow.predict = async (context, signal) => {
      await new Promise<void>(resolve => (answer = resolve));
      return predict(context, signal);
    };
    session.setEngine(slow);
    session.dispatch({ type: 'drive', drive: 'turn' });
    await clock.pass(10);
    session.dispatch({ type: 'back' });
    answer();
    await clock.pass(10);
    expect(state()).toMatchObject({ phase: 'ready', cursor: 0 });
    expect(state().trace.steps[0]!.prediction).toBeNull();
  });

  it('takes as long for a token as its tempo says', async () => {
    session = open({ tempo: 'lesson' });
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(dwellMs('lesson', 'predicting') - 1);
    expect(state().phase).toBe('predicting');
    await clock.pass(2);
    expect(state().phase).toBe('predicted');
    await clock.pass(dwellMs('lesson', 'predicted') + dwellMs('lesson', 'sampled'));
    expect(state()).toMatchObject({ phase: 'ready', cursor: 1 });
  });

  it.each([
    ['seed', (n: number) => ({ type: 'setSeed', seed: n }) as const],
    ['temperature', (n: number) => ({ type: 'setParams', params: { temperature: n } }) as const],
  ])('writes anew after going back and choosing another %s', async (_, other) => {
    for (let i = 0; i < 6; i++) await turn();
    const before = text();
    const told = new Set<string>();
    for (let n = 2; n < 8; n++) {
      for (let i = 0; i < 8; i++) session.dispatch({ type: 'back' });
      expect(state().cursor).toBe(0);
      session.dispatch(other(n));
      for (let i = 0; i < 6; i++) await turn();
      told.add(text());
      const { trace, cursor } = state();
      const drawn = stepAt(trace, cursor).choice!;
      expect(drawn).toMatchObject({ by: 'sampler', params: state().params });
    }
    // One of them may happen to be the old text; six of them are not.
    expect([...told].filter(one => one !== before).length).toBeGreaterThan(0);
  });

  it('comes back to a fork on the branch that was followed last', async () => {
    await turn();
    const [first] = childrenOf(state().trace, 0);
    const other = id(text() === 'The cat' ? ' dog' : ' cat');
    session.dispatch({ type: 'choose', step: first!, id: id(' sat') });
    await clock.pass(10);
    session.dispatch({ type: 'choose', step: first!, id: id(' ran') });
    await clock.pass(10);
    session.dispatch({ type: 'choose', step: 0, id: other });
    await clock.pass(10);
    session.dispatch({ type: 'choose', step: 0, id: stepAt(state().trace, first!).choice!.id });
    await clock.pass(10);
    expect(contextAt(state().trace, state().trace.head).at(-1)).toBe(id(' ran'));
  });

  it('withdraws its question when it is disposed of, and takes no answer after that', async () => {
    let signal: AbortSignal | null = null;
    let answer = () => {};
    const slow = new BigramEngine(table);
    const predict = slow.predict.bind(slow);
    slow.predict = async (context, asked) => {
      signal = asked;
      await new Promise<void>(resolve => (answer = resolve));
      return predict(context, new AbortController().signal);
    };
    session.setEngine(slow);
    session.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(10);
    session.dispose();
    expect(signal!.aborted).toBe(true);
    const left = state();
    answer();
    await clock.pass(1000);
    expect(state()).toBe(left);
  });

  it('takes no answer of the model before, nor one of the text before', async () => {
    const answers: (() => void)[] = [];
    const slow = new BigramEngine(table);
    const predict = slow.predict.bind(slow);
    slow.predict = async context => {
      await new Promise<void>(resolve => answers.push(resolve));
      return predict(context, new AbortController().signal); // as one that does not hear
    };
    session.setEngine(slow);
    session.dispatch({ type: 'advance' });
    await clock.pass(10);
    session.dispatch({ type: 'open', trace: emptyTrace(slow.model, slow.encode('The dog')) });
    answers[0]!();
    await clock.pass(10);
    expect(stepAt(state().trace, 0).prediction).toBeNull();
    session.dispatch({ type: 'advance' });
    await clock.pass(10);
    session.setEngine(null);
    for (const give of answers) give();
    await clock.pass(10);
    expect(stepAt(state().trace, 0).prediction).toBeNull();
  });
});
