import createModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import type { ModuleFactory } from '#engine/onnx/runtime/heap/module.ts';
import { HeapRuntime } from '#engine/onnx/runtime/heap/runtime.ts';

/** The real runtime in a WebAssembly memory that does not grow beyond some megabytes, as on a small device. */
export function littleMemory(megabytes: number): Promise<HeapRuntime> {
  const maximum = megabytes * 16; // pages of 64 kB
  const factory: ModuleFactory = async config => {
    const { Memory } = WebAssembly;
    // The module makes its memory itself, while it starts.
    WebAssembly.Memory = new Proxy(Memory, {
      construct: (target, [wanted]: [WebAssembly.MemoryDescriptor]) => new target({ ...wanted, maximum }),
    });
    try {
      return await createModule(config);
    } finally {
      WebAssembly.Memory = Memory;
    }
  };
  return HeapRuntime.start(factory, 1);
}
