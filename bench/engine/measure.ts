import { modelById, models } from '#engine/models.ts';
import { loadOnnxEngine } from '#engine/onnx/load.ts';

/** Time per token at one context length, ms; medians over `repeats` passes. */
export interface Speed {
  readonly context: number; // tokens before the one that is timed
  readonly cachedMs: number; // one token after a context the engine has just read
  readonly uncachedMs: number; // the whole context anew
}

export interface EngineReport {
  readonly model: string;
  readonly backend: string;
  readonly threads: number;
  readonly weightBytes: number;
  readonly parameters: number;
  readonly loadMs: number; // from asking to the verified engine, files in the browser's HTTP cache or not
  readonly speeds: readonly Speed[];
}

/** What the bench calls in this page. */
export interface EngineBench {
  models(): string[];
  measure(id: string, contexts: readonly (number | 'full')[], repeats: number): Promise<EngineReport>;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function measure(
  id: string,
  contexts: readonly (number | 'full')[],
  repeats: number,
): Promise<EngineReport> {
  const model = modelById(id);
  if (model === null) throw new Error(`no model ${id}`);
  const start = performance.now();
  const engine = await loadOnnxEngine(model, { backend: 'auto' });
  const loadMs = performance.now() - start;
  const { signal } = new AbortController();
  const latency = async (context: readonly number[]) => (await engine.predict(context, signal)).latencyMs;
  // Ids that spell nothing do: a matrix product takes as long for nonsense. `first` makes two contexts share no prefix.
  const contextOf = (length: number, first: number) =>
    Array.from({ length }, (_, i) => (first + i * 7919) % (model.spec.vocabSize - 1));

  const speeds: Speed[] = [];
  for (const wanted of contexts) {
    const context = wanted === 'full' ? engine.contextLength - repeats : wanted;
    const uncached: number[] = [];
    const cached: number[] = [];
    for (let i = 0; i < repeats; i++) uncached.push(await latency(contextOf(context, i + 1)));
    const growing = contextOf(context, 1);
    await latency(growing);
    for (let i = 0; i < repeats; i++) {
      growing.push(i + 1);
      cached.push(await latency(growing));
    }
    speeds.push({ context, cachedMs: median(cached), uncachedMs: median(uncached) });
  }
  const { backend, threads } = engine.report;
  engine.dispose();
  const { bytes, parameters, files } = model.spec;
  return {
    model: id,
    backend,
    threads,
    weightBytes: bytes - files.tokenizer.bytes,
    parameters,
    loadMs,
    speeds,
  };
}

const bench: EngineBench = { models: () => models.map(({ spec }) => spec.id), measure };
Object.assign(window, { bench });
