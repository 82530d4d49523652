import type { Prediction, TokenId } from './prediction.ts';

/** A word of the sentence to be translated. */
export interface SourceWord {
  readonly id: TokenId; // in the source vocabulary
  readonly text: string; // as the model reads it: lower case, contractions written out; '' for the end mark
  readonly known: boolean; // false: outside the vocabulary, the model sees only that some word stands here
}

/** Attention of one layer: how much each position takes from each position of another text, or of its own. */
export interface AttentionWeights {
  readonly dims: readonly [heads: number, to: number, from: number];
  readonly data: Float32Array; // row-major; every row sums to 1
}

/** What a translator computes after reading a source and the target written so far. */
export interface TranslationStep {
  readonly prediction: Prediction; // of the next target word
  readonly reading: readonly AttentionWeights[]; // encoder, per layer, [H, S, S]
  readonly looking: readonly AttentionWeights[]; // decoder to source, per layer, [H, T + 1, S]; row t: while choosing word t
  readonly latencyMs: number; // wall time of the pass
}

/** An encoder–decoder that translates by words. S source words with the end mark, T target words written so far. */
export interface Translator {
  readonly model: { readonly id: string; readonly revision: string };
  readonly endOfSentence: TokenId; // target word that ends the sentence
  readonly contextLength: number; // words of either side, marks included
  /** Cuts a sentence into the words the model reads, the end mark last. */
  words(sentence: string): SourceWord[];
  /** A target word as it is written; '□' for one the model does not know, '' for a mark. */
  word(id: TokenId): string;
  /**
   * @param source ids of `words`
   * @param target words written so far, without marks
   * @throws EngineError
   */
  step(source: readonly TokenId[], target: readonly TokenId[]): Promise<TranslationStep>;
  dispose(): void;
}

/** Attention of one head, or averaged over all heads of all layers. */
export type AttentionPattern = { readonly layer: number; readonly head: number } | 'mean';

/**
 * One pattern out of a step's layers.
 *
 * @returns [to][from], every row sums to 1
 */
export function patternOf(layers: readonly AttentionWeights[], pattern: AttentionPattern): number[][] {
  const [heads, to, from] = layers[0]!.dims;
  const picked =
    pattern === 'mean'
      ? layers.flatMap((_, layer) => Array.from({ length: heads }, (_, head) => ({ layer, head })))
      : [pattern];
  return Array.from({ length: to }, (_, t) =>
    Array.from({ length: from }, (_, s) => {
      let sum = 0;
      for (const { layer, head } of picked) sum += layers[layer]!.data[(head * to + t) * from + s]!;
      return sum / picked.length;
    }),
  );
}
