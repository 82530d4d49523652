import type { Glimpse } from '#lm/glimpse.ts';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

/** Anything that can say what comes after a context. */
export interface Engine {
  readonly model: { readonly id: string; readonly revision: string };
  readonly contextLength: number; // tokens; longer contexts are the caller's to shorten
  readonly endOfText: TokenId | null; // null when the model has no such token
  readonly vocabulary: Vocabulary;

  /** Text → tokens. `<|endoftext|>` typed by a reader is ordinary text, not the special token. */
  encode(text: string): TokenId[];

  /**
   * The id of a token known by its bytes, where ids are numbered anew in each session (an API); absent where they are
   * the model's own.
   */
  intern?(token: { readonly bytes: Uint8Array; readonly special: string | null }): TokenId;

  /**
   * One forward pass. Stateless from outside: the key–value cache is the engine's own affair.
   * One request at a time: a newer one drops the answer of an older.
   *
   * @param context 1 … contextLength token ids
   * @throws EngineError; DOMException 'AbortError' when `signal` fires
   */
  predict(context: readonly TokenId[], signal: AbortSignal): Promise<Answer>;

  /** What it computed on the way, boiled down for a picture; absent, or null, where it cannot be had. */
  glimpse?(context: readonly TokenId[], signal: AbortSignal): Promise<Glimpse | null>;

  /** Frees memory and stops the worker. The engine answers nothing afterwards. */
  dispose(): void;
}

export interface Answer {
  readonly prediction: Prediction;
  readonly latencyMs: number; // wall time of the forward pass alone
}

/** Why an engine could not be made or did not answer. A code for readers (translated in i18n), words for developers. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly retryAfterMs: number | null = null; // how long it is asked to be left alone; null: nobody says
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type EngineErrorCode =
  | 'download-failed' // network, 404, 500
  | 'download-corrupt' // wrong size or sha256
  | 'model-invalid' // not a model we can run
  | 'out-of-memory'
  | 'no-webassembly' // switched off (lockdown mode, a policy), or without SIMD
  | 'device-lost' // the GPU went away
  | 'worker-crashed'
  | 'numbers-wrong' // no backend reproduces the reference logits
  | 'context-too-long'
  | 'unauthorized' // API key refused
  | 'rate-limited'
  | 'timed-out'
  | 'no-logprobs' // the API's model gives no probabilities
  | 'refused-cross-origin'
  | 'server-failed' // HTTP 5xx, or a refusal we cannot name
  | 'split-character' // an API takes text, and this context ends inside a character
  | 'nonsense' // an answer that is not what the protocol says
  | 'not-listed' // the draw falls on a token that an API does not name
  | 'never-seen' // a model that counts has no such context in its text
  | 'not-recorded'; // a recording has nothing here, and no engine is connected

/** Where an engine computes, and whether its numbers were checked here. Shown to the reader. */
export interface BackendReport {
  readonly backend: 'webgpu' | 'wasm' | 'api';
  readonly adapter: string | null; // e.g. 'nvidia ampere'; null where there is none
  readonly threads: number; // WASM threads; 1 elsewhere
  readonly verification: Verification | null; // null when there is nothing to compare with
  readonly rejected: readonly { backend: 'webgpu' | 'wasm'; reason: string }[]; // tried before and found wanting
}

/** Logits of a fixed prompt compared with stored reference logits. */
export interface Verification {
  readonly maxError: number; // largest |logit − reference|
  readonly tolerance: number; // the same unit; passed when maxError ≤ tolerance
}

/** Bytes on their way. */
export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number | null; // null when nobody has said
  readonly stage: 'download' | 'compile' | 'verify';
}
