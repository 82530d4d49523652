import { modelById, models } from '#engine/models.ts';
import { type Engine, EngineError } from '#engine/engine.ts';
import { inTurn } from '#engine/turns.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import type { Arrival, Arrivals } from '#views/Arriving.tsx';
import type { Lab, Labs } from '#views/lab.ts';

const kept = 4; // models in memory at once; the one unused longest goes first

/**
 * Engines for figures, apart from the one on the stage: an engine answers the newest question and drops older ones,
 * which is right for a reader's keystrokes and wrong for an experiment. A lab asks one question after the other.
 */
export class EngineLabs implements Labs, Arrivals {
  private readonly opened = new Map<string, Promise<{ lab: Lab; engine: OnnxEngine }>>(); // in order of last use

  private readonly arriving = new Map<string, Arrival>(); // by model
  private readonly listeners = new Set<() => void>();

  constructor(private readonly backend: 'auto' | 'webgpu' | 'wasm') {}

  get available(): readonly string[] {
    return models.map(model => model.spec.id);
  }

  async open(modelId: string): Promise<Lab> {
    const known = this.opened.get(modelId);
    const opening = known ?? this.load(modelId);
    this.opened.delete(modelId);
    this.opened.set(modelId, opening);
    if (known === undefined) {
      opening.catch(() => this.opened.delete(modelId)); // a failed download may be tried again
      this.dropOldest();
    }
    return (await opening).lab;
  }

  /** The model that has been on its way longest; the others wait for the same line. */
  readonly now = (): Arrival | null => this.arriving.values().next().value ?? null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  dispose(): void {
    for (const opening of this.opened.values())
      opening.then(
        ({ engine }) => engine.dispose(),
        () => {},
      );
    this.opened.clear();
  }

  private dropOldest(): void {
    for (const [id, opening] of this.opened) {
      if (this.opened.size <= kept) return;
      this.opened.delete(id);
      opening.then(
        ({ engine }) => engine.dispose(),
        () => {},
      );
    }
  }

  private async load(modelId: string): Promise<{ lab: Lab; engine: OnnxEngine }> {
    const model = modelById(modelId);
    if (model === null) throw new EngineError('download-failed', `no embedded model ${modelId}`);
    const { loadOnnxEngine } = await import('#engine/onnx/load.ts');
    try {
      const onProgress = (progress: Arrival) => this.tell(modelId, progress);
      const engine = await loadOnnxEngine(model, { backend: this.backend, onProgress });
      return { engine, lab: labOf(engine) };
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

/** An engine as a lab, where it computes one answer after the other: an embedded model, or one the reader connected. */
export function labOf(engine: Engine | OnnxEngine): Lab {
  const never = new AbortController().signal;
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
