import type { Glimpse } from '#lm/glimpse.ts';
import type { Prediction } from '#lm/prediction.ts';
import type { BackendReport, EngineErrorCode, LoadProgress } from '../engine.ts';
import type { Model } from '../spec.ts';

/** Where the worker computes. */
export type Backend = 'webgpu' | 'wasm';

/** Page → worker. Every request has an id of its own and is ended by exactly one reply, or failure, with that id. */
export type Request =
  | {
      readonly id: number;
      readonly kind: 'load';
      readonly model: Model;
      readonly backend: Backend;
      readonly threads: number;
    }
  | { readonly id: number; readonly kind: 'predict'; readonly context: readonly number[] }
  | { readonly id: number; readonly kind: 'inspect'; readonly context: readonly number[] }
  | { readonly id: number; readonly kind: 'glimpse'; readonly context: readonly number[] };

/** Worker → page. */
export type Reply =
  | { readonly id: number; readonly kind: 'loaded'; readonly loaded: Loaded }
  | {
      readonly id: number;
      readonly kind: 'predicted';
      readonly prediction: Prediction;
      readonly latencyMs: number;
    }
  | { readonly id: number; readonly kind: 'inspected'; readonly inspection: Inspection }
  | { readonly id: number; readonly kind: 'glimpsed'; readonly glimpse: Glimpse | null };

/** A message that belongs to one request. */
export interface Numbered {
  readonly id: number;
  readonly kind: string;
}

/** In the place of a reply. */
export interface Failed {
  readonly id: number;
  readonly kind: 'failed';
  readonly code: EngineErrorCode;
  readonly message: string;
}

/** `progress` ends no request; `lost` belongs to none: the device went away by itself. */
export type Aside =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: LoadProgress }
  | { readonly id: null; readonly kind: 'lost'; readonly message: string };

/** The part of the backend report that only the worker knows. */
export type Loaded = Pick<BackendReport, 'threads' | 'verification'>;

/** A read-only array with its shape, in ONNX's words. */
export interface Values {
  readonly dims: readonly number[];
  readonly data: Float32Array; // row-major
}

/** What a model computed on the way to a prediction. */
export interface Inspection {
  readonly attentions: readonly Values[]; // one per layer, [H, T, T]: rows are queries, sum to 1, 0 above the diagonal
  readonly states: readonly Values[]; // L + 1 residual streams, [T, C]: the embeddings, then after each layer
  readonly lens: readonly Prediction[]; // L + 1: the prediction if the stack ended there; the last is the model's own
}

/** The half of a Worker or MessagePort that both ends need. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}
