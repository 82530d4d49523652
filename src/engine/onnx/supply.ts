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
  private noRoom: EngineError | null = null; // the first that failed for want of memory

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
   * @throws EngineError when none is left: 'out-of-memory' if one had too little, else why the last one failed;
   *   DOMException 'AbortError' when `signal` fires
   */
  async next(onProgress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Connected> {
    for (let candidate = this.take(); candidate !== undefined; candidate = this.take()) {
      try {
        return await this.load(candidate, onProgress, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof EngineError) || ofFiles.has(error.code)) throw error;
        this.reject(candidate, error);
        if (error.code === 'out-of-memory') this.noRoom ??= error;
      }
    }
    throw this.noRoom ?? this.last;
  }

  /**
   * The backend that worked so far is gone: what else is there? A worker on WASM gets one second chance, since a crash
   * there has no better alternative, and one accident is not a pattern.
   */
  replace(candidate: Candidate, error: EngineError): void {
    this.reject(candidate, error);
    if (candidate.backend === 'wasm' && !this.restarted) {
      this.restarted = true;
      this.candidates = [candidate, ...this.candidates];
    }
  }

  private take(): Candidate | undefined {
    const [first, ...others] = this.candidates;
    this.candidates = others;
    return first;
  }

  private reject(failed: Candidate, error: EngineError): void {
    const { backend } = failed;
    this.last = error;
    this.rejected = [...this.rejected, { backend, reason: `${error.code}: ${error.message}` }];
    if (error.code === 'out-of-memory') this.candidates = this.candidates.filter(each => fits(each, failed));
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

/**
 * Whether a candidate may have room where another had not. Its files are then no larger: nobody asked for a download of
 * a gigabyte that will fit even less. The same files may fit into another memory, a page's after a GPU's.
 */
const fits = ({ model, backend }: Candidate, failed: Candidate): boolean =>
  model.spec.bytes < failed.model.spec.bytes ||
  (model.spec.bytes === failed.model.spec.bytes && backend !== failed.backend);
