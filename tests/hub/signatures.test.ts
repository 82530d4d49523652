import { describe, expect, it } from 'vitest';
import { modelWith, openLocalModel } from '#engine/hub/hub-model.ts';
import { localFiles } from '#engine/hub/local.ts';
import { loadOnnxEngineInNode } from '#engine/onnx/node.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { engineContract } from '../engine/contract.ts';
import { rounded } from './gpt2/precision.ts';
import type { Precision } from './gpt2/precision.ts';
import { referenceLogits } from './gpt2/reference.ts';
import { opened, repository, shape, weights } from './repository.ts';
import type { Layout } from './repository.ts';

const patient = new AbortController().signal; // never fires

/** What rounding costs of logits up to about 8: fp16 computes in 11 bits, int8 rounds activations to 8. */
const tolerances: Record<Precision, number> = { fp32: 1e-4, q4: 1e-4, fp16: 0.02, int8: 0.3 };
/** Every precision in the layouts it is found in; half precision takes WASM long to compile. */
const exports: [Layout, Precision][] = [
  ...(['merged', 'pair', 'single', 'sharded'] as const).map(
    layout => [layout, 'fp32'] as [Layout, Precision],
  ),
  ...(['merged', 'pair', 'single'] as const).map(layout => [layout, 'int8'] as [Layout, Precision]),
  ['merged', 'fp16'],
  ['single', 'q4'],
  ['sharded', 'q4'],
];

async function load(layout: Layout, precision: Precision, more = {}): Promise<OnnxEngine> {
  const files = opened(repository(layout, precision, shape, weights, more));
  const hub = await openLocalModel('my-gpt2', files);
  expect(hub.variants.map(variant => variant.precision)).toEqual([precision]);
  return loadOnnxEngineInNode(modelWith(hub, hub.variants[0]!));
}

async function errorOf(
  engine: OnnxEngine,
  precision: Precision,
  context: readonly number[],
): Promise<number> {
  const { prediction } = await engine.predict(context, patient);
  const expected = referenceLogits(shape, rounded(weights, precision), context);
  return Math.max(
    ...Array.from(prediction.ids, (id, rank) => Math.abs(expected[id]! - prediction.logits[rank]!)),
  );
}

describe.each(exports)('a %s export in %s', (layout, precision) => {
  it('has the logits of the definition, forwards, back and on a branch', async () => {
    const engine = await load(layout, precision);
    const story = [84, 104, 101, 32, 99, 97, 116, 32, 115, 97, 116, 46];
    const contexts = [
      story.slice(0, 5), // at once
      story.slice(0, 6), // one more
      story, // several more
      story.slice(0, 4), // back
      [...story.slice(0, 4), 7, 8, 9], // a branch of several
      [1], // another text
      Array.from({ length: shape.contextLength }, (_, i) => (i * 37) % 250), // as long as it goes
    ];
    for (const context of contexts) {
      expect(await errorOf(engine, precision, context)).toBeLessThanOrEqual(tolerances[precision]);
    }
    engine.dispose();
  });
});

it('is right where a graph with a past was traced without the causal mask', async () => {
  const engine = await load('merged', 'fp32', { careless: true });
  await engine.predict([1, 2, 3], patient);
  expect(await errorOf(engine, 'fp32', [1, 2, 3, 4, 5, 6])).toBeLessThanOrEqual(tolerances.fp32);
  engine.dispose();
});

it('gives no attention where the graph gives none', async () => {
  const engine = await load('merged', 'int8');
  expect(await engine.inspect([1, 2, 3], patient)).toEqual({ attentions: [], states: [], lens: [] });
  engine.dispose();
});

engineContract('a merged export', 'the cat', () => load('merged', 'fp32'));
engineContract('a pair of exports', 'the cat', () => load('pair', 'fp32'));

it('gives other weights of the same size another revision', async () => {
  const revisionOf = async (lastModified: number): Promise<string> => {
    const files = Object.entries(repository('single', 'fp32')).map(
      ([path, blob]) => new File([blob], path.slice(path.lastIndexOf('/') + 1), { lastModified }),
    );
    const hub = await openLocalModel('my-gpt2', localFiles(files));
    return modelWith(hub, hub.variants[0]!).spec.revision;
  };
  const saved = await revisionOf(1_700_000_000_000);
  expect(await revisionOf(1_700_000_000_000)).toBe(saved);
  expect(await revisionOf(1_700_000_060_000)).not.toBe(saved); // trained a minute longer
});

describe('refuses, and says why', () => {
  const cases: [string, Record<string, Blob>, RegExp][] = [
    ['a folder without a decoder', { 'onnx/encoder_model.onnx': new Blob(['x']) }, /no ONNX decoder/],
    ['another kind of model', { 'config.json': new Blob(['{"model_type":"llama"}']) }, /is a llama/],
    [
      'a config of nonsense',
      { 'config.json': new Blob(['{"model_type":"gpt2","n_layer":-1}']) },
      /vocab_size is undefined/,
    ],
    ['a config that is no JSON', { 'config.json': new Blob(['<html>']) }, /unknown kind/],
  ];
  it.each(cases)('%s', async (_name, change, reason) => {
    const files = { ...repository('single', 'fp32'), ...change };
    if ('onnx/encoder_model.onnx' in change) delete (files as Record<string, Blob>)['onnx/model.onnx'];
    await expect(openLocalModel('mine', opened(files))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringMatching(reason),
    });
  });

  it('a graph that is no graph', async () => {
    const files = {
      ...repository('single', 'fp32'),
      'onnx/model.onnx': new Blob(['<html>not found</html>']),
    };
    const hub = await openLocalModel('mine', opened(files));
    await expect(loadOnnxEngineInNode(modelWith(hub, hub.variants[0]!))).rejects.toMatchObject({
      code: 'model-invalid',
    });
  });
});
