import type { TokenId } from './prediction.ts';

/**
 * What a model computed on the way to one prediction, as far as a picture shows it: a few numbers of the last columns
 * after every layer, where the last position looks, and what the model would say if it stopped there.
 *
 * T tokens were read by L layers; C numbers stand for a token.
 */
export interface Glimpse {
  readonly embedding: number; // C
  readonly cells: number; // of C the first so many are kept
  readonly first: number; // place in the context of the first column kept
  readonly columns: number; // T − first
  readonly states: readonly Float32Array[]; // L + 1, [columns · cells]: the embeddings, then the stream after each layer
  readonly parts: Parts | null; // what the embeddings are the sum of; null where the weights cannot be read
  readonly attention: readonly Float32Array[]; // L, [T]: the last position's weights, averaged over heads; they sum to 1
  readonly lens: readonly Guess[]; // L + 1, or none where the model has no lens; the last is the model's own answer
}

/** The two vectors that add up to a column of the first sheet. */
export interface Parts {
  readonly token: Float32Array; // [columns · cells]
  readonly place: Float32Array; // [columns · cells]
}

/** The likeliest token at a depth. */
export interface Guess {
  readonly id: TokenId;
  readonly probability: number; // (0, 1]
}

/** How much of a pass is kept: enough for a stage, small enough to be handed over for every token. */
export const glimpseSize = { columns: 20, cells: 28 } as const;
