import type { Glimpse } from '#lm/glimpse.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';
import { EngineError } from '../engine.ts';
import type { Answer, BackendReport, Engine, EngineErrorCode, LoadProgress } from '../engine.ts';
import { Lane } from '../lane.ts';
import type { ModelSpec } from '../spec.ts';
import type { Tokenizer } from '../tokenizer.ts';
import type { Connection } from './client.ts';
import type { Inspection } from './protocol.ts';
import type { Connected, Supply } from './supply.ts';

/** Failures of a backend rather than of a question. */
const lost: readonly EngineErrorCode[] = ['device-lost', 'worker-crashed', 'numbers-wrong'];

export interface EngineListeners {
  readonly onReport?: (report: BackendReport) => void; // at the start, and when another backend has taken over
  readonly onProgress?: (progress: LoadProgress) => void; // while loading, also while another backend takes over
}

/**
 * A model in a worker. If its backend fails it is replaced by the next one and the question asked again; who asked
 * notices nothing but time, and the report says what happened.
 */
export class OnnxEngine implements Engine {
  readonly contextLength: number;
  readonly endOfText: TokenId | null;
  readonly vocabulary: Vocabulary;
  private readonly predictions = new Lane();
  private readonly inspections = new Lane();
  private readonly glimpses = new Lane();
  private readonly lifetime = new AbortController();
  private connected: Promise<Connected>; // what questions go to; rejected when no backend is left
  private live: Connected | null = null; // null while another backend is being sought
  private latest: Connected; // the live one, or while there is none the last
  private exhausted = false; // no backend is left

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly supply: Supply,
    first: Connected,
    private readonly listeners: EngineListeners,
  ) {
    const { contextLength, endOfText } = first.candidate.model.spec;
    this.contextLength = contextLength;
    this.endOfText = endOfText;
    this.vocabulary = tokenizer.vocabulary;
    this.connected = Promise.resolve(first);
    this.latest = first;
    this.adopt(first);
  }

  /** Where it computes now, and what was tried before. */
  get report(): BackendReport {
    return this.latest.report;
  }

  /** What computes now. Another backend may run the same model with weights of another precision. */
  get spec(): ModelSpec {
    return this.latest.candidate.model.spec;
  }

  get model(): Engine['model'] {
    return { id: this.spec.id, revision: this.spec.revision };
  }

  /** Whether every question will fail from now on. */
  get hasEnded(): boolean {
    return this.exhausted || this.lifetime.signal.aborted;
  }

  encode(text: string): TokenId[] {
    return this.tokenizer.encode(text);
  }

  predict(context: readonly TokenId[], signal: AbortSignal): Promise<Answer> {
    return this.predictions.run(async () => {
      this.checkLength(context);
      const { prediction, latencyMs } = await this.retrying(
        connection => connection.ask({ kind: 'predict', context }, 'predicted'),
        [...lost, 'out-of-memory'],
      );
      return { prediction, latencyMs };
    }, signal);
  }

  /**
   * Attention, residual stream and logit lens of one pass over a context; lists are empty for graphs that do not give
   * them. Its size grows with T²: 50 MB for 512 tokens of a model with 6 layers of 8 heads.
   *
   * @param context 1 … contextLength token ids
   * @throws EngineError, 'out-of-memory' for a context that is too long to be looked into here: predictions go on;
   *   DOMException 'AbortError' when `signal` fires or a newer inspection takes its place
   */
  inspect(context: readonly TokenId[], signal: AbortSignal): Promise<Inspection> {
    return this.inspections.run(async () => {
      this.checkLength(context);
      const { inspection } = await this.retrying(
        connection => connection.ask({ kind: 'inspect', context }, 'inspected'),
        lost,
      );
      return inspection;
    }, signal);
  }

  /**
   * The little of a pass that a stage shows; null for graphs that do not give it.
   *
   * @param context 1 … contextLength token ids
   * @throws as `inspect`
   */
  glimpse(context: readonly TokenId[], signal: AbortSignal): Promise<Glimpse | null> {
    return this.glimpses.run(async () => {
      this.checkLength(context);
      const { glimpse } = await this.retrying(
        connection => connection.ask({ kind: 'glimpse', context }, 'glimpsed'),
        lost,
      );
      return glimpse;
    }, signal);
  }

  dispose(): void {
    this.lifetime.abort();
    const close = ({ connection }: Connected): void => connection.close(disposed());
    this.connected.then(close, () => {});
  }

  /** @param replaceable errors after which another backend is asked */
  private async retrying<T>(
    question: (connection: Connection) => Promise<T>,
    replaceable: readonly EngineErrorCode[],
  ): Promise<T> {
    for (;;) {
      const connected = await this.connected;
      try {
        return await question(connected.connection);
      } catch (error) {
        if (this.lifetime.signal.aborted) throw disposed();
        if (!(error instanceof EngineError) || !replaceable.includes(error.code)) throw error;
        this.replace(connected, error);
      }
    }
  }

  private adopt(connected: Connected): void {
    connected.connection.onLost = error => this.replace(connected, error);
    this.live = connected;
    this.latest = connected;
    this.listeners.onReport?.(connected.report);
  }

  /** Starts on the next backend, once for each that fails, however many questions notice. */
  private replace(failed: Connected, error: EngineError): void {
    if (failed !== this.live || this.lifetime.signal.aborted) return;
    this.live = null;
    failed.connection.close(error);
    this.supply.replace(failed.candidate, error);
    const next = this.supply.next(this.listeners.onProgress ?? (() => {}), this.lifetime.signal);
    this.connected = next.then(connected => {
      this.adopt(connected);
      return connected;
    });
    this.connected.catch(() => (this.exhausted = true)); // why is told to whoever asks next
  }

  private checkLength(context: readonly TokenId[]): void {
    if (context.length === 0) throw new RangeError('an empty context: begin with the end-of-text token');
    if (context.length > this.contextLength) {
      const limit = `${this.model.id} takes ${this.contextLength}`;
      throw new EngineError('context-too-long', `context is ${context.length} tokens; ${limit}`);
    }
  }
}

const disposed = (): EngineError => new EngineError('worker-crashed', 'the engine has been disposed of');
