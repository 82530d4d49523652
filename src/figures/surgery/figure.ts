import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import type { Localized, Swap } from '../scene.ts';

/** A word of `prompt` (first occurrence of `word`) exchanged for another; bars slide from old to new places. */
export interface SurgeryData {
  readonly swaps: Localized<readonly Swap[]>;
}

export const surgery: Figure<SurgeryData, never> = {
  load: async () => (await import('./SurgeryFigure.tsx')).SurgeryFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
