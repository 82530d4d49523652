import { afterEach, beforeEach, expect, it } from 'vitest';
import { EngineError } from '#engine/engine.ts';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import type { Lab } from '#views/lab.ts';
import { EngineLabs } from '../../src/app/labs.ts';
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

it('a question that cannot be answered keeps the engine', async () => {
  const lab = await labs.open(id);
  const long = Array.from({ length: lab.contextLength + 1 }, () => 1);
  await expect(lab.predict(long)).rejects.toMatchObject({ code: 'context-too-long' });
  await best(lab);
  expect(loaded).toHaveLength(1);
});
