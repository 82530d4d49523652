import type * as Ort from 'onnxruntime-web';
import type { TokenId } from '#lm/prediction.ts';
import type { Signature } from './signature.ts';

// GPUBufferUsage flags; the object itself exists only where WebGPU does. @see WebGPU §5.1.2
const COPY_SRC = 0x04;
const COPY_DST = 0x08;
const STORAGE = 0x80;

/**
 * Keys and values of the tokens the model read last. A new context shares its beginning with the last one nearly
 * always — one token more, a step back, another branch — and that beginning is not computed again.
 */
export class KeyValueCache {
  private ids: readonly TokenId[] = [];
  private tensors: Ort.Tensor[] | null = null; // [1, H, P, C/H], in the order of signature.pasts

  /** @param heads H, each of `headSize` = C/H */
  constructor(
    private readonly ort: typeof Ort,
    private readonly signature: Signature,
    private readonly heads: number,
    private readonly headSize: number,
  ) {}

  /**
   * Keeps what a context shares with the last one, at most all but its last token, whose logits are wanted.
   *
   * @returns the number of tokens P whose keys and values are at hand, and these; empty tensors for 0
   */
  async reuse(context: readonly TokenId[]): Promise<{ length: number; tensors: readonly Ort.Tensor[] }> {
    const length = Math.min(commonPrefix(this.ids, context), context.length - 1);
    if (length === 0) return { length, tensors: this.none() };
    if (length < this.ids.length) await this.crop(length);
    return { length, tensors: this.tensors! };
  }

  /** Takes over what a pass over the whole context returned. */
  store(context: readonly TokenId[], tensors: Ort.Tensor[]): void {
    this.clear();
    this.ids = context.slice();
    this.tensors = tensors;
  }

  clear(): void {
    this.tensors?.forEach(tensor => tensor.dispose());
    this.tensors = null;
    this.ids = [];
  }

  private async crop(length: number): Promise<void> {
    const device = this.tensors![0]!.location === 'gpu-buffer' ? await this.ort.env.webgpu.device : null;
    const cropped = this.tensors!.map(tensor =>
      device === null ? this.cropOnCpu(tensor, length) : this.cropOnGpu(device as GPUDevice, tensor, length),
    );
    const ids = this.ids.slice(0, length);
    this.clear();
    this.ids = ids;
    this.tensors = cropped;
  }

  private cropOnCpu(tensor: Ort.Tensor, length: number): Ort.Tensor {
    const [, heads, positions, size] = tensor.dims as [number, number, number, number];
    const from = tensor.data as Float32Array;
    const to = new (from.constructor as Float32ArrayConstructor)(heads * length * size);
    for (let h = 0; h < heads; h++) {
      to.set(from.subarray(h * positions * size, (h * positions + length) * size), h * length * size);
    }
    return new this.ort.Tensor(this.signature.cacheType, to, [1, heads, length, size]);
  }

  private cropOnGpu(device: GPUDevice, tensor: Ort.Tensor, length: number): Ort.Tensor {
    const [, heads, positions, size] = tensor.dims as [number, number, number, number];
    const width = this.signature.cacheType === 'float16' ? 2 : 4; // bytes
    const row = size * width; // a multiple of 4, as copies must be: head sizes are even
    const size16 = Math.ceil((heads * length * row) / 16) * 16; // as onnxruntime rounds its own buffers
    const buffer = device.createBuffer({ size: size16, usage: STORAGE | COPY_SRC | COPY_DST });
    const encoder = device.createCommandEncoder();
    for (let h = 0; h < heads; h++) {
      encoder.copyBufferToBuffer(
        tensor.gpuBuffer as GPUBuffer,
        h * positions * row,
        buffer,
        h * length * row,
        length * row,
      );
    }
    device.queue.submit([encoder.finish()]);
    return this.ort.Tensor.fromGpuBuffer(buffer, {
      dataType: this.signature.cacheType,
      dims: [1, heads, length, size],
      dispose: () => buffer.destroy(),
    });
  }

  /** Keys and values of no token. */
  none(): Ort.Tensor[] {
    const { cacheType, pasts } = this.signature;
    const nothing = cacheType === 'float16' ? new Uint16Array(0) : new Float32Array(0);
    return pasts.map(() => new this.ort.Tensor(cacheType, nothing, [1, this.heads, 0, this.headSize]));
  }
}

function commonPrefix(a: readonly TokenId[], b: readonly TokenId[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}
