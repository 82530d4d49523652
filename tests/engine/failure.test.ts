import { expect, it } from 'vitest';
import { EngineError } from '#engine/engine.ts';
import { codeOf } from '#engine/onnx/failure.ts';
import { predictionFrom } from '#lm/prediction.ts';

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing went wrong');
}

/** (module (func (export "f") unreachable)) */
const trap = (): void => {
  const code = Uint8Array.from([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
  ]);
  (new WebAssembly.Instance(new WebAssembly.Module(code)).exports['f'] as () => void)();
};

it.each([
  ['a code of our own', new EngineError('timed-out', 'out of memory'), 'timed-out'],
  ['logits that are no numbers', errorOf(() => predictionFrom(Float32Array.of(1, NaN))), 'numbers-wrong'],
  ['another number out of range', errorOf(() => new Array(-1)), 'model-invalid'],
  ['no room for an array', errorOf(() => new ArrayBuffer(2 ** 52)), 'out-of-memory'],
  ['no room in WebAssembly', new Error('no session: std::bad_alloc (6)'), 'out-of-memory'],
  ['no room on a GPU', new Error('OOM'), 'out-of-memory'],
  ['a shape that does not fit', new Error('no room for a broomstick'), 'model-invalid'],
  ['a GPU that went away', new Error('Device was lost'), 'device-lost'],
  ['WebAssembly that stopped', errorOf(trap), 'worker-crashed'],
])('%s has its code', (_, error, code) => {
  expect(codeOf(error)).toBe(code);
});
