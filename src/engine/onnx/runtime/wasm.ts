import { HeapRuntime, UnfamiliarBuild } from './heap/runtime.ts';
import type { ModuleFactory } from './heap/module.ts';
import type { Runtime } from './runtime.ts';

/**
 * onnxruntime in WebAssembly: called directly where the build is the one we know, otherwise through its public interface,
 * which copies keys and values at every token but is promised to stay.
 *
 * @param wasm address of the .wasm; found beside the module in Node
 */
export async function startWasm(
  factory: ModuleFactory,
  threads: number,
  wasm: string | undefined,
  throughPublicInterface: () => Promise<Runtime>,
): Promise<Runtime> {
  try {
    return await HeapRuntime.start(factory, threads, wasm);
  } catch (error) {
    if (!(error instanceof UnfamiliarBuild)) throw error;
    console.info('onnxruntime', error);
    return throughPublicInterface();
  }
}
