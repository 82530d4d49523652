import type * as Ort from 'onnxruntime-web';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Backend } from './protocol.ts';

/**
 * onnxruntime-web comes in builds of 14 to 27 MB; only the one that is used is downloaded. The build with the GPU
 * needs to wait inside WebAssembly: by the browser (JSPI, 17 MB) where it can, else by rewritten code (asyncify, 27 MB).
 *
 * Without an address for the .mjs, the copy inside the bundle is used, which needs no second fetch and no blob: URL;
 * threads start workers from that file, so with threads it must have an address.
 */
export async function loadRuntime(backend: Backend, threads: number): Promise<typeof Ort> {
  const flavour = backend === 'wasm' ? 'plain' : 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
  const { ort, paths } = await flavours[flavour]();
  ort.env.wasm.wasmPaths = threads > 1 ? paths : { wasm: paths.wasm };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return ort;
}

const flavours = {
  plain: async () => ({
    ort: await import('onnxruntime-web/wasm'),
    paths: { wasm: absolute(plainWasm), mjs: absolute(plainMjs) },
  }),
  jspi: async () => ({ ort: await import('onnxruntime-web/jspi'), paths: { wasm: absolute(jspiWasm) } }),
  asyncify: async () => ({
    ort: await import('onnxruntime-web/webgpu'),
    paths: { wasm: absolute(asyncifyWasm) },
  }),
};

/** A worker started from a blob has no address that a path could be relative to; this module has. */
const absolute = (url: string): string => new URL(url, import.meta.url).href;
