import { type Turn, conversationText } from '#lm/conversation.ts';
import { BadRequest } from './bad-request.ts';

/** Where an answer ends: the user's next turn begins. */
export const nextTurn: readonly string[] = ['\nUser:', '\n\nUser:'];

/**
 * Messages as the flat text that the lesson shows and the embedded models were trained on. A last message of the
 * assistant's is not finished: the answer goes on from it.
 *
 * @throws BadRequest unless messages is a list of {role, content} in which an answer follows a question
 */
export function chatPrompt(messages: unknown): string {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new BadRequest('messages is a list of at least one', 'invalid_value');
  }
  const system: string[] = [];
  const turns: Turn[] = [];
  for (const message of messages as readonly unknown[]) {
    const { role, content } = (message ?? {}) as { role?: unknown; content?: unknown };
    if (typeof content !== 'string') throw new BadRequest('a content is a string', 'invalid_value');
    if (role === 'system' || role === 'developer') system.push(content);
    else if (role === 'user') turns.push({ user: content, assistant: null });
    else if (role === 'assistant' && turns.at(-1)?.assistant === null) {
      turns.push({ user: turns.pop()!.user, assistant: content });
    } else throw new BadRequest('roles are system, user, and assistant after user', 'invalid_value');
  }
  return conversationText(system.join('\n\n'), turns);
}
