import type { TokenId } from '#lm/prediction.ts';
import { logSumExp, predictionFrom, truncate } from '#lm/prediction.ts';
import type { Verification } from '../engine.ts';

/** models/<id>/golden.json: logits from PyTorch, made by models/pipeline. */
export interface Golden {
  readonly revision: string;
  readonly cases: readonly GoldenCase[];
  readonly tolerance: { readonly reference: number; readonly shipped: number }; // logits; natural log
}

export interface GoldenCase {
  readonly name: string;
  readonly text: string;
  readonly ids: readonly TokenId[];
  readonly reference: Reference; // unquantised weights, fp32
  readonly shipped: Reference; // the weights as shipped, fp32
}

/** Logits after the last token of a case. */
interface Reference {
  readonly top: readonly TokenId[]; // most likely first
  readonly logits: readonly number[]; // of `top`
  readonly logZ: number; // log Σ exp over the vocabulary
}

/** Largest difference between computed logits and a reference, over its top tokens and the normaliser. */
export function errorOf(logits: Float32Array, expected: Reference): number {
  const errors = expected.top.map((id, i) => Math.abs(logits[id]! - expected.logits[i]!));
  const worst = Math.max(...errors, Math.abs(logSumExp(logits) - expected.logZ));
  return Number.isNaN(worst) ? Infinity : worst;
}

/**
 * Compares this device's numbers with the reference: a short case in one pass, and one read in two parts, so that the
 * key–value cache is compared too. Quantised and half-precision kernels have been silently wrong on some GPUs
 * (transformers.js #1512, #1728; onnxruntime #26367, #26732).
 *
 * @param logitsOf logits [V] after a context
 */
export async function verify(golden: Golden, logitsOf: LogitsOf): Promise<Verification> {
  const [first, ...others] = golden.cases;
  const cached = others.filter(c => c.ids.length > 1).sort((a, b) => a.ids.length - b.ids.length)[0];
  let maxError = errorOf(await logitsOf(first!.ids), first!.shipped);
  if (cached !== undefined) {
    await logitsOf(cached.ids.slice(0, cached.ids.length >> 1));
    maxError = Math.max(maxError, errorOf(await logitsOf(cached.ids), cached.shipped));
  }
  return { maxError, tolerance: golden.tolerance.shipped };
}

/** Logits [V] after a context, by a decoder. */
export type LogitsOf = (context: readonly TokenId[]) => Promise<Float32Array>;

const PROBE = [7, 77, 177, 77, 7]; // any tokens do: both sides read the same
const TOP = 20;

/**
 * The logits of a fixed prompt as a golden case, for models that come without reference numbers: computed on WASM, they
 * are what the GPU of the same device must reproduce.
 */
export async function probe(logitsOf: LogitsOf, vocabSize: number, tolerance: number): Promise<Golden> {
  const ids = PROBE.map(id => id % vocabSize);
  const logits = await logitsOf(ids);
  const { ids: ranked, logits: best, logZ } = truncate(predictionFrom(logits), TOP);
  const reference = { top: [...ranked], logits: [...best], logZ };
  const one = { name: 'probe', text: '', ids, reference, shipped: reference };
  return { revision: '', cases: [one, one], tolerance: { reference: tolerance, shipped: tolerance } };
}
