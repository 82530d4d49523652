/** One exchange. */
export interface Turn {
  readonly user: string;
  readonly assistant: string | null; // null: not answered yet, or not to the end
}

/** Roles as the text names them. The embedded chat model was trained on these words; see models/data/chat. */
export const roles = { user: 'User:', assistant: 'AI Assistant:' } as const;

/**
 * A conversation as the one text a model reads. Parts are joined by blank lines:
 *
 *     <system prompt> ⏎⏎ User: <message> ⏎⏎ AI Assistant: <answer> ⏎⏎ User: …
 *
 * Where an answer is missing the text ends with its role and no space after it: in GPT-2's tokens the space belongs to
 * the word that follows.
 *
 * @param systemPrompt blank: none
 */
export function conversationText(systemPrompt: string, turns: readonly Turn[]): string {
  const parts = systemPrompt.trim() === '' ? [] : [systemPrompt.trim()];
  for (const { user, assistant } of turns) {
    parts.push(`${roles.user} ${user.trim()}`);
    parts.push(assistant === null ? roles.assistant : `${roles.assistant} ${assistant.trim()}`);
  }
  return parts.join('\n\n');
}

/** What a model has written after `AI Assistant:`, and whether its turn is over. */
export interface Answer {
  readonly text: string;
  readonly finished: boolean;
}

/** Where the user's next turn would begin in what a model wrote: a line that starts with `User:`. -1: nowhere. */
export const nextTurnIn = (continuation: string): number => continuation.search(nextTurn);

const nextTurn = new RegExp(`\\n\\s*${roles.user}`);

/**
 * Cuts what a model wrote at the place where the user's next turn would begin.
 *
 * @param continuation text generated so far after the last role
 */
export function answerIn(continuation: string): Answer {
  const next = nextTurnIn(continuation);
  return { text: (next < 0 ? continuation : continuation.slice(0, next)).trim(), finished: next >= 0 };
}
