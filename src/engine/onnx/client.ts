import { EngineError } from '../engine.ts';
import type { LoadProgress } from '../engine.ts';
import type { Aside, Failed, Numbered, Port, Reply, Request } from './protocol.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Pending<A> {
  readonly resolve: (answer: A | Failed) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Questions to a worker and its answers, matched by id. Ended once, by `close`: then every open question fails.
 *
 * Q and A are what this worker can be asked and how it answers; asides and failures are the same for all.
 */
export class Connection<Q extends Numbered = Request, A extends Numbered = Reply> {
  private readonly pending = new Map<number, Pending<A>>();
  private nextId = 0;
  private ended: EngineError | null = null;
  onLost: ((error: EngineError) => void) | null = null; // the worker lost its device, or died

  /** @param release ends the worker */
  constructor(
    private readonly port: Port,
    private readonly release: () => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<A | Failed | Aside>) => this.receive(data);
  }

  /** @throws EngineError when the worker says so, or when the connection ends first */
  async ask<K extends A['kind']>(
    question: WithoutId<Q>,
    expected: K,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<Extract<A, { kind: K }>> {
    if (this.ended !== null) throw this.ended;
    const id = this.nextId++;
    const answer = await new Promise<A | Failed>((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onProgress });
      this.port.postMessage({ ...question, id }, []);
    });
    if (isFailed(answer)) throw new EngineError(answer.code, answer.message);
    if (answer.kind !== expected) {
      throw new EngineError('nonsense', `asked for ${expected}, told ${answer.kind}`);
    }
    return answer as Extract<A, { kind: K }>;
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

  private receive(message: A | Failed | Aside): void {
    if (isAside(message)) {
      if (message.kind === 'lost') this.fail(new EngineError('device-lost', message.message));
      else this.pending.get(message.id)?.onProgress?.(message.progress);
      return;
    }
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    pending?.resolve(message);
  }
}

const isFailed = (message: { readonly kind: string }): message is Failed => message.kind === 'failed';

const isAside = (message: { readonly kind: string }): message is Aside =>
  message.kind === 'progress' || message.kind === 'lost';
