import { type Feed, type Input, type Session, type Tensor, isTensor } from '../runtime.ts';
import type { Memory } from './memory.ts';
import type { Pointer } from './module.ts';
import { HeapTensor, typeOf } from './tensor.ts';

/** A graph compiled in WebAssembly's memory. What it puts out stays there. */
export class HeapSession implements Session {
  readonly inputs: readonly Input[];
  readonly outputNames: readonly string[];
  private isReleased = false;
  private readonly names = new Map<string, Pointer>(); // as C strings

  /** @param handle onnxruntime's */
  constructor(
    private readonly memory: Memory,
    private readonly handle: Pointer,
  ) {
    const [inputs, outputs] = memory.withCells(2, cells => {
      const status = memory.module._OrtGetInputOutputCount(handle, cells.at(0), cells.at(1));
      memory.check(status === 0, 'no inputs and outputs');
      return [cells.get(0), cells.get(1)] as const;
    });
    this.inputs = Array.from({ length: inputs }, (_, i) => this.describe(i));
    this.outputNames = Array.from({ length: outputs }, (_, i) => this.describe(inputs + i).name);
  }

  async run(feeds: Readonly<Record<string, Feed>>, outputs: readonly string[]): Promise<Tensor[]> {
    const passing: HeapTensor[] = []; // needed for this run only
    try {
      const given = Object.entries(feeds).map(([name, feed]) => {
        if (isTensor(feed)) return [name, feed as HeapTensor] as const;
        const tensor = HeapTensor.from(this.memory, feed);
        passing.push(tensor);
        return [name, tensor] as const;
      });
      return this.wrap(this.call(given, outputs));
    } finally {
      passing.forEach(tensor => tensor.release());
    }
  }

  /** Once is enough. */
  async release(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    this.names.forEach(at => this.memory.module._OrtFree(at));
    this.memory.module._OrtReleaseSession(this.handle);
  }

  /** Handles as tensors: all of them or, when one cannot be read, none. */
  private wrap(handles: readonly Pointer[]): HeapTensor[] {
    const tensors: HeapTensor[] = [];
    try {
      for (const handle of handles) tensors.push(HeapTensor.ofHandle(this.memory, handle));
      return tensors;
    } catch (error) {
      tensors.forEach(tensor => tensor.release());
      handles.slice(tensors.length + 1).forEach(handle => this.memory.module._OrtReleaseTensor(handle));
      throw error;
    }
  }

  private call(
    given: readonly (readonly [string, HeapTensor])[],
    outputs: readonly string[],
  ): readonly Pointer[] {
    const { memory, handle } = this;
    const nameOf = (name: string): Pointer => {
      const at = this.names.get(name);
      if (at === undefined) throw new Error(`the graph has no ${name}`);
      return at;
    };
    // One block on the stack: names and tensors that go in, names and tensors that come out.
    const [n, m] = [given.length, outputs.length];
    return memory.withCells(2 * n + 2 * m, cells => {
      cells.set([
        ...given.map(([name]) => nameOf(name)),
        ...given.map(([, tensor]) => tensor.handle),
        ...outputs.map(nameOf),
        ...outputs.map(() => 0), // to be allocated
      ]);
      const [names, tensors, wanted] = [cells.at(0), cells.at(n), cells.at(2 * n)];
      const found = 2 * n + m;
      const status = memory.module._OrtRun(handle, names, tensors, n, wanted, m, cells.at(found), 0);
      memory.check(status === 0, 'the run failed');
      return outputs.map((_, i) => cells.get(found + i));
    });
  }

  /** Name, type and shape of an input, or of an output counted on from the inputs. */
  private describe(index: number): Input {
    const { memory, handle } = this;
    const { module } = memory;
    const [nameAt, at] = memory.withCells(2, cells => {
      const status = module._OrtGetInputOutputMetadata(handle, index, cells.at(0), cells.at(1));
      memory.check(status === 0, `nothing is known of input or output ${index}`);
      return [cells.get(0), cells.get(1)] as const;
    });
    const name = memory.text(nameAt);
    this.names.set(name, nameAt);
    // int type, int rank, char* names[rank], int values[rank]; only the type, 0, for what is no tensor
    const field = (i: number): number => module.getValue(at + 4 * i, '*');
    const code = field(0);
    const rank = code === 0 ? 0 : field(1);
    const dims = Array.from({ length: rank }, (_, i) => memory.text(field(2 + i)) || field(2 + rank + i));
    if (at !== 0) module._OrtFree(at);
    return { name, type: code === 0 ? '' : (typeOf(code) ?? `type ${code}`), dims };
  }
}
