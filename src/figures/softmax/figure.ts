import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** logit → ÷T → exp → share, unfolding from a bar. */
export const softmax: Figure<object, 'prompt' | LockstepControl> = {
  load: async () => (await import('./SoftmaxFigure.tsx')).SoftmaxFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
