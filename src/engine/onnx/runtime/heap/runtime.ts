import type { Mounted, Runtime, Session, Tensor } from '../runtime.ts';
import { Memory } from './memory.ts';
import { type ModuleFactory, missingIn } from './module.ts';
import { HeapSession } from './session.ts';
import type { HeapTensor } from './tensor.ts';

const ALL_OPTIMIZATIONS = 99;
const LOG_ERRORS = 3;

/** A build of onnxruntime that does not export what is called here. */
export class UnfamiliarBuild extends Error {
  constructor(missing: readonly string[]) {
    super(`this build of onnxruntime lacks ${missing.join(', ')}`);
    this.name = 'UnfamiliarBuild';
  }
}

/**
 * onnxruntime in WebAssembly, called directly. Its public interface hands every tensor over as an array of the page:
 * the keys and values of a GPT-2 of 124 million parameters are copied out of and into WebAssembly's memory for every
 * token, 74 MB each way after 1,000 tokens. Here they stay where they are, and a token there costs 32 ms instead of 76
 * (bench/downloaded.ts).
 */
export class HeapRuntime implements Runtime {
  readonly onCpu = this;

  private constructor(private readonly memory: Memory) {}

  /**
   * @param threads above 1 only where memory may be shared; `factory` must then be of a module with its own address
   * @param wasm address of the .wasm; found beside the module in Node
   * @throws UnfamiliarBuild where the module is not the one that is known here
   */
  static async start(factory: ModuleFactory, threads: number, wasm?: string): Promise<HeapRuntime> {
    const module = await factory({
      numThreads: threads,
      ...(wasm !== undefined && { locateFile: () => wasm }),
    });
    const missing = missingIn(module);
    if (missing.length > 0) throw new UnfamiliarBuild(missing);
    const memory = new Memory(module);
    memory.check(module._OrtInit(threads, LOG_ERRORS) === 0, 'onnxruntime does not start');
    return new HeapRuntime(memory);
  }

  async createSession(graph: Uint8Array, external: readonly Mounted[]): Promise<Session> {
    const { memory } = this;
    const { module } = memory;
    const options = module._OrtCreateSessionOptions(
      ALL_OPTIMIZATIONS,
      false, // an arena and memory patterns change nothing here, measured
      false,
      0,
      false,
      0,
      0,
      LOG_ERRORS,
      0,
      0,
    );
    memory.check(options !== 0, 'no session options');
    const at = memory.place(graph);
    try {
      external.forEach(({ path, data }) => module.mountExternalData(path, data));
      const handle = module._OrtCreateSession(at, graph.byteLength, options);
      memory.check(handle !== 0, 'no session');
      return new HeapSession(memory, handle);
    } finally {
      module.unmountExternalData();
      module._free(at);
      module._OrtReleaseSessionOptions(options);
    }
  }

  async crop(tensor: Tensor, length: number): Promise<Tensor> {
    return (tensor as HeapTensor).crop(length);
  }

  lost(): Promise<string> {
    return new Promise(() => {});
  }
}
