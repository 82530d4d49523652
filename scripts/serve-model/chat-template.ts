import { BadRequest } from './bad-request.ts';

const speakers: Readonly<Record<string, string>> = { user: 'User', assistant: 'AI Assistant' };

/**
 * Messages as the flat text that the lesson shows and the embedded models were trained on:
 *
 *     <system prompt>
 *
 *     User: …
 *
 *     AI Assistant:
 *
 * A last message of the assistant's is not finished: the answer goes on from it.
 *
 * @returns the text, and the string that begins the user's next turn, where an answer ends
 * @throws BadRequest unless messages is a list of {role, content}
 */
export function chatPrompt(messages: unknown): { text: string; stop: string } {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new BadRequest('messages is a list of at least one', 'invalid_value');
  }
  const parts = messages.map((message: unknown) => {
    const { role, content } = (message ?? {}) as { role?: unknown; content?: unknown };
    if (typeof role !== 'string' || typeof content !== 'string') {
      throw new BadRequest('each message has a role and a content, both strings', 'invalid_value');
    }
    if (role === 'system' || role === 'developer') return content;
    const speaker = speakers[role];
    if (speaker === undefined) throw new BadRequest('a role is system, user or assistant', 'invalid_value');
    return `${speaker}: ${content}`;
  });
  const last = (messages.at(-1) as { role: string }).role;
  if (last !== 'assistant') parts.push('AI Assistant:');
  return { text: parts.join('\n\n'), stop: '\n\nUser:' };
}
