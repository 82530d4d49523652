import { LogitsError } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import type { EngineErrorCode } from '../engine.ts';

/** The code of whatever went wrong in a worker. onnxruntime and Emscripten report plain errors, told apart by words. */
export function codeOf(error: unknown): EngineErrorCode {
  if (error instanceof EngineError) return error.code;
  if (error instanceof LogitsError) return 'numbers-wrong';
  const text = String(error);
  if (/bad_alloc|out of memory|\bOOM\b|allocation failed|failed to allocate/i.test(text))
    return 'out-of-memory';
  if (/device.*(lost|destroyed)/i.test(text)) return 'device-lost';
  // WebAssembly stopped in the middle of something: its memory is not to be trusted any more.
  if (error instanceof WebAssembly.RuntimeError) return 'worker-crashed';
  return 'model-invalid';
}
