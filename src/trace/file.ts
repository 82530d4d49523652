import { type Prediction, type TokenId, isComplete } from '#lm/prediction.ts';
import type { SamplingParams } from '#lm/sampling.ts';
import { measureAt, sliderStops } from '#lm/stops.ts';
import type { Vocabulary } from '#lm/token.ts';
import type { Choice, Trace } from './trace.ts';

export const traceFormat = 'next-token-trace/1';

/** A run as a file: the best candidates of every step, and the bytes of every token it mentions. */
export interface TraceFile {
  readonly format: typeof traceFormat;
  readonly model: { readonly id: string; readonly revision: string };
  readonly vocabSize: number | null; // V; of all steps. null: an API did not tell it
  readonly seed: number;
  readonly params: SamplingParams;
  readonly prompt: readonly TokenId[];
  readonly head: number;
  readonly steps: readonly {
    readonly parent: number | null;
    readonly choice: Choice | null;
    readonly latencyMs: number | null;
    readonly prediction: {
      readonly ids: readonly number[];
      readonly logits: readonly number[];
      readonly logZ: number;
      readonly stops?: readonly (readonly [temperature: number, logZ: number, bits: number])[];
      readonly merged?: number; // of the list, that a server wrote as one
      readonly unnamed?: readonly TokenId[]; // listed, but nobody says how they are spelled
    } | null;
  }[];
  readonly tokens: Readonly<Record<string, WrittenToken>>; // by id
}

export const inBrackets = /^<.*>$/;

/** Bytes in hexadecimal; of a special token its name, which in angle brackets speaks for itself. */
type WrittenToken = string | { readonly special: string };

/** A recorded run, ready to be opened without a model. */
export interface RecordedRun {
  readonly trace: Trace;
  readonly seed: number;
  readonly params: SamplingParams;
  readonly vocabulary: Vocabulary;
}

/**
 * @param candidates most likely tokens kept per step: with more than the top-k slider reaches, its every place is exact;
 *   104 take three kilobytes of JSON
 */
export function writeTraceFile(
  { trace, seed, params, vocabulary }: RecordedRun,
  candidates = 104,
): TraceFile {
  const mentioned = new Set<TokenId>(trace.prompt);
  const temperatures = measured(trace);
  const steps = trace.steps.map(({ parent, choice, latencyMs, prediction }) => {
    if (choice !== null) mentioned.add(choice.id);
    const kept = prediction && {
      ids: Array.from(prediction.ids.subarray(0, candidates)),
      logits: Array.from(prediction.logits.subarray(0, candidates), shortest),
      logZ: prediction.logZ,
      ...stopsOf(prediction, candidates, temperatures),
      ...(prediction.merged && { merged: prediction.merged }),
      ...(prediction.unnamed && { unnamed: [...prediction.unnamed] }),
    };
    kept?.ids.forEach(id => mentioned.add(id));
    return { parent, choice, latencyMs: latencyMs && Math.round(latencyMs * 10) / 10, prediction: kept };
  });
  const tokens: Record<string, WrittenToken> = {};
  for (const id of [...mentioned].sort((a, b) => a - b)) {
    const special = vocabulary.special(id);
    if (special === null) tokens[id] = toHex(vocabulary.bytes(id));
    else tokens[id] = inBrackets.test(special) ? special : { special };
  }
  return {
    format: traceFormat,
    model: trace.model,
    vocabSize: Number.isFinite(vocabulary.size) ? vocabulary.size : null,
    seed,
    params,
    prompt: trace.prompt,
    head: trace.head,
    steps,
    tokens,
  };
}

/** The fewest digits that are still the same single-precision number: what is read back is what the model said. */
function shortest(logit: number): number {
  for (let digits = 5; digits < 9; digits++) {
    const rounded = Number(logit.toPrecision(digits));
    if (Math.fround(rounded) === logit) return rounded;
  }
  return Number(logit.toPrecision(9));
}

const mostWork = 3e8; // exponentials in one file: a few seconds

/** Temperatures a run is measured at: where the slider stops, or fewer of its places where the run is very long. */
function measured({ steps }: Trace): readonly number[] {
  const tokens = steps.reduce((sum, { prediction }) => sum + (prediction?.ids.length ?? 0), 0);
  const every = Math.max(1, Math.ceil((tokens * sliderStops.length) / mostWork));
  return sliderStops.filter((temperature, i) => i % every === 0 || temperature === 1);
}

/** What makes an excerpt exact where it was measured; nothing for one that leaves nothing out. */
function stopsOf(prediction: Prediction, candidates: number, temperatures: readonly number[]) {
  const isWhole = isComplete(prediction);
  if (isWhole && prediction.ids.length <= candidates) return {};
  const stops = isWhole ? measureAt(prediction, temperatures) : prediction.stops;
  if (stops === undefined) return {};
  const rounded = (x: number) => Number(x.toPrecision(10));
  return { stops: stops.map(stop => [stop.temperature, rounded(stop.logZ), rounded(stop.bits)] as const) };
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
