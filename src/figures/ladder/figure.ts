import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import { modelDownloads } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import type { ModelId } from '../scene.ts';

/** Several models, one prompt, one random number per step. Models that are missing are left out. */
export interface LadderData {
  readonly models: readonly ModelId[];
  readonly tokens: number;
}

export const ladder: Figure<LadderData, 'prompt' | LockstepControl | 'connect'> = {
  load: async () => (await import('./LadderFigure.tsx')).LadderFigure,
  downloads: ({ models }) => modelDownloads(models),
};
