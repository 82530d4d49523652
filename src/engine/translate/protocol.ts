import type { TokenId } from '#lm/prediction.ts';
import type { TranslationStep } from '#lm/translation.ts';
import type { TranslatorModel } from './spec.ts';

/** Page → worker. */
export type Request =
  | { readonly id: number; readonly kind: 'load'; readonly model: TranslatorModel }
  | {
      readonly id: number;
      readonly kind: 'step';
      readonly source: readonly TokenId[];
      readonly target: readonly TokenId[]; // the mark that begins it, then the words written so far
    };

/** Worker → page; failures are those of any worker here. */
export type Reply =
  | { readonly id: number; readonly kind: 'loaded' }
  | { readonly id: number; readonly kind: 'stepped'; readonly step: TranslationStep };
