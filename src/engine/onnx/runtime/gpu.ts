import type * as Ort from 'onnxruntime-web';
import { EngineError } from '../../engine.ts';
import { float32 } from '../half.ts';
import type { Backend } from '../protocol.ts';
import {
  type Feed,
  type Literal,
  type Mounted,
  type Runtime,
  type Session,
  type Tensor,
  isTensor,
} from './runtime.ts';

// GPUBufferUsage flags; the object itself exists only where WebGPU does. @see WebGPU §5.1.2
const COPY_SRC = 0x04;
const COPY_DST = 0x08;
const STORAGE = 0x80;

/** onnxruntime through its public interface: with WebGPU, or without. */
export class GpuRuntime implements Runtime {
  /**
   * @param wasm address of the .wasm, which onnxruntime fetches for the first session
   * @param backend 'wasm' for the same build without the GPU
   */
  constructor(
    private readonly ort: typeof Ort,
    private readonly wasm: string,
    private readonly backend: Backend = 'webgpu',
  ) {}

  get onCpu(): Runtime {
    return new GpuRuntime(this.ort, this.wasm, 'wasm');
  }

  async createSession(
    graph: Uint8Array,
    external: readonly Mounted[],
    kept: readonly string[],
  ): Promise<Session> {
    const onGpu = Object.fromEntries(kept.map(name => [name, 'gpu-buffer' as const]));
    const session = await this.ort.InferenceSession.create(graph, {
      executionProviders: [this.backend],
      externalData: [...external],
      ...(this.backend === 'webgpu' && kept.length > 0 && { preferredOutputLocation: onGpu }),
    }).catch(error => this.failed(error));
    return new GpuSession(this.ort, session);
  }

  /** Browsers have many words for a .wasm that did not arrive, and none that tell it from a GPU that does not work. */
  private async failed(error: unknown): Promise<never> {
    const answer = await fetch(this.wasm).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) throw error;
    throw new EngineError('download-failed', `${this.wasm}: HTTP ${answer?.status ?? 'failed'}`, {
      cause: error,
    });
  }

  async crop(tensor: Tensor, length: number): Promise<Tensor> {
    const { inner } = tensor as Held;
    const [, heads, positions, size] = inner.dims as [number, number, number, number];
    const dims = [1, heads, length, size];
    if (inner.location !== 'gpu-buffer') {
      const from = inner.data as Float32Array;
      const to = new (from.constructor as Float32ArrayConstructor)(heads * length * size);
      for (let h = 0; h < heads; h++) {
        to.set(from.subarray(h * positions * size, (h * positions + length) * size), h * length * size);
      }
      return new Held(new this.ort.Tensor(inner.type as 'float32', to, dims));
    }
    const device = (await this.ort.env.webgpu.device) as GPUDevice;
    const row = size * (inner.type === 'float16' ? 2 : 4); // bytes; a multiple of 4, as copies must be: sizes are even
    const bytes = Math.ceil((heads * length * row) / 16) * 16; // as onnxruntime rounds its own buffers
    const buffer = device.createBuffer({ size: bytes, usage: STORAGE | COPY_SRC | COPY_DST });
    const encoder = device.createCommandEncoder();
    for (let h = 0; h < heads; h++) {
      const [from, to] = [h * positions * row, h * length * row];
      encoder.copyBufferToBuffer(inner.gpuBuffer as GPUBuffer, from, buffer, to, length * row);
    }
    device.queue.submit([encoder.finish()]);
    const dataType = inner.type as 'float32' | 'float16';
    const dispose = (): void => buffer.destroy();
    return new Held(this.ort.Tensor.fromGpuBuffer(buffer, { dataType, dims, dispose }));
  }

  async lost(): Promise<string> {
    if (this.backend === 'wasm') return new Promise(() => {});
    const { reason, message } = await ((await this.ort.env.webgpu.device) as GPUDevice).lost;
    return `${reason}: ${message}`;
  }
}

class GpuSession implements Session {
  readonly inputs;
  readonly outputNames: readonly string[];

  constructor(
    private readonly ort: typeof Ort,
    private readonly session: Ort.InferenceSession,
  ) {
    this.inputs = session.inputMetadata.map(input =>
      input.isTensor
        ? { name: input.name, type: input.type, dims: input.shape }
        : { name: input.name, type: '', dims: [] },
    );
    this.outputNames = session.outputNames;
  }

  async run(feeds: Readonly<Record<string, Feed>>, outputs: readonly string[]): Promise<Tensor[]> {
    const given = Object.entries(feeds).map(([name, feed]) => {
      return [name, isTensor(feed) ? (feed as Held).inner : this.tensor(feed)] as const;
    });
    const results = await this.session.run(Object.fromEntries(given), outputs);
    return outputs.map(name => new Held(results[name]!));
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private tensor({ type, data, dims }: Literal): Ort.Tensor {
    return new this.ort.Tensor(type, data as Ort.Tensor.DataType, dims);
  }
}

/** A tensor of the public interface: on the GPU, or an array of the page. */
class Held implements Tensor {
  constructor(readonly inner: Ort.Tensor) {}

  get dims(): readonly number[] {
    return this.inner.dims;
  }

  async read(last?: number): Promise<Float32Array> {
    const values = (await this.inner.getData()) as Float32Array | Uint16Array;
    return float32(values, last === undefined ? 0 : -last);
  }

  release(): void {
    this.inner.dispose();
  }
}
