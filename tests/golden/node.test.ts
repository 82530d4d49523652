import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { errorOf } from '#engine/onnx/verify.ts';
import type { Prediction } from '#lm/prediction.ts';
import { engineContract } from '../engine/contract.ts';
import { folders } from '../engine/models-on-disk.ts';

const patient = new AbortController().signal; // never fires

/** Logits by token id, as they left the graph. */
function logitsOf({ ids, logits }: Prediction): Float32Array {
  const raw = new Float32Array(ids.length);
  ids.forEach((id, rank) => (raw[id] = logits[rank]!));
  return raw;
}

it('finds models with golden numbers', () => {
  expect(folders.length).toBeGreaterThan(0);
});

describe.each(folders)('$id in Node', ({ path, golden }) => {
  let engine: OnnxEngine;
  beforeAll(async () => {
    engine = await loadOnnxEngineInNode(await modelIn(path));
  });
  afterAll(() => engine.dispose());

  it('verifies itself while loading', () => {
    expect(engine.report.verification!.maxError).toBeLessThanOrEqual(golden.tolerance.shipped);
    expect(engine.report.verification!.maxError).toBeGreaterThan(0); // it did compute something
    expect(engine.report).toMatchObject({ backend: 'wasm', rejected: [] });
  });

  it.each(golden.cases)(
    'has the tokens and logits of PyTorch: $name',
    async ({ text, ids, reference, shipped }) => {
      if (text !== '') expect(engine.encode(text)).toEqual(ids);
      const logits = logitsOf((await engine.predict(ids, patient)).prediction);
      expect(errorOf(logits, shipped)).toBeLessThanOrEqual(golden.tolerance.shipped);
      expect(errorOf(logits, reference)).toBeLessThanOrEqual(golden.tolerance.reference);
    },
  );

  it('reads token by token what it reads at once', async () => {
    const { ids, shipped } = golden.cases.find(c => c.ids.length > 4)!;
    for (let n = 1; n < ids.length; n++) await engine.predict(ids.slice(0, n), patient);
    const { prediction } = await engine.predict(ids, patient);
    expect(errorOf(logitsOf(prediction), shipped)).toBeLessThanOrEqual(golden.tolerance.shipped);
  });

  it('shows attention that sums to 1 and never looks ahead, and a lens that ends at its own prediction', async () => {
    const { ids, shipped } = golden.cases.find(c => c.ids.length > 4)!;
    const T = ids.length;
    const { attentions, states, lens } = await engine.inspect(ids, patient);
    expect(attentions).toHaveLength(engine.spec.layers);
    expect(states.map(({ dims }) => dims)).toEqual(
      Array(engine.spec.layers + 1).fill([T, engine.spec.embedding]),
    );
    for (const { dims, data } of attentions) {
      expect(dims).toEqual([engine.spec.heads, T, T]);
      for (let row = 0; row < engine.spec.heads * T; row++) {
        const weights = [...data.subarray(row * T, (row + 1) * T)];
        expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
        expect(weights.slice((row % T) + 1).every(weight => weight === 0)).toBe(true);
      }
    }
    expect(lens).toHaveLength(engine.spec.layers + 1);
    expect(Array.from(lens.at(-1)!.ids.slice(0, 5))).toEqual(shipped.top.slice(0, 5));
    expect(Math.abs(lens.at(-1)!.logZ - shipped.logZ)).toBeLessThanOrEqual(golden.tolerance.shipped);
  });
});

for (const { id, path } of folders) {
  engineContract(`${id} in Node`, 'A story', async () => loadOnnxEngineInNode(await modelIn(path)));
}
