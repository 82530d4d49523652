import { EngineError } from '../engine.ts';
import type { FileSource } from '../spec.ts';

const RETRY_MS = [300, 1000, 3000]; // pauses before a cut connection is taken up again; after the last it is given up
const STALL_MS = 30_000; // without a byte for so long, a connection counts as cut

/** One file on its way, taken up again where it was cut. Progress earns new patience: only failures in a row count. */
export class Transfer {
  private failures = 0;

  constructor(
    private readonly source: FileSource,
    private readonly path: string,
    private readonly stallMs = STALL_MS,
  ) {}

  /**
   * The bytes from an offset on; may end early, when the connection does.
   *
   * @throws EngineError 'download-failed' when it is not worth trying again, or has been tried often enough
   */
  async *from(offset: number): AsyncGenerator<Uint8Array> {
    const controller = new AbortController();
    try {
      const { body, skip } = await this.open(offset, controller.signal);
      let left = skip;
      for await (const chunk of chunksOf(body, this.stallMs)) {
        const fresh = chunk.subarray(Math.min(left, chunk.length));
        left -= chunk.length - fresh.length;
        if (fresh.length === 0) continue;
        this.failures = 0;
        yield fresh;
      }
    } catch (error) {
      controller.abort();
      await this.retryLater(error);
    }
  }

  /** The bytes ended too early without an error. @throws EngineError when that goes on */
  cutOff(received: number): void {
    if (typeof this.source !== 'string' || ++this.failures > RETRY_MS.length) throw this.short(received);
  }

  private async open(
    offset: number,
    signal: AbortSignal,
  ): Promise<{ body: ReadableStream<Uint8Array>; skip: number }> {
    const url = this.source;
    if (typeof url !== 'string') return { body: url.slice(offset).stream(), skip: 0 };
    const headers: HeadersInit = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const response = await inTime(fetch(url, { headers, signal }), this.stallMs);
    const { status } = response;
    if (!response.ok || response.body === null) {
      const error = new EngineError('download-failed', `${this.path}: HTTP ${status} from ${url}`);
      if (status === 416) throw new Hopeless(this.short(offset)); // asked for more than there is
      if (status < 500 && status !== 408 && status !== 429) throw new Hopeless(error);
      throw error;
    }
    // A server that knows no ranges sends everything again: skip what is here already.
    return { body: response.body, skip: status === 206 ? 0 : offset };
  }

  private short(length: number): EngineError {
    return new EngineError('download-corrupt', `${this.path} ends after ${length} bytes`);
  }

  private async retryLater(error: unknown): Promise<void> {
    if (error instanceof Hopeless) throw error.reason;
    const pause = RETRY_MS[this.failures++];
    if (pause === undefined) {
      if (error instanceof EngineError) throw error;
      throw new EngineError('download-failed', `${this.path}: ${String(error)}`, { cause: error });
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

/** An answer that would be the same next time. */
class Hopeless extends Error {
  constructor(readonly reason: EngineError) {
    super(reason.message);
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>, stallMs: number): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), stallMs);
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

async function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing arrived for ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
