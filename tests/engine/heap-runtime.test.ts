import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import createModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import * as ort from 'onnxruntime-web';
import { beforeEach, expect, it, vi } from 'vitest';
import { KeyValueCache } from '#engine/onnx/cache.ts';
import { Decoder } from '#engine/onnx/decoder.ts';
import type { ModuleFactory, OrtModule } from '#engine/onnx/runtime/heap/module.ts';
import { HeapRuntime } from '#engine/onnx/runtime/heap/runtime.ts';
import { GpuRuntime } from '#engine/onnx/runtime/gpu.ts';
import { type Runtime, type Tensor, integers } from '#engine/onnx/runtime/runtime.ts';
import { startWasm } from '#engine/onnx/runtime/wasm.ts';
import type { Signature } from '#engine/onnx/signature.ts';
import { referenceLogits } from '../hub/gpt2/reference.ts';
import { repository, shape, weights } from '../hub/repository.ts';

let runtime: HeapRuntime;
let allocated: number; // blocks of memory asked for and not yet freed
let handles: number; // names, shapes and descriptions that onnxruntime has handed out and not yet got back
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
  watch('_OrtGetTensorData', () => handles++); // the dimensions
  watch('_OrtGetInputOutputMetadata', () => (handles += 2)); // a name, and what is known of it
  watch('_OrtFree', () => handles--);
  return module;
};

beforeEach(async () => {
  [allocated, handles, tensors] = [0, 0, 0];
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
  expect(handles).toBe(0);
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

const positions = (length: number) => ({
  type: 'float32' as const,
  data: Float32Array.from({ length: 2 * length * 3 }, (_, i) => i),
  dims: [1, 2, length, 3],
});

/** A tensor of its own in the runtime's memory: its first positions, copied. */
async function tensorOf(length: number): Promise<Tensor> {
  const { HeapTensor } = await import('#engine/onnx/runtime/heap/tensor.ts');
  const { memory } = runtime as unknown as { memory: Parameters<typeof HeapTensor.from>[0] };
  return HeapTensor.from(memory, positions(length));
}

it('frees a tensor and a session once, however often they are released', async () => {
  const before = allocated;
  const tensor = await tensorOf(4);
  tensor.release();
  tensor.release();
  expect([allocated, tensors]).toEqual([before, 0]);
  const session = await runtime.createSession(await graphOf('single'), []);
  const after = allocated;
  await session.release();
  await session.release();
  expect(allocated).toBe(after);
});

it('gives back what it has cropped when there is no room for the rest', async () => {
  let crops = 0;
  const short: Runtime = {
    onCpu: runtime,
    createSession: (graph, external) => runtime.createSession(graph, external),
    crop: (tensor, length) =>
      ++crops === 2 ? Promise.reject(new RangeError('out of memory')) : runtime.crop(tensor, length),
    lost: () => runtime.lost(),
  };
  const cache = new KeyValueCache(short, {} as Signature, 2, 3);
  cache.store([1, 2, 3, 4], [await tensorOf(4), await tensorOf(4), await tensorOf(4)]);
  await expect(cache.reuse([1, 2, 9])).rejects.toThrow('out of memory');
  expect(tensors).toBe(3); // the old ones, still at hand
  expect(await cache.reuse([1, 2, 9])).toMatchObject({ length: 2 });
  cache.clear();
  expect(tensors).toBe(0);
});

it('frees the other outputs of a run of which one cannot be read', async () => {
  const strange: ModuleFactory = async config => {
    const module = await counting(config);
    const original = module._OrtGetTensorData.bind(module);
    let calls = 0;
    return Object.assign(module, {
      _OrtGetTensorData: (...given: Parameters<typeof original>) => {
        const status = original(...given);
        if (++calls === 2) module.setValue(given[1], 8, '*'); // a string, which no model here puts out
        return status;
      },
    });
  };
  runtime = await HeapRuntime.start(strange, 1);
  const session = await runtime.createSession(await graphOf('single'), []);
  const { module } = (runtime as unknown as { memory: { module: OrtModule } }).memory;
  const run = module._OrtRun.bind(module);
  const release = module._OrtReleaseTensor.bind(module);
  const made: number[] = [];
  const released: number[] = [];
  Object.assign(module, {
    _OrtRun(...given: Parameters<typeof run>) {
      const status = run(...given);
      const [count, outputs] = [given[5], given[6]];
      made.push(...Array.from({ length: count }, (_, i) => module.getValue(outputs + 4 * i, '*')));
      return status;
    },
    _OrtReleaseTensor: (handle: number) => (released.push(handle), release(handle)),
  });
  const decoder = new Decoder(runtime, { main: session, firstPass: null }, shape);
  await expect(decoder.logits([1, 2, 3])).rejects.toThrow('a tensor of type 8');
  expect(made.length).toBeGreaterThan(2);
  expect(released).toEqual(expect.arrayContaining(made));
  expect(new Set(released).size).toBe(released.length);
});

it('is the build that is known here, by its version and by what it exports', () => {
  const at = (path: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')) as {
      version: string;
      dependencies: Record<string, string>;
    };
  const wanted = at('package.json').dependencies['onnxruntime-web'];
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/); // pinned: what is called is promised by no version
  expect(at('node_modules/onnxruntime-web/package.json').version).toBe(wanted);
});

it.each(['_OrtRun', 'stackAlloc', 'mountExternalData'] as const)(
  'goes through the public interface where a build lacks %s',
  async name => {
    const lacking: ModuleFactory = async config =>
      Object.assign(await createModule(config), { [name]: undefined });
    vi.spyOn(console, 'info').mockImplementation(() => {});
    const other = { isOther: true } as unknown as Runtime;
    expect(await startWasm(lacking, 1, undefined, async () => other)).toBe(other);
    const noWay = vi.fn();
    expect(await startWasm(createModule, 1, undefined, noWay)).toBeInstanceOf(HeapRuntime);
    expect(noWay).not.toHaveBeenCalled();
  },
);

it('computes the same through the public interface', async () => {
  const open = new GpuRuntime(ort, '', 'wasm');
  const main = await open.createSession(await graphOf('merged'), [], []);
  const decoder = new Decoder(open, { main, firstPass: null }, shape);
  for (const context of [
    [1, 2, 3],
    [1, 2, 3, 4],
    [1, 9],
  ]) {
    const { logits } = await decoder.logits(context);
    const expected = referenceLogits(shape, weights, context);
    expect(Math.max(...expected.map((logit, id) => Math.abs(logit - logits[id]!)))).toBeLessThan(1e-4);
  }
  await decoder.release();
});
