import { EngineError } from '../engine.ts';
import type { LoadProgress } from '../engine.ts';
import type { Port, Reply, Request } from './protocol.ts';

type Distributed<T> = T extends unknown ? Omit<T, 'id'> : never;
type Question = Distributed<Request>;
type Answer<K extends Reply['kind']> = Extract<Reply, { kind: K }>;

interface Pending {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: LoadProgress) => void) | undefined;
}

/** Questions to a worker and its answers, matched by id. Ended once, by `close`: then every open question fails. */
export class Connection {
  private readonly pending = new Map<number, Pending>();
  private nextId = 0;
  private ended: EngineError | null = null;
  onLost: ((error: EngineError) => void) | null = null; // the worker lost its device, or died

  /** @param release ends the worker */
  constructor(
    private readonly port: Port,
    private readonly release: () => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<Reply>) => this.receive(data);
  }

  /** @throws EngineError when the worker says so, or when the connection ends first */
  async ask<K extends Reply['kind']>(
    question: Question,
    expected: K,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<Answer<K>> {
    if (this.ended !== null) throw this.ended;
    const id = this.nextId++;
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onProgress });
      this.port.postMessage({ ...question, id }, []);
    });
    if (reply.kind === 'failed') throw new EngineError(reply.code, reply.message);
    if (reply.kind !== expected)
      throw new EngineError('nonsense', `asked ${question.kind}, told ${reply.kind}`);
    return reply as Answer<K>;
  }

  /** Ends the worker; open questions fail with `error`. */
  close(error: EngineError): void {
    if (this.ended !== null) return;
    this.ended = error;
    this.release();
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }

  /** The worker is gone or no longer to be trusted. */
  fail(error: EngineError): void {
    if (this.ended !== null) return;
    this.close(error);
    this.onLost?.(error);
  }

  private receive(reply: Reply): void {
    if (reply.kind === 'lost') {
      this.fail(new EngineError('device-lost', reply.message));
      return;
    }
    const pending = this.pending.get(reply.id);
    if (reply.kind === 'progress') {
      pending?.onProgress?.(reply.progress);
      return;
    }
    this.pending.delete(reply.id);
    pending?.resolve(reply);
  }
}
