import { nothing } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import type { ModelId } from '../scene.ts';

/** Held-out loss against size, from models/results.json. */
export interface LossData {
  readonly models: readonly ModelId[];
}

export const loss: Figure<LossData, never> = {
  load: async () => (await import('./LossFigure.tsx')).LossFigure,
  downloads: nothing,
};
