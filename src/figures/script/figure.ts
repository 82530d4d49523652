import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import { modelDownloads } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import { type Conversation, type ModelId, type Persona, modelOf } from '../scene.ts';

/**
 * A question alone, and the page with the system prompt that can be pulled down over it. Bare: the model reads
 * `question`. Pulled: it reads systemPrompt, question and cue as one text, see `Conversation` in ../scene.ts.
 */
export interface ScriptData extends Conversation {
  readonly pulled: boolean; // the page is already down
  readonly personas?: readonly Persona[]; // ready system prompts to choose from
  readonly compareWith?: ModelId; // a second model reads the same text beside the first
}

export const script: Figure<ScriptData, LockstepControl | 'system-prompt'> = {
  load: async () => (await import('./ScriptFigure.tsx')).ScriptFigure,
  downloads: ({ compareWith }, start) =>
    modelDownloads([modelOf(start), ...(compareWith ? [compareWith] : [])]),
  embedded: 'experiment',
};
