import { modelById, models } from '#engine/models.ts';
import { type BackendReport, type Engine, EngineError, type LoadProgress } from '#engine/engine.ts';
import { inTurn } from '#engine/turns.ts';
import type { LoadOptions } from '#engine/onnx/load.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import type { Model } from '#engine/spec.ts';
import type { Arrival, Arrivals } from '#views/Arriving.tsx';
import type { Lab, Labs } from '#views/lab.ts';

const never = new AbortController().signal;

/** What the stage wants to hear of a model that is lent to it. */
export interface Loan {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onReport: (report: BackendReport) => void; // at once, and when another backend has taken over
}

/** How an embedded model becomes an engine; elsewhere than in a browser there are no workers. */
export type LoadEngine = (model: Model, options: LoadOptions) => Promise<OnnxEngine>;

const loadInWorker: LoadEngine = async (model, options) =>
  (await import('#engine/onnx/load.ts')).loadOnnxEngine(model, options);

/**
 * The embedded models in memory, for the stage and for figures: whichever loads one first, the other finds it here. Both
 * ask one question after the other (`inTurn`). A lab outlives its engine: where that has ended, or has made room, the
 * next question is asked of a new one.
 */
export class EngineLabs implements Labs, Arrivals {
  private readonly opened = new Map<string, Promise<OnnxEngine>>(); // in order of last use
  private readonly reports = new Map<string, (report: BackendReport) => void>(); // who is told, by model
  private onStage: string | null = null; // the model that was lent last: it does not make room

  private readonly arriving = new Map<string, Arrival>(); // by model
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly backend: 'auto' | 'webgpu' | 'wasm',
    private readonly loadEngine: LoadEngine = loadInWorker,
    private readonly kept = 4, // models in memory at once; the one unused longest goes first
  ) {}

  get available(): readonly string[] {
    return models.map(model => model.spec.id);
  }

  async open(modelId: string): Promise<Lab> {
    const first = await this.engineOf(modelId);
    return {
      ...labOf(first),
      predict: async (context, signal = never) =>
        (await this.ask(modelId, engine => engine.predict(context, signal), signal)).prediction,
      inspect: (context, signal = never) =>
        this.ask(modelId, engine => engine.inspect(context, signal), signal),
    };
  }

  /**
   * The engine itself, for the stage. It stays here and must not be disposed of.
   *
   * @param signal ends the waiting; the model comes all the same, and is there when it is asked for again
   * @throws EngineError when no backend can be had; DOMException 'AbortError' when `signal` fires
   */
  async lend(modelId: string, { signal, onProgress, onReport }: Loan): Promise<OnnxEngine> {
    this.onStage = modelId;
    this.reports.set(modelId, onReport);
    const tell = () => {
      const arrival = this.arriving.get(modelId);
      if (arrival !== undefined) onProgress(arrival);
    };
    const stop = this.subscribe(tell);
    try {
      tell();
      const opening = this.engineOf(modelId);
      let engine = await opening;
      if (engine.hasEnded) {
        this.forget(modelId, opening);
        engine = await this.engineOf(modelId);
      }
      signal.throwIfAborted();
      onReport(engine.report);
      return engine;
    } finally {
      stop();
    }
  }

  /** The model that has been on its way longest; the others wait for the same line. */
  readonly now = (): Arrival | null => this.arriving.values().next().value ?? null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  dispose(): void {
    for (const opening of this.opened.values()) end(opening);
    this.opened.clear();
  }

  private engineOf(modelId: string): Promise<OnnxEngine> {
    const known = this.opened.get(modelId);
    const opening = known ?? this.load(modelId);
    this.opened.delete(modelId);
    this.opened.set(modelId, opening);
    if (known === undefined) {
      opening.catch(() => this.forget(modelId, opening)); // a failed download may be tried again
      this.dropOldest();
    }
    return opening;
  }

  private async ask<T>(
    modelId: string,
    question: (engine: OnnxEngine) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    signal.throwIfAborted();
    const opening = this.engineOf(modelId);
    const engine = await opening;
    try {
      return await inTurn(engine, () => question(engine), signal);
    } finally {
      if (engine.hasEnded) this.forget(modelId, opening);
    }
  }

  private forget(modelId: string, opening: Promise<OnnxEngine>): void {
    if (this.opened.get(modelId) === opening) this.opened.delete(modelId);
    end(opening);
  }

  private dropOldest(): void {
    for (const [id, opening] of this.opened) {
      if (this.opened.size <= this.kept) return;
      if (id !== this.onStage) this.forget(id, opening);
    }
  }

  private async load(modelId: string): Promise<OnnxEngine> {
    const model = modelById(modelId);
    if (model === null) throw new EngineError('download-failed', `no embedded model ${modelId}`);
    try {
      const onProgress = (progress: Arrival) => this.tell(modelId, progress);
      const onReport = (report: BackendReport) => this.reports.get(modelId)?.(report);
      return await this.loadEngine(model, { backend: this.backend, onProgress, onReport });
    } finally {
      this.tell(modelId, null);
    }
  }

  private tell(modelId: string, arrival: Arrival | null): void {
    if (arrival === null) this.arriving.delete(modelId);
    else this.arriving.set(modelId, arrival);
    for (const listener of this.listeners) listener();
  }
}

const end = (opening: Promise<OnnxEngine>): void =>
  void opening.then(
    engine => engine.dispose(),
    () => {},
  );

/** An engine as a lab, where it computes one answer after the other: an embedded model, or one the reader connected. */
export function labOf(engine: Engine | OnnxEngine): Lab {
  const spec = 'spec' in engine ? engine.spec : null;
  return {
    model: {
      id: engine.model.id,
      revision: engine.model.revision,
      layers: spec?.layers ?? 0,
      heads: spec?.heads ?? 0,
      parameters: spec?.parameters ?? null,
    },
    contextLength: engine.contextLength,
    endOfText: engine.endOfText,
    vocabulary: engine.vocabulary,
    encode: text => engine.encode(text),
    predict: async (context, signal = never) =>
      (await inTurn(engine, () => engine.predict(context, signal), signal)).prediction,
    inspect:
      'inspect' in engine
        ? (context, signal = never) => inTurn(engine, () => engine.inspect(context, signal), signal)
        : null,
  };
}
