import { EngineError } from '../engine.ts';
import type { FileSource, FileSpec } from '../spec.ts';

const RETRY_MS = [300, 1000, 3000]; // pauses before a cut connection is taken up again; after the last it is given up
const STALL_MS = 30_000; // without a byte for so long, a connection counts as cut

/**
 * The whole of a small file whose size nobody has told.
 *
 * @throws EngineError 'download-failed'
 */
export async function fetchText(source: FileSource, path: string, cache: RequestCache): Promise<string> {
  const parts: Uint8Array[] = [];
  const transfer = new Transfer(source, { path, bytes: Infinity, sha256: null }, { cache });
  for await (const chunk of transfer.from(0)) parts.push(chunk);
  return new Blob(parts as Uint8Array<ArrayBuffer>[]).text();
}

export interface TransferOptions {
  readonly cache?: RequestCache;
  readonly stallMs?: number;
}

/** One file on its way, taken up again where it was cut. Progress earns new patience: only failures in a row count. */
export class Transfer {
  /** Of the answer that the bytes so far came with; null while nothing has come, or where the server sends none. */
  tag: string | null = null;
  private failures = 0;
  private readonly cache: RequestCache;
  private readonly stallMs: number;

  constructor(
    private readonly source: FileSource,
    private readonly file: FileSpec,
    { cache = 'default', stallMs = STALL_MS }: TransferOptions = {},
  ) {
    this.cache = cache;
    this.stallMs = stallMs;
  }

  /**
   * The bytes from an offset to the end. More than the file should have are passed on too, for the caller to refuse.
   *
   * @param offset of bytes that are here already
   * @param tag of the answer that these came with
   * @throws EngineError 'download-failed' or, when the file ends too early or has become another one on the server,
   *   'download-corrupt'
   */
  async *from(offset: number, tag: string | null = null): AsyncGenerator<Uint8Array> {
    this.tag = tag;
    let at = offset;
    while (at < this.file.bytes) {
      let problem: unknown = null;
      try {
        for await (const chunk of this.connection(at)) {
          at += chunk.length;
          this.failures = 0;
          yield chunk;
        }
      } catch (error) {
        problem = error;
      }
      if (problem === null && this.file.bytes === Infinity) return;
      if (at < this.file.bytes) await this.retryLater(problem ?? this.endsAfter(at));
    }
  }

  /** The bytes of one answer; fewer than wanted when the connection ends. */
  private async *connection(offset: number): AsyncGenerator<Uint8Array> {
    const controller = new AbortController();
    try {
      const { body, skip } = await this.open(offset, controller.signal);
      let left = skip;
      for await (const chunk of chunksOf(body, this.stallMs)) {
        const fresh = chunk.subarray(Math.min(left, chunk.length));
        left -= chunk.length - fresh.length;
        if (fresh.length > 0) yield fresh;
      }
    } finally {
      controller.abort();
    }
  }

  private async open(
    offset: number,
    signal: AbortSignal,
  ): Promise<{ body: ReadableStream<Uint8Array>; skip: number }> {
    const url = this.source;
    if (typeof url !== 'string') return { body: url.slice(offset).stream(), skip: 0 };
    const headers: HeadersInit = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const response = await inTime(fetch(url, { headers, signal, cache: this.cache }), this.stallMs);
    const { status } = response;
    if (!response.ok || response.body === null) {
      if (status === 416) throw new Final(this.endsAfter(offset)); // asked for more than there is
      const error = new EngineError('download-failed', `${this.file.path}: HTTP ${status} from ${url}`);
      throw status < 500 && status !== 408 && status !== 429 ? new Final(error) : error;
    }
    this.checkTag(tagOf(response), offset);
    // A server that knows no ranges sends everything again: skip what is here already.
    return { body: response.body, skip: status === 206 ? 0 : offset };
  }

  /**
   * Half of one file and half of another would be weights of nobody. If-Range would have the server look, but from
   * elsewhere it needs a permission that simple servers do not give, and with the weak tags of others it never matches.
   */
  private checkTag(tag: string | null, offset: number): void {
    if (offset > 0 && this.tag !== null && tag !== null && tag !== this.tag) {
      throw new Final(
        new EngineError('download-corrupt', `${this.file.path} has become another file on the server`),
      );
    }
    if (offset === 0 || this.tag === null) this.tag = tag;
  }

  private endsAfter(length: number): EngineError {
    return new EngineError('download-corrupt', `${this.file.path} ends after ${length} bytes`);
  }

  private async retryLater(problem: unknown): Promise<void> {
    if (problem instanceof Final) throw problem.reason;
    const pause = typeof this.source === 'string' ? RETRY_MS[this.failures++] : undefined;
    if (pause !== undefined) return new Promise(resolve => setTimeout(resolve, pause));
    if (problem instanceof EngineError) throw problem;
    throw new EngineError('download-failed', `${this.file.path}: ${String(problem)}`, { cause: problem });
  }
}

/**
 * What a server says to tell the content of an answer from later ones: its ETag, whatever the encoding on the way, or
 * the date of the last change. null when it says neither, or does not let strangers read it.
 *
 * @see RFC 9110 §8.8; Apache and nginx mark the tag of what they compress
 */
export function tagOf({ headers }: Response): string | null {
  const tag = headers.get('etag')?.replace(/^W\/|-(?:gzip|br)(?="$)/g, '');
  return tag ?? headers.get('last-modified');
}

/** An answer that would be the same next time. */
class Final extends Error {
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
