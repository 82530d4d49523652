import { expect, it } from 'vitest';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import { isComplete, predictionFrom } from '#lm/prediction.ts';
import { defaultParams, distribution } from '#lm/sampling.ts';
import { runSession } from '#player/run.ts';
import { openSession, reduce, shownStep } from '#player/state.ts';
import { shorten } from '#trace/shorten.ts';
import { type Trace, emptyTrace, follow, stepAt, withPrediction } from '#trace/trace.ts';
import { folders } from '../engine/models-on-disk.ts';
import { ManualClock } from './manual-clock.ts';

const logits = (vocabSize: number, seed: number): Float32Array =>
  Float32Array.from({ length: vocabSize }, (_, id) => 8 * Math.sin(id * 12.9898 + seed * 78.233));

/** Token ids and logits of a trace's predictions. */
const bytesOf = ({ steps }: Trace): number =>
  steps.reduce((sum, { prediction }) => sum + (prediction === null ? 0 : 8 * prediction.ids.length), 0);

it('holds 2,000 tokens over the vocabulary of GPT-2 in less than 100 MB, and every probability true', () => {
  let trace = emptyTrace({ id: 'gpt2', revision: 'r' }, [50256]);
  const some = Array.from({ length: 5 }, (_, i) => predictionFrom(logits(50257, i)));
  for (let step = 0; step < 2000; step++) {
    const prediction = some[step % some.length]!;
    const answer = { prediction, latencyMs: 30, source: 'live' as const };
    trace = shorten(withPrediction(trace, step, answer), step, step);
    trace = follow(trace, step, { by: 'reader', id: step % 50257 }).trace;
    expect(isComplete(stepAt(trace, step).prediction!)).toBe(true);
  }
  expect(bytesOf(trace)).toBeLessThan(100e6);
  const [first, last] = [stepAt(trace, 0), stepAt(trace, 1999)];
  expect([first.source, last.source]).toEqual(['excerpt', 'live']);
  const short = distribution(first.prediction!, defaultParams);
  const whole = distribution(some[0]!, defaultParams);
  expect(short.modelProbabilities).toEqual(whole.modelProbabilities.slice(0, short.ids.length));
});

it('keeps what is in view whole, also while an old part of a long run is walked again', () => {
  const prediction = predictionFrom(logits(50257, 1));
  const answer = { prediction, latencyMs: 30, source: 'live' as const };
  let trace = emptyTrace({ id: 'gpt2', revision: 'r' }, [50256]);
  for (let step = 0; step < 300; step++) {
    trace = withPrediction(trace, step, answer);
    trace = follow(trace, step, { by: 'reader', id: step }).trace;
  }
  const start = { params: defaultParams, seed: 1, tempo: 'fast' } as const;
  let session = reduce(openSession(trace, start), { type: 'open', trace, cursor: 1 });
  session = reduce(session, { type: 'advance' });
  expect(shownStep(session)).toBe(0);
  session = reduce(session, { type: 'answered', step: 1, ...answer });
  const kinds = [0, 1, 2, 299].map(step => stepAt(session.trace, step).source);
  expect(kinds).toEqual(['live', 'live', 'excerpt', 'live']);
  expect(bytesOf(session.trace)).toBeLessThan(66e6);
});

it('asks a connected model again at a step that was shortened', async () => {
  const { path } = folders[0]!;
  const engine = await loadOnnxEngineInNode(await modelIn(path));
  const prompt = engine.encode('Once upon a time');
  const clock = new ManualClock();
  const session = runSession(
    openSession(emptyTrace(engine.model, prompt), { params: defaultParams, seed: 1, tempo: 'fast' }),
    clock,
  );
  session.setEngine(engine);
  const turn = async (): Promise<void> => {
    session.dispatch({ type: 'drive', drive: 'turn' });
    await expect.poll(() => clock.pass(10).then(() => session.store.getState().drive)).toBe('hold');
  };
  await turn();
  const first = stepAt(session.store.getState().trace, 0).prediction!;

  const shoot = Array.from({ length: 1000 }, (_, id) => ({
    choice: { by: 'reader', id } as const,
    prediction: first,
  }));
  session.dispatch({ type: 'graft', step: 1, shoot });
  await turn();
  await turn();
  expect(stepAt(session.store.getState().trace, 0)).toMatchObject({ source: 'excerpt' });
  session.dispatch({ type: 'goTo', step: 0 });
  await expect.poll(() => stepAt(session.store.getState().trace, 0).source).toBe('live');
  expect(stepAt(session.store.getState().trace, 0).prediction).toEqual(first);
  engine.dispose();
});
