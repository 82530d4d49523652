import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultParams, distribution, draw } from '#lm/sampling.ts';
import { type Vocabulary, textOf } from '#lm/token.ts';
import { type RecordedRun, writeTraceFile } from '#trace/file.ts';
import { readTraceFile } from '#trace/read.ts';
import { type Trace, contextAt, emptyTrace, follow, withPrediction } from '#trace/trace.ts';
import type { Kind } from '../../scripts/serve-model/routes.ts';
import type { ModelServer } from '../../scripts/serve-model/server.ts';
import { WorkbenchController } from '#run/workbench.ts';
import { ManualClock } from '../player/manual-clock.ts';
import { connect, patient, serve } from './served.ts';

const servers = new Map<Kind, ModelServer>();
beforeAll(async () => {
  for (const kind of ['openai', 'llama.cpp'] as const) servers.set(kind, await serve({ kind }));
});
afterAll(async () => void (await Promise.all([...servers.values()].map(server => server.close()))));

it.each<Kind>(['openai', 'llama.cpp'])(
  'a run over an API of kind %s is saved and opened again without it, so that a class replays it without a key',
  async kind => {
    const { engine } = await connect(servers.get(kind)!.url);
    const params = { ...defaultParams, topK: 4 };
    let trace: Trace = emptyTrace(engine.model, engine.encode('Once upon a time 你'));
    let step = 0;
    for (const u of [0.1, 0.5, 0.9]) {
      const { prediction } = await engine.predict(contextAt(trace, step), patient);
      trace = withPrediction(trace, step, { prediction, latencyMs: 12, source: 'live' });
      const drawn = draw(distribution(prediction, params), u);
      ({ trace, step } = follow(trace, step, { by: 'sampler', id: drawn.id, draw: drawn, params }));
    }
    const text = textOf(contextAt(trace, step), engine.vocabulary);
    const file = JSON.stringify(writeTraceFile({ trace, seed: 1, params, vocabulary: engine.vocabulary }, 5));

    const run = readTraceFile(JSON.parse(file));
    expect(textOf(contextAt(run.trace, step), run.vocabulary)).toBe(text);
    expect(run.vocabulary.size).toBe(engine.vocabulary.size);
    for (let at = 0; at < 3; at++) {
      const [before, after] = [trace.steps[at]!.prediction!, run.trace.steps[at]!.prediction!];
      const [full, kept] = [distribution(before, params), distribution(after, params)];
      expect(after.ids).toEqual(before.ids.slice(0, 5));
      expect(kept.probabilities[0]).toBeCloseTo(full.probabilities[0]!, 4);
      const { modelTail, modelProbabilities } = distribution(after, defaultParams);
      expect(modelTail + modelProbabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    }
  },
);

describe.each<Kind>(['openai', 'llama.cpp'])('a saved run over an API of kind %s goes on', kind => {
  const url = () => servers.get(kind)!.url;
  const params = { ...defaultParams, topK: 4 };
  const textAt = (trace: Trace, vocabulary: Vocabulary) => textOf(contextAt(trace, trace.head), vocabulary);

  /** One token, in a session of its own; and what the model says after it. */
  async function saved(): Promise<{ run: RecordedRun; next: readonly string[] }> {
    const { engine } = await connect(url());
    engine.encode('Words of another prompt take the first numbers of this session.');
    const first = emptyTrace(engine.model, engine.encode('Once upon a time'));
    const { prediction } = await engine.predict(first.prompt, patient);
    const drawn = draw(distribution(prediction, params), 0.1);
    const answered = withPrediction(first, 0, { prediction, latencyMs: 12, source: 'live' });
    const { trace } = follow(answered, 0, { by: 'sampler', id: drawn.id, draw: drawn, params });
    const after = (await engine.predict(contextAt(trace, 1), patient)).prediction;
    const file = writeTraceFile({ trace, seed: 1, params, vocabulary: engine.vocabulary });
    const run = readTraceFile(JSON.parse(JSON.stringify(file)));
    return { run, next: [...after.ids].map(id => spelled(id, engine.vocabulary)) };
  }
  const spelled = (id: number, vocabulary: Vocabulary) => vocabulary.special(id) ?? textOf([id], vocabulary);

  it.each(['opened before its server is connected', 'opened after'])('%s', async when => {
    const { run, next } = await saved();
    const before = textAt(run.trace, run.vocabulary);
    const clock = new ManualClock();
    const start = { modelId: 'none', openTo: 'all', prompt: 'The king', line: null, revision: null } as const;
    const bench = new WorkbenchController(
      {
        start: { ...start, recording: null, seed: 3, params: {}, tempo: 'fast' },
        backend: 'wasm',
        sleeping: true,
        notices: [],
      },
      clock,
    );
    const { engine } = await connect(url());
    const use = () => bench.useGuest({ engine, largestTopK: null });
    const state = () => bench.session.store.getState();
    const settled = async (property: 'drive' | 'phase', value: string) =>
      expect.poll(() => clock.pass(10).then(() => state()[property])).toBe(value);

    if (when === 'opened after') use();
    bench.openSaved(run);
    if (when !== 'opened after') use();
    const { vocabulary } = bench.store.getState();
    expect(vocabulary).toBe(engine.vocabulary);
    expect(textAt(state().trace, vocabulary)).toBe(before);
    expect(state().trace.steps[0]!.prediction!.logits).toEqual(run.trace.steps[0]!.prediction!.logits);
    expect([...state().visited]).toEqual([0, 1]);

    bench.session.dispatch({ type: 'advance' });
    await settled('phase', 'predicted');
    const { ids } = state().trace.steps[1]!.prediction!;
    expect([...ids].map(id => spelled(id, vocabulary))).toEqual(next);
    bench.session.dispatch({ type: 'drive', drive: 'turn' });
    await settled('drive', 'hold');
    expect(textAt(state().trace, vocabulary).startsWith(before)).toBe(true);

    // Whatever is asked for, every draw falls on a token that the server names.
    bench.useGuest({ engine, largestTopK: 4 });
    bench.setParams({ topK: null });
    expect(state().params.topK).toBe(4);
    bench.setParams({ topK: 2 });
    bench.setParams({ temperature: 0.5 });
    expect(state().params).toMatchObject({ topK: 2, temperature: 0.5 });
    bench.openSaved({ ...run, params: defaultParams });
    expect(state().params.topK).toBe(4);
    bench.dispose();
  });
});
