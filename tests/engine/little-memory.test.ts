import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { connectInProcess, modelIn } from '#engine/onnx/node.ts';
import { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import type { Runtime } from '#engine/onnx/runtime/runtime.ts';
import { Supply } from '#engine/onnx/supply.ts';
import { loadTokenizer } from '#engine/tokenizer.ts';
import type { Model } from '#engine/spec.ts';
import { littleMemory } from './little-memory.ts';

const patient = new AbortController().signal; // never fires

/** 1.2 MB of weights; takes 26 MB of memory to load, as onnxruntime packs its matrices. */
let nano: Model;
beforeAll(async () => {
  nano = await modelIn(join(import.meta.dirname, '../../models/en-nano'));
});

const supplyOf = (models: readonly Model[], runtime: Runtime): Supply =>
  new Supply(
    () => connectInProcess(async () => runtime),
    models.map(model => ({ model, backend: 'wasm', adapter: null, threads: 1 })),
  );

async function load(model: Model, runtime: Runtime): Promise<OnnxEngine> {
  const supply = supplyOf([model], runtime);
  return new OnnxEngine(await loadTokenizer(model), supply, await supply.next(() => {}, patient), {});
}

it('is given back by an engine that is disposed of, for the next one', async () => {
  const runtime = await littleMemory(40); // room for two at most
  for (let n = 0; n < 6; n++) {
    const engine = await load(nano, runtime);
    await engine.predict(engine.encode('Once upon a time'), patient);
    await engine.inspect(engine.encode('Once upon a time'), patient); // makes the lens, too
    engine.dispose();
  }
});
