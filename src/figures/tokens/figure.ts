import { modelById } from '#engine/models.ts';
import type { Figure } from '../figure.ts';
import { type Localized, modelOf } from '../scene.ts';

/** Texts cut into tokens, each with ids, bytes and the parts of split characters. The reader may type more. */
export interface TokensData {
  readonly texts: Localized<readonly string[]>;
}

export const tokens: Figure<TokensData, 'prompt' | 'model'> = {
  load: async () => (await import('./TokensFigure.tsx')).TokensFigure,
  downloads: (_, start) => {
    const spec = modelById(modelOf(start))?.spec;
    return spec === undefined ? [] : [{ of: 'tokenizer', id: spec.id, bytes: spec.files.tokenizer.bytes }];
  },
};
