import type { TokenId } from '#lm/prediction.ts';
import { type Vocabulary, spell } from '#lm/token.ts';

/** A candidate token standing alone, as a bar labels it: its text, or its bytes where it is only part of a character. */
export interface TokenLabel {
  readonly text: string; // as the token is, leading space and all; '' for special tokens and lone bytes
  readonly hex: string | null; // 'e6 96': bytes that are not text, alone or after it
  readonly special: string | null;
}

/**
 * @param context bytes of an unfinished character before this token, so that a part that completes it shows it whole
 */
export function labelOf(id: TokenId, vocabulary: Vocabulary, before: readonly TokenId[] = []): TokenLabel {
  const spelled = spell([...before, id], vocabulary).at(-1)!;
  if (spelled.special !== null) return { text: '', hex: null, special: spelled.special };
  const bytes = vocabulary.bytes(id);
  const unread = spelled.invalid ?? (spelled.text === '' ? bytes : begunIn(bytes, spelled.text));
  return { text: spelled.text, hex: unread && hexOf(unread), special: null };
}

/**
 * The bytes of a character that a token begins after its text, as ` \xe6` does; null where there are none. Without them
 * it would look like the text alone.
 */
function begunIn(bytes: Uint8Array, text: string): Uint8Array | null {
  const read = new TextEncoder().encode(text).length;
  // A token that completes a character has fewer bytes than the text it shows.
  const tail = bytes.subarray(Math.min(read, bytes.length));
  const isWhole = new TextDecoder().decode(bytes.subarray(0, bytes.length - tail.length)) === text;
  return tail.length > 0 && isWhole ? tail : null;
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');

/** One line of plain text for names and speech: what is read aloud or put in quotes. */
export const plainLabel = ({ text, hex, special }: TokenLabel): string =>
  special ??
  text.replaceAll('\n', '↵').replaceAll('\t', '⇥') + (hex === null && text !== '' ? '' : `⟨${hex ?? ''}⟩`);
