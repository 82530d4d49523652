import createModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import { beforeEach, expect, it } from 'vitest';
import { Decoder } from '#engine/onnx/decoder.ts';
import type { ModuleFactory, OrtModule } from '#engine/onnx/runtime/heap/module.ts';
import { HeapRuntime } from '#engine/onnx/runtime/heap/runtime.ts';
import { integers } from '#engine/onnx/runtime/runtime.ts';
import { referenceLogits } from '../hub/gpt2/reference.ts';
import { repository, shape, weights } from '../hub/repository.ts';

let runtime: HeapRuntime;
let allocated: number; // blocks of memory asked for and not yet freed
let tensors: number; // tensors made or put out and not yet released

/** The real module, with its books kept. */
const counting: ModuleFactory = async config => {
  const module = await createModule(config);
  const watch = (name: keyof OrtModule, count: (result: number) => void): void => {
    const original = module[name] as (...given: number[]) => number;
    Object.assign(module, {
      [name]: (...given: number[]) => {
        const result = original(...given);
        count(result);
        return result;
      },
    });
  };
  watch('_malloc', () => allocated++);
  watch('_free', () => allocated--);
  watch('_OrtCreateTensor', () => tensors++);
  watch('_OrtGetTensorData', () => tensors++); // once for each output of a run
  watch('_OrtReleaseTensor', () => tensors--);
  return module;
};

beforeEach(async () => {
  [allocated, tensors] = [0, 0];
  runtime = await HeapRuntime.start(counting, 1);
});

const graphOf = async (layout: 'merged' | 'single'): Promise<Uint8Array> => {
  const file = Object.entries(repository(layout, 'fp32')).find(([path]) => path.endsWith('.onnx'))![1];
  return new Uint8Array(await file.arrayBuffer());
};

it.each(['merged', 'single'] as const)('gives all memory back that a story took: %s', async layout => {
  const before = allocated;
  const main = await runtime.createSession(await graphOf(layout), []);
  const decoder = new Decoder(runtime, { main, firstPass: null }, shape);
  const story = Array.from({ length: shape.contextLength }, (_, i) => (i * 37) % 250);
  const held = [];
  for (let n = 1; n <= story.length; n++) {
    await decoder.logits(story.slice(0, n));
    held.push(tensors);
  }
  expect(new Set(held)).toEqual(new Set([2 * shape.layers])); // keys and values, and nothing else
  await decoder.logits(story.slice(0, 9)); // crops
  await decoder.logits([...story.slice(0, 5), 1, 2]);
  expect(tensors).toBe(2 * shape.layers);
  await decoder.release();
  expect(tensors).toBe(0);
  expect(allocated).toBe(before);
});

it('says what onnxruntime says, and works on', async () => {
  await expect(runtime.createSession(Uint8Array.of(1, 2, 3), [])).rejects.toThrow(/no session: .*protobuf/i);
  const session = await runtime.createSession(await graphOf('single'), []);
  await expect(session.run({ strange: integers([1]) }, ['logits'])).rejects.toThrow(
    'the graph has no strange',
  );
  await expect(session.run({ input_ids: integers([1]) }, ['logits'])).rejects.toThrow(
    /the run failed: .+ \(\d+\)$/s,
  );
  expect(tensors).toBe(0);
  const { logits } = await new Decoder(runtime, { main: session, firstPass: null }, shape).logits([1, 2, 3]);
  const expected = referenceLogits(shape, weights, [1, 2, 3]);
  expect(Math.max(...expected.map((logit, id) => Math.abs(logit - logits[id]!)))).toBeLessThan(1e-4);
});

it('describes inputs by name, type and shape', async () => {
  const session = await runtime.createSession(await graphOf('merged'), []);
  const { heads, embedding } = shape;
  expect(session.inputs).toContainEqual({
    name: 'past_key_values.0.key',
    type: 'float32',
    dims: ['batch_size', heads, 'past_sequence_length', embedding / heads],
  });
  expect(session.inputs).toContainEqual({ name: 'use_cache_branch', type: 'bool', dims: [1] });
  expect(session.outputNames).toContain('present.2.value');
});
