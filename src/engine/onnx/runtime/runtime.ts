/**
 * What the engine needs of onnxruntime: graphs in sessions, and tensors that stay in the runtime's own memory between
 * runs. There are two: `heap` calls the WebAssembly build itself, `gpu` uses the public interface, which can keep
 * tensors on a GPU but copies all others into and out of WebAssembly's memory at every run.
 */
export interface Runtime {
  /** The same build without the GPU; itself where there is none. */
  readonly onCpu: Runtime;

  /**
   * Compiles a graph.
   *
   * @param external files that hold its weights, under the names it knows them by; may be empty
   * @param kept outputs that are fed back: on a GPU these stay there
   * @throws Error in onnxruntime's words
   */
  createSession(graph: Uint8Array, external: readonly Mounted[], kept: readonly string[]): Promise<Session>;

  /**
   * The first positions of keys or values, copied.
   *
   * @param tensor [1, H, P, D] of this runtime
   * @param length 1 … P
   */
  crop(tensor: Tensor, length: number): Promise<Tensor>;

  /** Settles when the GPU goes away, with the reason; never without one. To be called when there is a session. */
  lost(): Promise<string>;
}

export interface Mounted {
  readonly path: string;
  readonly data: Uint8Array;
}

/** A compiled graph. */
export interface Session {
  readonly inputs: readonly Input[];
  readonly outputNames: readonly string[];

  /**
   * @param feeds by input name
   * @param outputs names of those wanted
   * @returns tensors in the order of `outputs`; whoever asked releases them
   * @throws Error in onnxruntime's words
   */
  run(feeds: Readonly<Record<string, Feed>>, outputs: readonly string[]): Promise<Tensor[]>;

  /** Frees it; it cannot run afterwards. */
  release(): Promise<void>;
}

export interface Input {
  readonly name: string;
  readonly type: string; // ElementType, or what else onnxruntime knows; '' for what is no tensor
  readonly dims: readonly (number | string)[]; // a name for those that may vary
}

export type ElementType = 'float32' | 'float16' | 'int64' | 'bool';

/** Fed from outside for one run, or from where the runtime keeps it. */
export type Feed = Literal | Tensor;

/** Numbers on their way into a run. */
export interface Literal {
  readonly type: ElementType;
  readonly data: Float32Array | Uint16Array | BigInt64Array | Uint8Array; // row-major; float16 as its bits
  readonly dims: readonly number[];
}

/** Numbers in the runtime's memory, until they are released. */
export interface Tensor {
  readonly dims: readonly number[];
  /**
   * A copy of floating-point values.
   *
   * @param last how many from the end; all if left out
   */
  read(last?: number): Promise<Float32Array>;
  release(): void;
}

/** Copies a tensor's values out and releases it, also where there is no room for the copy. @param last as for `read` */
export async function take(tensor: Tensor, last?: number): Promise<Float32Array> {
  try {
    return await tensor.read(last);
  } finally {
    tensor.release();
  }
}

export const isTensor = (feed: Feed): feed is Tensor => 'read' in feed;

/** [1, n] of int64 */
export const integers = (values: readonly number[]): Literal => ({
  type: 'int64',
  data: BigInt64Array.from(values, BigInt),
  dims: [1, values.length],
});
