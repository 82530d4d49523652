import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { type Golden, errorOf } from '#engine/onnx/verify.ts';
import { type PlainEngine, loadPlainEngine } from '#engine/plain/plain-engine.ts';
import { softmax } from '#engine/plain/gpt2.ts';
import { readWeights } from '#engine/plain/weights.ts';
import type { Prediction } from '#lm/prediction.ts';
import { readFile } from 'node:fs/promises';
import { engineContract } from './contract.ts';
import { folders } from './models-on-disk.ts';

const patient = new AbortController().signal; // never fires
// The smallest reads everything; of the next, what it reads in a second: plain code is slow.
const ours = folders
  .filter(({ id }) => /^en-(nano|mini)$/.test(id))
  .map(({ id, path, golden }) => {
    const cases = golden.cases.filter(({ ids }) => id === 'en-nano' || ids.length < 40);
    return { id, path, golden, cases };
  });
const models = join(import.meta.dirname, '../../models');

function rawLogits({ ids, logits }: Prediction): Float32Array {
  const raw = new Float32Array(ids.length);
  ids.forEach((id, rank) => (raw[id] = logits[rank]!));
  return raw;
}

/** Largest |a − b|. */
const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);

describe.each(ours)('$id in plain TypeScript', ({ path, golden, cases }) => {
  let plain: PlainEngine;
  let onnx: OnnxEngine;
  beforeAll(async () => {
    plain = await loadPlainEngine(await modelIn(path));
    onnx = await loadOnnxEngineInNode(await modelIn(path));
  });
  afterAll(() => {
    plain.dispose();
    onnx.dispose();
  });

  it.each(cases)(
    'has the logits of PyTorch: $name',
    async ({ ids, shipped }: Golden['cases'][number]) => {
      const { prediction } = await plain.predict(ids, patient);
      expect(errorOf(rawLogits(prediction), shipped)).toBeLessThanOrEqual(golden.tolerance.shipped);
    },
  );

  it('agrees with the runtime on all logits of the vocabulary, to the error of floats', async () => {
    const { ids } = cases.find(c => c.ids.length > 4)!;
    const [ours, theirs] = await Promise.all([plain.predict(ids, patient), onnx.predict(ids, patient)]);
    expect(apart(rawLogits(ours.prediction), rawLogits(theirs.prediction))).toBeLessThan(1e-3);
  });

  it('shows the same states, attention and lens of the last token', async () => {
    const { ids } = cases.find(c => c.ids.length > 4)!;
    const shown = await plain.inspectLast(ids, patient);
    const { attentions, states, lens } = await onnx.inspect(ids, patient);
    const T = ids.length;
    shown.states.forEach((state, layer) =>
      expect(apart(state, states[layer]!.data.subarray((T - 1) * state.length))).toBeLessThan(1e-3),
    );
    shown.attention.forEach((weights, layer) => {
      const { dims, data } = attentions[layer]!;
      for (let head = 0; head < dims[0]!; head++) {
        const last = data.subarray((head * T + T - 1) * T, (head + 1) * T * T);
        expect(apart(weights.subarray(head * T, (head + 1) * T), last)).toBeLessThan(1e-4);
      }
    });
    shown.lens.forEach((logits, layer) => expect(apart(logits, rawLogits(lens[layer]!))).toBeLessThan(1e-3));
  });

  it('reads token by token what it reads at once', async () => {
    const { ids } = cases.find(c => c.ids.length > 4)!;
    const whole = rawLogits((await plain.predict(ids, patient)).prediction);
    for (let n = 1; n < ids.length; n++) await plain.predict(ids.slice(0, n), patient);
    expect(rawLogits((await plain.predict(ids, patient)).prediction)).toEqual(whole);
  });
});

it('finds models to read', () => expect(ours.length).toBeGreaterThanOrEqual(2));

it('shares out 1 by the scores, however large they are', () => {
  expect(softmax([1000, 1000 + Math.log(3)])).toEqual([expect.closeTo(0.25), expect.closeTo(0.75)]);
});

it('refuses a graph that is none, weights that are not there, and a file that is cut off', async () => {
  const graph = new Uint8Array(await readFile(join(models, 'en-nano/model.onnx')));
  const data = new Uint8Array(await readFile(join(models, 'en-nano/model.onnx_data')));
  const shape = { layers: 3, heads: 3 };
  const invalid = expect.objectContaining({ code: 'model-invalid' });
  expect(() => readWeights(data, data, shape)).toThrow(invalid);
  expect(() => readWeights(graph, data, { ...shape, layers: 4 })).toThrow(invalid);
  expect(() => readWeights(graph, data.slice(0, -64), shape)).toThrow(invalid);
});

engineContract('en-nano in plain TypeScript', 'A story', async () =>
  loadPlainEngine(await modelIn(join(models, 'en-nano'))),
);
