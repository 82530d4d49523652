import { type Turn, conversationText, nextTurnIn, roles } from '#lm/conversation.ts';
import type { SpelledToken } from '#lm/token.ts';
import type { RunToken } from '#views/TokenRun.tsx';

/** A stretch of a conversation's text and what it is. */
export interface Part {
  readonly kind: 'system' | 'role' | 'prompt' | 'generated';
  readonly text: string;
}

/**
 * The flat text of a conversation cut into what it is made of. Joined, the parts are exactly `conversationText`: the
 * model gets one text, and only we know what is what.
 *
 * @throws Error if they are not
 */
export function partsOf(systemPrompt: string, turns: readonly Turn[]): Part[] {
  const parts: Part[] = [];
  const add = (kind: Part['kind'], text: string) => text !== '' && parts.push({ kind, text });
  const paragraph = () => parts.length > 0 && add('role', '\n\n');
  add('system', systemPrompt.trim());
  for (const { user, assistant } of turns) {
    paragraph();
    add('role', roles.user);
    add('prompt', ` ${user.trim()}`);
    paragraph();
    add('role', roles.assistant);
    if (assistant !== null) add('generated', ` ${assistant.trim()}`);
  }
  const whole = conversationText(systemPrompt, turns);
  if (parts.map(part => part.text).join('') !== whole)
    throw new Error('the parts are not the text the model is given');
  return parts;
}

/**
 * What each token belongs to: the part that holds its last character, since a space belongs to the word it precedes.
 *
 * @param spelled tokens of the joined parts
 */
export function kindsOf(parts: readonly Part[], spelled: readonly SpelledToken[]): Part['kind'][] {
  const ends: { end: number; kind: Part['kind'] }[] = [];
  let length = 0;
  for (const { kind, text } of parts) ends.push({ end: (length += text.length), kind });
  let at = 0;
  return spelled.map(({ text }) => {
    at += text.length;
    return (ends.find(({ end }) => at <= end) ?? ends.at(-1))?.kind ?? 'prompt';
  });
}

/** Tiles of a run in which the model began to write the user's next turn: from there on they do not count. */
export function cutAtNextTurn(tokens: readonly RunToken[]): RunToken[] {
  const first = tokens.findIndex(({ kind }) => kind === 'generated');
  if (first < 0) return [...tokens];
  const written = tokens.slice(first);
  const next = nextTurnIn(written.map(({ token }) => token.text).join(''));
  if (next < 0) return [...tokens];
  let at = 0;
  const cut = written.map((token): RunToken => {
    const start = at;
    at += token.token.text.length;
    return start >= next ? { ...token, kind: 'beyond' } : token;
  });
  return [...tokens.slice(0, first), ...cut];
}
