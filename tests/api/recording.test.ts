import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultParams, distribution, draw } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { readTraceFile, writeTraceFile } from '#trace/file.ts';
import { type Trace, contextAt, emptyTrace, follow, withPrediction } from '#trace/trace.ts';
import type { Kind } from '../../scripts/serve-model/routes.ts';
import type { ModelServer } from '../../scripts/serve-model/server.ts';
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
