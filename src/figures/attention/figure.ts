import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** Attention of one layer and head over the story. */
export interface AttentionData {
  readonly layer: number; // 0-based, as is head; clipped to the model's
  readonly head: number;
}

export const attention: Figure<AttentionData, 'prompt' | LockstepControl> = {
  load: async () => (await import('./AttentionFigure.tsx')).AttentionFigure,
  downloads: itsModel,
  embedded: 'inside',
};
