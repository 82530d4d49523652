import { EngineError } from '../engine.ts';
import type { BackendReport } from '../engine.ts';
import type { Model } from '../spec.ts';
import { loadTokenizer } from '../tokenizer.ts';
import { findAdapter } from './adapter.ts';
import { OnnxEngine } from './onnx-engine.ts';
import type { EngineListeners } from './onnx-engine.ts';
import type { Backend } from './protocol.ts';
import { connectWorker } from './spawn.ts';
import { Supply } from './supply.ts';
import type { Candidate } from './supply.ts';
import { hasWebAssembly } from './webassembly.ts';
import workerUrl from './worker.ts?worker&url';

export interface LoadOptions extends EngineListeners {
  readonly backend: 'auto' | Backend; // auto: a hardware GPU with right numbers, else WASM
  readonly signal?: AbortSignal;
}

/**
 * Loads a model in a worker of this page.
 *
 * @throws EngineError when no backend can be had; DOMException 'AbortError' when `signal` fires
 */
export const loadOnnxEngine = (model: Model, options: LoadOptions): Promise<OnnxEngine> =>
  loadVariants({ webgpu: () => [model], wasm: [model] }, options);

/** Forms of one model, most wanted first for each backend. They share a tokenizer. */
export interface Variants {
  readonly webgpu: (hasHalf: boolean) => readonly Model[]; // hasHalf: the GPU has shader-f16
  readonly wasm: readonly Model[];
}

/**
 * Loads the first form of a model that passes on a backend of this page.
 *
 * @throws EngineError; DOMException 'AbortError' when `signal` fires
 */
export async function loadVariants(variants: Variants, options: LoadOptions): Promise<OnnxEngine> {
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  if (!hasWebAssembly()) throw new EngineError('no-webassembly', 'no WebAssembly with SIMD in this browser');
  const { candidates, rejected } = await choose(variants, options.backend);
  const [wanted] = candidates;
  if (wanted === undefined) throw new EngineError('model-invalid', 'no file of the model runs here');
  const tokenizer = loadTokenizer(wanted.model, signal);
  tokenizer.catch(() => {}); // awaited below; the backend may fail first
  const supply = new Supply(() => connectWorker(workerUrl), candidates, rejected);
  const first = await supply.next(options.onProgress ?? (() => {}), signal);
  try {
    return new OnnxEngine(await tokenizer, supply, first, options);
  } catch (error) {
    first.connection.close(new EngineError('worker-crashed', 'the tokenizer could not be had'));
    throw error;
  }
}

async function choose(
  variants: Variants,
  wanted: LoadOptions['backend'],
): Promise<{ candidates: Candidate[]; rejected: BackendReport['rejected'] }> {
  const wasm = variants.wasm.map(
    model => ({ model, backend: 'wasm', adapter: null, threads: wasmThreads() }) as const,
  );
  if (wanted === 'wasm') return { candidates: wasm, rejected: [] };
  const { adapter, isSoftware, hasHalf } = await findAdapter();
  if (adapter !== null && (wanted === 'webgpu' || !isSoftware)) {
    const gpu = variants
      .webgpu(hasHalf)
      .map(model => ({ model, backend: 'webgpu', adapter, threads: 1 }) as const);
    return { candidates: [...gpu, ...wasm], rejected: [] };
  }
  const reason = adapter === null ? 'no adapter' : `software adapter: ${adapter}`;
  return { candidates: wasm, rejected: [{ backend: 'webgpu', reason }] };
}

/** More than one only in a cross-origin isolated page, which an embedded one hardly ever is; past four little is gained. */
const wasmThreads = (): number =>
  self.crossOriginIsolated ? Math.min(4, Math.max(2, Math.floor(navigator.hardwareConcurrency / 2))) : 1;
