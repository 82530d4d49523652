import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

/** A running model, as figures that make experiments of their own use it. Every question is answered, in order. */
export interface Lab {
  readonly model: {
    readonly id: string;
    readonly revision: string;
    readonly layers: number;
    readonly heads: number;
    readonly parameters: number | null; // null where nobody says
  };
  readonly contextLength: number; // tokens
  readonly endOfText: TokenId | null;
  readonly vocabulary: Vocabulary;
  encode(text: string): TokenId[];

  /** @throws DOMException 'AbortError' when `signal` fires; otherwise what the engine throws */
  predict(context: readonly TokenId[], signal?: AbortSignal): Promise<Prediction>;

  /** What the model computed on the way; null for models that do not give it (an API, most downloaded ones). */
  readonly inspect: ((context: readonly TokenId[], signal?: AbortSignal) => Promise<Insight>) | null;
}

/** Read-only numbers with their shape. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array; // row-major
}

export interface Insight {
  readonly attentions: readonly Tensor[]; // one per layer, [H, T, T]: rows are queries, sum to 1, 0 above the diagonal
  readonly states: readonly Tensor[]; // L + 1 residual streams, [T, C]: the embeddings, then after each layer
  readonly lens: readonly Prediction[]; // L + 1: the prediction if the stack ended there; the last is the model's own
}

/** Models by id, opened when a figure first needs them. */
export interface Labs {
  readonly available: readonly string[]; // ids, smallest first
  /** @throws EngineError when the model cannot be had */
  open(modelId: string): Promise<Lab>;
}
