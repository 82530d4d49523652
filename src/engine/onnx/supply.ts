import { EngineError } from '../engine.ts';
import type { BackendReport, EngineErrorCode, LoadProgress } from '../engine.ts';
import type { Model } from '../spec.ts';
import type { Connection } from './client.ts';
import type { Backend } from './protocol.ts';

/** A backend worth trying, and the form of the model for it: a GPU may want other files than WASM. */
export interface Candidate {
  readonly model: Model;
  readonly backend: Backend;
  readonly adapter: string | null; // GPU's name
  readonly threads: number;
}

export interface Connected {
  readonly connection: Connection;
  readonly candidate: Candidate;
  readonly report: BackendReport;
}

/** Errors of the files, not of the backend: another would get the same bytes. */
const ofFiles: ReadonlySet<EngineErrorCode> = new Set(['download-failed', 'download-corrupt']);

/** The backends that are left. Each is tried in a worker of its own; one that fails is not tried again. */
export class Supply {
  private rejected: BackendReport['rejected'];
  private restarted = false;
  private last = new EngineError('model-invalid', 'there is no backend to try'); // why the last one failed

  /**
   * @param candidates most wanted first
   * @param rejected backends that were ruled out without trying
   */
  constructor(
    private readonly connect: () => Connection,
    private candidates: readonly Candidate[],
    rejected: BackendReport['rejected'] = [],
  ) {
    this.rejected = rejected;
  }

  /**
   * Loads the model on the next backend that passes.
   *
   * @throws EngineError of the last one when none is left; DOMException 'AbortError' when `signal` fires
   */
  async next(onProgress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Connected> {
    for (let candidate = this.take(); candidate !== undefined; candidate = this.take()) {
      try {
        return await this.load(candidate, onProgress, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof EngineError) || ofFiles.has(error.code)) throw error;
        this.reject(candidate.backend, error);
      }
    }
    throw this.last;
  }

  /**
   * The backend that worked so far is gone: what else is there? A worker on WASM gets one second chance, since a crash
   * there has no better alternative, and one accident is not a pattern.
   */
  replace({ backend, ...rest }: Candidate, error: EngineError): void {
    this.reject(backend, error);
    if (backend === 'wasm' && !this.restarted) {
      this.restarted = true;
      this.candidates = [{ backend, ...rest }, ...this.candidates];
    }
  }

  private take(): Candidate | undefined {
    const [first, ...others] = this.candidates;
    this.candidates = others;
    return first;
  }

  private reject(backend: Backend, error: EngineError): void {
    this.last = error;
    this.rejected = [...this.rejected, { backend, reason: `${error.code}: ${error.message}` }];
  }

  private async load(
    candidate: Candidate,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<Connected> {
    const { model, backend, adapter, threads } = candidate;
    const connection = this.connect();
    const abort = (): void => connection.close(new EngineError('worker-crashed', 'loading was cancelled'));
    signal.addEventListener('abort', abort);
    try {
      const { loaded } = await connection.ask(
        { kind: 'load', model, backend, threads },
        'loaded',
        onProgress,
      );
      return { connection, candidate, report: { backend, adapter, ...loaded, rejected: this.rejected } };
    } catch (error) {
      abort();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}
