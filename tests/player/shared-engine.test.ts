import { beforeEach, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { defaultParams } from '#lm/sampling.ts';
import { type RunningSession, runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { emptyTrace } from '#trace/trace.ts';
import { labOf } from '#run/labs.ts';
import { table } from './bigrams.ts';
import { ManualClock } from './manual-clock.ts';

let engine: BigramEngine;
let clock: ManualClock;
let session: RunningSession;

beforeEach(() => {
  engine = new BigramEngine(table);
  clock = new ManualClock();
  const trace = emptyTrace(engine.model, engine.encode('The'));
  session = runSession(openSession(trace, { params: defaultParams, seed: 1, tempo: 'fast' }), clock);
  session.setEngine(engine);
});

it('a stage and two experiments that share an engine all get their answers, whoever asks first', async () => {
  const [one, other] = [labOf(engine), labOf(engine)];
  const best = async (lab: typeof one, text: string) => (await lab.predict(engine.encode(text))).ids[0];

  const before = best(one, 'The');
  session.dispatch({ type: 'drive', drive: 'turn' });
  const after = [best(other, ' cat'), best(one, ' sat')];

  expect(await before).toBe(engine.encode(' cat')[0]);
  expect(await Promise.all(after)).toEqual([engine.encode(' sat')[0], engine.encode('.')[0]]);
  await clock.pass(10);
  expect(session.store.getState()).toMatchObject({ phase: 'ready', cursor: 1, error: null });
});

it('a question that is withdrawn, or fails, keeps nobody waiting', async () => {
  const lab = labOf(engine);
  const withdrawn = new AbortController();
  const first = lab.predict(engine.encode('The'), withdrawn.signal);
  withdrawn.abort();
  const empty = lab.predict([]); // a bug of the asker's
  session.dispatch({ type: 'drive', drive: 'turn' });
  await expect(first).rejects.toThrow('aborted');
  await expect(empty).rejects.toThrow(RangeError);
  await clock.pass(10);
  expect(session.store.getState()).toMatchObject({ phase: 'ready', cursor: 1, error: null });
});
