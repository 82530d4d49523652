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

export interface LoadOptions extends EngineListeners {
  readonly backend: 'auto' | Backend; // auto: a hardware GPU with right numbers, else WASM
  readonly signal?: AbortSignal;
}

/**
 * Loads a model in a worker of this page.
 *
 * @throws EngineError when no backend can be had; DOMException 'AbortError' when `signal` fires
 */
export async function loadOnnxEngine(model: Model, options: LoadOptions): Promise<OnnxEngine> {
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const tokenizer = loadTokenizer(model, signal);
  tokenizer.catch(() => {}); // awaited below; the backend may fail first
  const { candidates, rejected } = await choose(options.backend);
  const supply = new Supply(model, connectWorker, candidates, rejected);
  const first = await supply.next(options.onProgress ?? (() => {}), signal);
  try {
    return new OnnxEngine(model.spec, await tokenizer, supply, first, options);
  } catch (error) {
    first.connection.close(new EngineError('worker-crashed', 'the tokenizer could not be had'));
    throw error;
  }
}

async function choose(
  wanted: LoadOptions['backend'],
): Promise<{ candidates: Candidate[]; rejected: BackendReport['rejected'] }> {
  const wasm: Candidate = { backend: 'wasm', adapter: null, threads: wasmThreads() };
  if (wanted === 'wasm') return { candidates: [wasm], rejected: [] };
  const { adapter, isSoftware } = await findAdapter();
  if (adapter !== null && (wanted === 'webgpu' || !isSoftware)) {
    return { candidates: [{ backend: 'webgpu', adapter, threads: 1 }, wasm], rejected: [] };
  }
  const reason = adapter === null ? 'no adapter' : `software adapter: ${adapter}`;
  return { candidates: [wasm], rejected: [{ backend: 'webgpu', reason }] };
}

/** More than one only in a cross-origin isolated page, which an embedded one hardly ever is; past four little is gained. */
const wasmThreads = (): number =>
  self.crossOriginIsolated ? Math.min(4, Math.max(2, Math.floor(navigator.hardwareConcurrency / 2))) : 1;
