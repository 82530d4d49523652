import { expect, it } from 'vitest';
import { localFiles } from '#engine/hub/local.ts';
import { variantsFor, variantsOf } from '#engine/hub/variants.ts';
import type { Variant } from '#engine/hub/variants.ts';

const listed = (paths: Record<string, number>) =>
  Object.entries(paths).map(([path, bytes]) => ({ path, bytes, sha256: null, source: '' }));

const found = (variants: readonly Variant[]) =>
  variants.map(({ precision, graph, firstPass, shards, bytes }) => ({
    precision,
    files: [graph, ...(firstPass ? [firstPass] : []), ...shards].map(({ path }) => path),
    bytes,
  }));

it('finds the merged graphs of older exports, and prefers them to pairs of twice the size', () => {
  const files = listed({
    'onnx/decoder_model_quantized.onnx': 127,
    'onnx/decoder_with_past_model_quantized.onnx': 127,
    'onnx/decoder_model_merged_quantized.onnx': 128,
    'onnx/decoder_model_merged.onnx': 501,
    'config.json': 1,
  });
  expect(found(variantsOf(files))).toEqual([
    { precision: 'int8', files: ['onnx/decoder_model_merged_quantized.onnx'], bytes: 128 },
    { precision: 'fp32', files: ['onnx/decoder_model_merged.onnx'], bytes: 501 },
  ]);
});

it('takes a pair only when both are there', () => {
  const pair = { 'a/decoder_with_past_model.onnx': 5, 'a/decoder_model.onnx': 4 };
  expect(found(variantsOf(listed(pair)))).toEqual([
    { precision: 'fp32', files: Object.keys(pair), bytes: 9 },
  ]);
  expect(variantsOf(listed({ 'a/decoder_with_past_model.onnx': 5 }))).toEqual([]);
  expect(variantsOf(listed({ 'a/decoder_model.onnx': 5 }))).toEqual([]); // no cache without the other
});

it('gives a graph its own external data and no one else’s', () => {
  const files = listed({
    'onnx/model.onnx': 1,
    'onnx/model.onnx_data': 100,
    'onnx/model.onnx_data_1': 50,
    'onnx/model_q4.onnx': 2,
    'onnx/model_q4.onnx_data': 30,
    'onnx/model_bnb4.onnx': 9, // not a precision that runs here
  });
  expect(found(variantsOf(files))).toEqual([
    { precision: 'q4', files: ['onnx/model_q4.onnx', 'onnx/model_q4.onnx_data'], bytes: 32 },
    {
      precision: 'fp32',
      files: ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1'],
      bytes: 151,
    },
  ]);
});

it('offers 8 bits to WASM, and half precision to a GPU that has it', () => {
  const all = variantsOf(
    listed({ 'model.onnx': 500, 'model_fp16.onnx': 250, 'model_quantized.onnx': 128, 'model_q4.onnx': 90 }),
  );
  const order = (backend: 'wasm' | 'webgpu', hasHalf: boolean) =>
    variantsFor(all, backend, hasHalf).map(({ precision }) => precision);
  expect(order('wasm', true)).toEqual(['int8', 'fp32', 'fp16', 'q4']);
  expect(order('webgpu', true)).toEqual(['fp16', 'fp32', 'q4']);
  expect(order('webgpu', false)).toEqual(['fp32', 'q4']);
});

it('cuts off the folder that opened or dropped files came in', () => {
  const file = (name: string) => new File(['x'], name);
  const dropped = [
    { file: file('config.json'), path: '/gpt2/config.json' },
    { file: file('model.onnx'), path: '/gpt2/onnx/model.onnx' },
  ];
  expect(localFiles(dropped).map(({ path }) => path)).toEqual(['config.json', 'onnx/model.onnx']);
  expect(localFiles([file('config.json'), file('model.onnx')]).map(({ path }) => path)).toEqual([
    'config.json',
    'model.onnx',
  ]);
});
