import { translatorModel } from '#engine/translate/model.ts';
import type { Figure } from '../figure.ts';

/** The translator of 2017, live, with cross-attention arcs. */
export interface TranslatorData {
  readonly sentence: string; // English, within the vocabulary of models/en-zh-translate
  readonly parts: boolean; // tell encoder and decoder apart and let the reader step the decoder word by word
}

export const translator: Figure<TranslatorData, 'next' | 'back' | 'reset'> = {
  load: async () => (await import('./TranslatorFigure.tsx')).TranslatorFigure,
  downloads: () => {
    if (translatorModel === null) return [];
    const { id, files } = translatorModel.spec;
    const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
    return [{ of: 'model', id, bytes }];
  },
};
