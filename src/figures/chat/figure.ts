import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import type { Conversation, Persona } from '../scene.ts';

/** The same tokens as chat bubbles and as the flat text the model reads; several turns; stops at the next `User:`. */
export interface ChatData extends Conversation {
  readonly personas?: readonly Persona[];
}

export const chat: Figure<ChatData, LockstepControl | 'system-prompt'> = {
  load: async () => (await import('./ChatFigure.tsx')).ChatFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
