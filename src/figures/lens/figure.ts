import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** The residual stream layer by layer: what each would say if the stack ended there. */
export const lens: Figure<object, 'prompt' | LockstepControl> = {
  load: async () => (await import('./LensFigure.tsx')).LensFigure,
  downloads: itsModel,
  embedded: 'inside',
};
