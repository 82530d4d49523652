import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { findHubModel, modelWith } from '#engine/hub/hub-model.ts';
import { variantsFor } from '#engine/hub/variants.ts';
import { connectInProcess, modelIn } from '#engine/onnx/node.ts';
import { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import type { Runtime } from '#engine/onnx/runtime/runtime.ts';
import { serve } from '#engine/onnx/serve.ts';
import { Supply } from '#engine/onnx/supply.ts';
import { loadTokenizer } from '#engine/tokenizer.ts';
import type { Model } from '#engine/spec.ts';
import { randomWeights } from '../hub/gpt2/weights.ts';
import { repository } from '../hub/repository.ts';
import { HubServer, REPO } from '../hub/server.ts';
import { VOCAB_SIZE } from '../hub/tokenizer-file.ts';
import { littleMemory } from './little-memory.ts';

const patient = new AbortController().signal; // never fires

/** 1.2 MB of weights; takes 26 MB of memory to load, as onnxruntime packs its matrices. */
let nano: Model;
beforeAll(async () => {
  nano = await modelIn(join(import.meta.dirname, '../../models/en-nano'));
});

const supplyOf = (models: readonly Model[], runtime: Runtime): Supply =>
  new Supply(
    () => connectInProcess(port => serve(port, async () => runtime)),
    models.map(model => ({ model, backend: 'wasm', adapter: null, threads: 1 })),
  );

async function load(model: Model, runtime: Runtime): Promise<OnnxEngine> {
  const supply = supplyOf([model], runtime);
  return new OnnxEngine(await loadTokenizer(model), supply, await supply.next(() => {}, patient), {});
}

it('is told, and nothing larger is downloaded in its place', async () => {
  const shape = { layers: 4, heads: 4, embedding: 512, vocabSize: VOCAB_SIZE, contextLength: 48 };
  const weights = randomWeights(shape, 2);
  const files = {
    ...repository('merged', 'int8', shape, weights),
    ...repository('merged', 'fp32', shape, weights),
  };
  const hub = await HubServer.start(files);
  const found = await findHubModel({ base: hub.base, repo: REPO, revision: 'main' });
  const models = variantsFor(found.variants, 'wasm', false).map(variant => modelWith(found, variant));
  expect(models[1]!.spec.bytes).toBeGreaterThan(models[0]!.spec.bytes); // fp32 after int8
  const supply = supplyOf(models, await littleMemory(20));
  await expect(supply.next(() => {}, patient)).rejects.toMatchObject({ code: 'out-of-memory' });
  expect(hub.sent('quantized.onnx')).toBe(models[0]!.spec.bytes);
  expect(hub.sent('merged.onnx')).toBe(0);
  await hub.close();
});

it('that is too little for an inspection leaves the predictions as they were', async () => {
  const reports: unknown[] = [];
  const supply = supplyOf([nano], await littleMemory(28));
  const first = await supply.next(() => {}, patient);
  const onReport = (report: unknown): void => void reports.push(report);
  const engine = new OnnxEngine(await loadTokenizer(nano), supply, first, { onReport });
  const story = engine.encode('Once upon a time, there was a little girl.');
  const before = await engine.predict(story, patient);
  await expect(engine.inspect(story, patient)).rejects.toMatchObject({ code: 'out-of-memory' });
  const after = await engine.predict([...story, story[0]!], patient);
  expect(after.prediction.ids).toHaveLength(before.prediction.ids.length);
  expect(reports).toHaveLength(1); // no other worker had to be started
  engine.dispose();
});

it('is given back by an engine that is disposed of, for the next one', async () => {
  const runtime = await littleMemory(40); // room for two at most
  for (let n = 0; n < 6; n++) {
    const engine = await load(nano, runtime);
    await engine.predict(engine.encode('Once upon a time'), patient);
    await engine.inspect(engine.encode('Once upon a time'), patient); // makes the lens, too
    engine.dispose();
  }
});
