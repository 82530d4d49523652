import type { Localized } from '#figures/scene.ts';
import { conversationText } from '#lm/conversation.ts';

/** A text to begin with, chosen by trying: at this seed the model shows something, and the note says what. */
export interface Idea {
  readonly id: string;
  readonly text: string;
  readonly systemPrompt?: string; // the text is then a user's message under it
  readonly temperature: number;
  readonly topP?: number; // absent: nothing is cut
  readonly seed: number;
  readonly note: Localized<string>;
}

const files = import.meta.glob<readonly Idea[]>('/models/*/prompts.json', { import: 'default' });

/** The ideas of an embedded model, fetched when they are asked for; none for a model that nobody has tried. */
export const ideasFor = async (modelId: string): Promise<readonly Idea[]> =>
  (await files[`/models/${modelId}/prompts.json`]?.()) ?? [];

/** The whole text that the model is given. */
export const promptOf = ({ text, systemPrompt }: Idea): string =>
  systemPrompt === undefined ? text : conversationText(systemPrompt, [{ user: text, assistant: null }]);
