import type { TokenId } from '#lm/prediction.ts';
import { type Vocabulary, spell } from '#lm/token.ts';

/** A candidate token standing alone, as a bar labels it: its text, or its bytes where it is only part of a character. */
export interface TokenLabel {
  readonly text: string; // as the token is, leading space and all; '' for special tokens and lone bytes
  readonly hex: string | null; // 'e6 96' when the token's bytes alone are not text
  readonly special: string | null;
}

/**
 * @param context bytes of an unfinished character before this token, so that a part that completes it shows it whole
 */
export function labelOf(id: TokenId, vocabulary: Vocabulary, before: readonly TokenId[] = []): TokenLabel {
  const spelled = spell([...before, id], vocabulary).at(-1)!;
  if (spelled.special !== null) return { text: '', hex: null, special: spelled.special };
  const bytes = spelled.invalid ?? (spelled.text === '' ? vocabulary.bytes(id) : null);
  return { text: spelled.text, hex: bytes && hexOf(bytes), special: null };
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');

/** One line of plain text for names and speech: what is read aloud or put in quotes. */
export const plainLabel = ({ text, hex, special }: TokenLabel): string =>
  special ?? (text === '' ? `⟨${hex ?? ''}⟩` : text.replaceAll('\n', '↵').replaceAll('\t', '⇥'));
