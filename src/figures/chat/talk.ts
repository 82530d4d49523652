import { type Turn, conversationText } from '#lm/conversation.ts';

/** A conversation under way. */
export interface Talk {
  readonly systemPrompt: string;
  readonly done: readonly { readonly user: string; readonly assistant: string }[];
  readonly asked: string; // the message that is being answered
}

/** What the model is given while it answers message n; n = done.length is the one under way. */
export const turnsSent = ({ done, asked }: Talk, n: number): Turn[] => [
  ...done.slice(0, n),
  { user: done[n]?.user ?? asked, assistant: null },
];

export const textSent = (talk: Talk, n: number): string =>
  conversationText(talk.systemPrompt, turnsSent(talk, n));

/**
 * The next message. What was answered so far becomes part of the text.
 *
 * @param answer to the message under way
 */
export const ask = (talk: Talk, answer: string, message: string): Talk => ({
  ...talk,
  done: [...talk.done, { user: talk.asked, assistant: answer }],
  asked: message,
});

/** Message n put in other words. What came after it was never said. */
export const askAgain = (talk: Talk, n: number, message: string): Talk => ({
  ...talk,
  done: talk.done.slice(0, n),
  asked: message,
});
