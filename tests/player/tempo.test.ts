import { beforeEach, describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { defaultParams } from '#lm/sampling.ts';
import { type RunningSession, runSession } from '#player/run.ts';
import { elapsedMs, openSession, tempoOf } from '#player/state.ts';
import { type Tempo, acceleratedTempo, beatAt, beatMs, beats, dwellMs, waitsAtMs } from '#player/tempo.ts';
import { emptyTrace } from '#trace/trace.ts';
import { momentAt, sessionAfter, token } from '../views/moment.ts';
import { ManualClock } from './manual-clock.ts';

describe('the table of beats', () => {
  const total = (tempo: Tempo, depth: number) =>
    beats.reduce((sum, beat) => sum + (beat === 'rest' ? 0 : beatMs(tempo, beat, depth)), 0);

  it('takes the film’s eight and a half seconds for a token at the slowest, three at the next', () => {
    expect([total('lesson', 0), total('watch', 0)]).toEqual([8500, 3000]);
    expect(total('stream', 0)).toBeLessThanOrEqual(500);
    expect(total('fast', 0)).toBe(0);
  });

  it('reads one token only from the second on', () => {
    for (const tempo of ['lesson', 'watch'] as const)
      expect(beatMs(tempo, 'read', 1)).toBeLessThan(beatMs(tempo, 'read', 0));
    expect(total('lesson', 0) - total('lesson', 7)).toBe(650);
  });

  it('fills each phase with its beats in order, none twice and none left out', () => {
    const seen = (['predicting', 'predicted', 'sampled', 'ready'] as const).flatMap(phase =>
      Array.from({ length: dwellMs('lesson', phase) }, (_, ms) => beatAt(phase, ms, 'lesson')!.beat),
    );
    expect(seen.filter((beat, i) => beat !== seen[i - 1])).toEqual(beats);
    for (const beat of beats)
      expect(seen.filter(other => other === beat)).toHaveLength(beatMs('lesson', beat));
    expect(beatAt('sampled', 725, 'lesson')).toEqual({ beat: 'sample', share: 0.5 });
    expect(beatAt('ready', Infinity, 'lesson')).toEqual({ beat: 'settle', share: 1 });
    expect(beatAt('failed', 0, 'lesson')).toBeNull();
  });
});

describe('the tempo that accelerates', () => {
  it('is slow for three tokens, then watchable for five, then streams for twelve, then blurs', () => {
    const throughout = (playing: boolean) =>
      Array.from({ length: 24 }, (_, shown) => acceleratedTempo(shown, playing));
    expect(throughout(true)).toEqual([
      ...Array<Tempo>(3).fill('lesson'),
      ...Array<Tempo>(5).fill('watch'),
      ...Array<Tempo>(12).fill('stream'),
      ...Array<Tempo>(4).fill('fast'),
    ]);
    expect(throughout(false)).toEqual([...Array<Tempo>(3).fill('lesson'), ...Array<Tempo>(21).fill('watch')]);
  });
});

describe('the time in a phase', () => {
  let clock: ManualClock;
  let session: RunningSession;
  let answer = () => {};
  const state = () => session.store.getState();
  const elapsed = () => elapsedMs(state(), clock.now());

  beforeEach(() => {
    clock = new ManualClock();
    const engine = new BigramEngine({ a: { ' b': 1 }, ' b': { a: 1 } });
    const predict = engine.predict.bind(engine);
    engine.predict = async (context, signal) => {
      await new Promise<void>(resolve => (answer = resolve));
      return predict(context, signal);
    };
    const trace = emptyTrace(engine.model, engine.encode('a'));
    session = runSession(openSession(trace, { params: defaultParams, seed: 1, tempo: 'lesson' }), clock);
    session.setEngine(engine);
  });

  it('begins with the phase, by the clock it was given', async () => {
    await clock.pass(123);
    session.dispatch({ type: 'advance' });
    expect([state().phase, state().since, elapsed()]).toEqual(['predicting', 123, 0]);
    await clock.pass(1000);
    expect(elapsed()).toBe(1000);
    expect(momentAt(state())).toMatchObject({ phase: 'predicting', since: 123, tempo: 'lesson' });
  });

  it('waits at the end of the layers until the model has answered, and goes on from there', async () => {
    const waits = waitsAtMs('lesson');
    session.dispatch({ type: 'advance' });
    await clock.pass(waits + 4000);
    expect(elapsed()).toBe(waits);
    answer();
    await clock.pass(0);
    expect(elapsed()).toBe(waits);
    await clock.pass(beatMs('lesson', 'lastColumn') + 10);
    expect(beatAt('predicting', elapsed(), tempoOf(state()))).toMatchObject({ beat: 'predict' });
    await clock.pass(beatMs('lesson', 'predict') - 20);
    expect(state().phase).toBe('predicting');
    await clock.pass(20);
    expect(state().phase).toBe('predicted');
  });

  it('does not stop for a model that answers in time', async () => {
    session.dispatch({ type: 'advance' });
    await clock.pass(100);
    answer();
    await clock.pass(dwellMs('lesson', 'predicting') - 101);
    expect([state().phase, elapsed()]).toEqual(['predicting', dwellMs('lesson', 'predicting') - 1]);
    await clock.pass(1);
    expect(state().phase).toBe('predicted');
  });

  it('is over where a moment is visited again: it stands there whole', async () => {
    session.dispatch({ type: 'advance' });
    await clock.pass(0);
    answer();
    await clock.pass(dwellMs('lesson', 'predicting'));
    session.dispatch({ type: 'advance' });
    session.dispatch({ type: 'advance' });
    session.dispatch({ type: 'goTo', step: 0 });
    expect([state().phase, elapsed()]).toEqual(['sampled', Infinity]);
  });
});

it('a prediction stands undrawn until the reader asks for a draw, though the draw is recorded', () => {
  const played = sessionAfter([6, 7], token);
  const opened = { ...played, cursor: 0, phase: 'predicted', choice: null } as const;
  expect(momentAt(opened)).toMatchObject({ drawn: null, choice: null });
  expect(momentAt({ ...opened, phase: 'ready' }).drawn).toBeNull();
  expect(momentAt(opened).distribution).not.toBeNull();
  // Just after the append the bars it was drawn from are still in view, and so is the draw.
  expect(momentAt(played).drawn).toMatchObject({ by: 'sampler' });
});
