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

/**
 * Of a runtime that did not start: it is files, too, and where they cannot be had nothing is wrong with the model or its
 * backend.
 */
export function asDownload(error: unknown): never {
  if (codeOf(error) === 'out-of-memory') throw error;
  throw new EngineError('download-failed', `runtime: ${String(error)}`, { cause: error });
}
