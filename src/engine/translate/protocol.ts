import type { TokenId } from '#lm/prediction.ts';
import type { TranslationStep } from '#lm/translation.ts';
import type { EngineErrorCode } from '../engine.ts';
import type { TranslatorModel } from './spec.ts';

/** Page → worker. One at a time: the next is posted when the last has been answered. */
export type Request =
  | { readonly kind: 'load'; readonly model: TranslatorModel }
  | { readonly kind: 'step'; readonly source: readonly TokenId[]; readonly target: readonly TokenId[] };

/** Worker → page. */
export type Reply =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'stepped'; readonly step: TranslationStep }
  | { readonly kind: 'failed'; readonly code: EngineErrorCode; readonly message: string };
