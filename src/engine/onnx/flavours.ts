import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Backend } from './protocol.ts';
import { GpuRuntime } from './runtime/gpu.ts';
import type { ModuleFactory } from './runtime/heap/module.ts';
import type { Runtime } from './runtime/runtime.ts';
import { startWasm } from './runtime/wasm.ts';

/**
 * onnxruntime-web comes in builds of 14 to 27 MB; only the one that is used is downloaded. The build with the GPU
 * needs to wait inside WebAssembly: by the browser (JSPI, 17 MB) where it can, else by rewritten code (asyncify, 27 MB).
 */
export async function loadRuntime(backend: Backend, threads: number): Promise<Runtime> {
  if (backend === 'wasm') {
    const address = absolute(plainWasm);
    return startWasm(await createModule(threads), threads, address, async () => {
      const ort = await import('onnxruntime-web/wasm');
      ort.env.wasm.wasmPaths = { mjs: absolute(plainMjs), wasm: address };
      ort.env.wasm.numThreads = threads;
      ort.env.logLevel = 'error';
      return new GpuRuntime(ort, address, 'wasm');
    });
  }
  const { ort, wasm } = await ('Suspending' in WebAssembly ? jspi() : asyncify());
  const address = absolute(wasm);
  ort.env.wasm.wasmPaths = { wasm: address };
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return new GpuRuntime(ort, address);
}

/**
 * Threads are workers that run this module again, from its own address. Without them the copy in this bundle does,
 * which needs no second fetch.
 */
async function createModule(threads: number): Promise<ModuleFactory> {
  const module: { default: ModuleFactory } =
    threads > 1
      ? await import(/* @vite-ignore */ absolute(plainMjs))
      : await import('onnxruntime-web/ort-wasm-simd-threaded.mjs');
  return module.default;
}

const jspi = async () => ({ ort: await import('onnxruntime-web/jspi'), wasm: jspiWasm });
const asyncify = async () => ({ ort: await import('onnxruntime-web/webgpu'), wasm: asyncifyWasm });

/** A worker started from a blob has no address that a path could be relative to; this module has. */
const absolute = (url: string): string => new URL(url, import.meta.url).href;
