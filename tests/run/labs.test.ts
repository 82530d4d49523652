import { afterEach, beforeEach, expect, it } from 'vitest';
import { EngineError } from '#engine/engine.ts';
import { connectInProcess, loadOnnxEngineInNode, loadRuntimeInNode, modelIn } from '#engine/onnx/node.ts';
import { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { type LoadRuntime, serve } from '#engine/onnx/serve.ts';
import { Supply } from '#engine/onnx/supply.ts';
import { loadTokenizer } from '#engine/tokenizer.ts';
import type { Lab } from '#views/lab.ts';
import { EngineLabs } from '#run/labs.ts';
import { models } from '#engine/models.ts';
import { folders } from '../engine/models-on-disk.ts';

const { id, path } = folders[0]!;
let labs: EngineLabs;
let loaded: OnnxEngine[];

beforeEach(() => {
  loaded = [];
  labs = new EngineLabs('wasm', async () => {
    const engine = await loadOnnxEngineInNode(await modelIn(path));
    loaded.push(engine);
    return engine;
  });
});
afterEach(() => labs.dispose());

const best = async (lab: Lab) => (await lab.predict(lab.encode('Once upon a'))).ids[0];

it('a lab whose engine has ended says so once, and asks a new one next time', async () => {
  const lab = await labs.open(id);
  const before = await best(lab);
  expect(await best(await labs.open(id))).toBe(before);
  expect(loaded).toHaveLength(1);

  loaded[0]!.dispose();
  await expect(best(lab)).rejects.toThrow(EngineError);
  expect(await best(lab)).toBe(before);
  expect(await best(await labs.open(id))).toBe(before);
  expect(loaded).toHaveLength(2);
});

it('a model without any way left to compute is loaded again', async () => {
  const model = await modelIn(path);
  // The worker dies, and its one second chance finds no runtime.
  const runtimes: LoadRuntime[] = [loadRuntimeInNode, () => Promise.reject(new Error('no runtime'))];
  const wasm = { model, backend: 'wasm', adapter: null, threads: 1 } as const;
  const supply = new Supply(() => connectInProcess(port => serve(port, runtimes.shift()!)), [wasm]);
  const first = await supply.next(() => {}, new AbortController().signal);
  const mortal = new OnnxEngine(await loadTokenizer(model), supply, first, {});
  const engines = [mortal];
  const frail = new EngineLabs('wasm', async () => engines.shift() ?? loadOnnxEngineInNode(model));

  const lab = await frail.open(id);
  const before = await best(lab);
  first.connection.fail(new EngineError('worker-crashed', 'for this test'));
  await expect(best(lab)).rejects.toThrow(EngineError);
  expect(mortal.hasEnded).toBe(true);
  expect(await best(lab)).toBe(before);
  frail.dispose();
});

it('a question that cannot be answered keeps the engine', async () => {
  const lab = await labs.open(id);
  const long = Array.from({ length: lab.contextLength + 1 }, () => 1);
  await expect(lab.predict(long)).rejects.toMatchObject({ code: 'context-too-long' });
  await best(lab);
  expect(loaded).toHaveLength(1);
});

it('stage and figures share what is in memory, and the stage is told what it needs to know', async () => {
  const told: string[] = [];
  const loan = {
    signal: new AbortController().signal,
    onProgress: () => {},
    onReport: ({ backend }: { backend: string }) => void told.push(backend),
  };
  const engine = await labs.lend(id, loan);
  expect(told).toEqual(['wasm']);
  await best(await labs.open(id));
  expect(await labs.lend(id, loan)).toBe(engine);
  expect(loaded).toHaveLength(1);

  engine.dispose(); // as when its worker has no second chance left
  expect(await labs.lend(id, loan)).not.toBe(engine);
  expect(loaded).toHaveLength(2);
});

it('keeps so many models in memory, and gives up the one unused longest', async () => {
  const disposed: string[] = [];
  const pool = new EngineLabs(
    'wasm',
    async ({ spec }) => {
      const engine = { model: spec, spec, contextLength: 8, endOfText: 0, hasEnded: false, report: {} };
      return { ...engine, dispose: () => void disposed.push(spec.id) } as unknown as OnnxEngine;
    },
    3,
  );
  const ids = models.map(({ spec }) => spec.id);
  expect(ids.length).toBeGreaterThan(3);
  for (const id of ids.slice(0, 3)) await pool.open(id);
  await pool.open(ids[0]!); // used again
  expect(disposed).toEqual([]);
  await pool.open(ids[3]!);
  await expect.poll(() => disposed).toEqual([ids[1]]);
  pool.dispose();
  await expect.poll(() => disposed.toSorted()).toEqual(ids.slice(0, 4).toSorted());
});
