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
  readonly note: Localized<string>; // its numbers are named: see `quantity`
}

/** Probabilities by their name in a note, computed by models/facts.ts from the weights that are here. */
export type Facts = Readonly<Record<string, number>>;

/** A number in a note, named so that another model cannot leave a wrong one behind: `{top:1}`, `{share: wanted| to}`. */
export const quantity = /\{(top|share):([^}]*)\}/g;

/** @param print how a probability is written; '…' stands for one that nobody has computed, which is not a wrong one */
export const withFacts = (note: string, facts: Facts, print: (share: number) => string): string =>
  note.replace(quantity, (_, kind: string, path: string) => {
    const share = facts[`${kind}:${path}`];
    return share === undefined ? '…' : print(share);
  });

/** models/<id>/facts.json, written by `npm run record`. */
export interface FactFile {
  readonly revision: string; // of the weights
  readonly ideas: Readonly<Record<string, Facts>>; // by id of the idea
}

/** The whole text that the model is given. */
export const promptOf = ({ text, systemPrompt }: Idea): string =>
  systemPrompt === undefined ? text : conversationText(systemPrompt, [{ user: text, assistant: null }]);
