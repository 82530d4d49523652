import { float32 } from '../../half.ts';
import type { ElementType, Literal, Tensor } from '../runtime.ts';
import type { Memory } from './memory.ts';
import type { Pointer } from './module.ts';

/** ONNX element types and their sizes. @see onnx.proto, TensorProto.DataType */
const codes: Record<ElementType, number> = { float32: 1, int64: 7, bool: 9, float16: 10 };
const sizes: Record<ElementType, number> = { float32: 4, int64: 8, bool: 1, float16: 2 }; // bytes
const CPU = 1; // the location "cpu" of onnxruntime-web/lib/wasm/wasm-common.ts

export const typeOf = (code: number): ElementType | undefined =>
  (Object.keys(codes) as ElementType[]).find(type => codes[type] === code);

/** A tensor that lies in WebAssembly's memory. */
export class HeapTensor implements Tensor {
  private isReleased = false;

  /**
   * @param handle onnxruntime's
   * @param isOwn the memory is freed with it; false when onnxruntime has allocated it
   */
  private constructor(
    private readonly memory: Memory,
    readonly handle: Pointer,
    readonly type: ElementType,
    readonly dims: readonly number[],
    private readonly data: Pointer,
    private readonly isOwn: boolean,
  ) {}

  /** Copies numbers into the memory. */
  static from(memory: Memory, { type, data, dims }: Literal): HeapTensor {
    const at = memory.place(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return HeapTensor.over(memory, type, dims, at);
  }

  /** What a run has put out; released if it cannot be read. */
  static ofHandle(memory: Memory, handle: Pointer): HeapTensor {
    try {
      return HeapTensor.describe(memory, handle);
    } catch (error) {
      memory.module._OrtReleaseTensor(handle);
      throw error;
    }
  }

  private static describe(memory: Memory, handle: Pointer): HeapTensor {
    const { module } = memory;
    return memory.withCells(4, cells => {
      const status = module._OrtGetTensorData(handle, cells.at(0), cells.at(1), cells.at(2), cells.at(3));
      memory.check(status === 0, 'a tensor that cannot be read');
      const [code, data, dimsAt, rank] = [cells.get(0), cells.get(1), cells.get(2), cells.get(3)];
      const dims = Array.from({ length: rank }, (_, i) => module.getValue(dimsAt + 4 * i, 'i32'));
      module._OrtFree(dimsAt);
      const type = typeOf(code);
      if (type === undefined) throw new Error(`a tensor of type ${code}`);
      return new HeapTensor(memory, handle, type, dims, data, false);
    });
  }

  private static over(memory: Memory, type: ElementType, dims: readonly number[], at: Pointer): HeapTensor {
    const bytes = sizes[type] * dims.reduce((a, b) => a * b, 1);
    const handle = memory.withCells(dims.length, cells =>
      memory.module._OrtCreateTensor(codes[type], at, bytes, cells.set(dims), dims.length, CPU),
    );
    if (handle === 0) memory.module._free(at);
    memory.check(handle !== 0, `no tensor of ${type}[${dims.join()}]`);
    return new HeapTensor(memory, handle, type, dims, at, true);
  }

  // async as a read from a GPU has to be
  read(last?: number): Promise<Float32Array> {
    const { buffer } = this.memory.bytes;
    const length = this.dims.reduce((a, b) => a * b, 1);
    const values =
      this.type === 'float16'
        ? new Uint16Array(buffer, this.data, length)
        : new Float32Array(buffer, this.data, length);
    return Promise.resolve(float32(values, last === undefined ? 0 : -last));
  }

  /** The first `length` of P positions, copied: [1, H, P, D] → [1, H, length, D]. */
  crop(length: number): HeapTensor {
    const [, heads, positions, size] = this.dims as [number, number, number, number];
    const row = size * sizes[this.type];
    const to = this.memory.allocate(heads * length * row);
    const { bytes } = this.memory;
    for (let h = 0; h < heads; h++) {
      const from = this.data + h * positions * row;
      bytes.copyWithin(to + h * length * row, from, from + length * row);
    }
    return HeapTensor.over(this.memory, this.type, [1, heads, length, size], to);
  }

  /** Once is enough; a second call does nothing, where the memory may be somebody else's by then. */
  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    this.memory.module._OrtReleaseTensor(this.handle);
    if (this.isOwn) this.memory.module._free(this.data);
  }
}
