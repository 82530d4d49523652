import type { TokenId } from './prediction.ts';

/**
 * The bytes behind token ids. A token is bytes, not text: GPT-2 spells 文 with two tokens (e6 96 | 87), and neither
 * half is valid UTF-8.
 */
export interface Vocabulary {
  readonly size: number; // V; Infinity where an API does not tell it
  /** @throws RangeError if the id is not in [0, V), or not known to a recording */
  bytes(id: TokenId): Uint8Array;
  /** Name of a special token such as `<|endoftext|>`, which has no bytes in the text; null for an ordinary one. */
  special(id: TokenId): string | null;
}

/** Before any model or recording has said what its tokens are. */
export const emptyVocabulary: Vocabulary = { size: 0, bytes: () => new Uint8Array(), special: () => null };

/**
 * One token as a reader sees it within a text.
 *
 * The `text`s of a run of tokens, joined, are exactly the text so far. A token that only begins or continues a
 * character has text '' and the character belongs to the token that completes it.
 */
export interface SpelledToken {
  readonly id: TokenId;
  readonly text: string; // characters completed by this token
  readonly special: string | null; // e.g. '<|endoftext|>'; its text is ''
  readonly part: CharacterPart | null; // set when this token holds only part of a character
  readonly invalid: Uint8Array | null; // bytes that can never become a character, e.g. a lone 96
}

/** A token's share in a character spelled over several tokens. */
export interface CharacterPart {
  readonly index: number; // 0-based among the tokens of the character
  readonly count: number | null; // tokens of the character; null while it is incomplete
  readonly character: string | null; // null while it is incomplete
  readonly bytes: Uint8Array; // this token's bytes
}

/**
 * Spells tokens as one stream of bytes, so that characters split over tokens come out whole and never as �.
 *
 * @param ids a whole path, from the first token of the prompt
 */
export function spell(ids: readonly TokenId[], vocabulary: Vocabulary): SpelledToken[] {
  const spelled: SpelledToken[] = [];
  let pending: { index: number; bytes: Uint8Array }[] = []; // tokens of the character under way
  let stream = new Utf8Stream();

  for (const id of ids) {
    const special = vocabulary.special(id);
    if (special !== null) {
      stream = new Utf8Stream();
      abandon(spelled, pending);
      pending = [];
      spelled.push({ id, text: '', special, part: null, invalid: null });
      continue;
    }
    const bytes = vocabulary.bytes(id);
    const { text, invalid, open, earlier } = stream.push(bytes);
    spelled.push({ id, text, special: null, part: null, invalid });
    const here = { index: spelled.length - 1, bytes };
    if (earlier === 'completed')
      join(spelled, [...pending, here], String.fromCodePoint(text.codePointAt(0)!));
    if (earlier === 'broken') abandon(spelled, pending);
    if (earlier !== 'open') pending = [];
    if (open) pending.push(here);
  }
  pending.forEach(({ index, bytes }, i) => {
    if (spelled[index]!.part === null) {
      spelled[index] = { ...spelled[index]!, part: { index: i, count: null, character: null, bytes } };
    }
  });
  return spelled;
}

/** Text of a path of tokens: complete characters only. */
export const textOf = (ids: readonly TokenId[], vocabulary: Vocabulary): string =>
  spell(ids, vocabulary)
    .map(token => token.text)
    .join('');

function join(
  spelled: SpelledToken[],
  parts: { index: number; bytes: Uint8Array }[],
  character: string,
): void {
  parts.forEach(({ index, bytes }, i) => {
    spelled[index] = { ...spelled[index]!, part: { index: i, count: parts.length, character, bytes } };
  });
}

/** A character that was begun and then broken off: its bytes can no longer become one. */
function abandon(spelled: SpelledToken[], pending: { index: number; bytes: Uint8Array }[]): void {
  for (const { index, bytes } of pending) {
    spelled[index] = { ...spelled[index]!, part: null, invalid: spelled[index]!.invalid ?? bytes };
  }
}

/**
 * UTF-8 decoder that reports incomplete and invalid bytes instead of writing U+FFFD: TextDecoder's stream mode cannot
 * tell "not finished yet" from "never valid", nor a replacement character from a real one.
 *
 * @see RFC 3629 §4 (ranges of well-formed sequences)
 */
class Utf8Stream {
  private open: number[] = []; // bytes of the character under way
  private need = 0; // bytes it still needs
  private low = 0x80; // range of the next byte, narrower after e0, ed, f0 and f4
  private high = 0xbf;

  /**
   * @returns characters completed; the bytes of this call that can never become one; whether a character is under way
   *   at the end; and what became of one that earlier calls had begun (null: there was none)
   */
  push(bytes: Uint8Array): {
    text: string;
    invalid: Uint8Array | null;
    open: boolean;
    earlier: 'completed' | 'broken' | 'open' | null;
  } {
    let before = this.open.length; // bytes of the character under way that came with earlier calls
    let earlier: 'completed' | 'broken' | 'open' | null = before > 0 ? 'open' : null;
    let text = '';
    const invalid: number[] = [];
    for (const byte of bytes) {
      if (this.need > 0) {
        const fits = byte >= this.low && byte <= this.high;
        if (fits) {
          this.open.push(byte);
          this.low = 0x80;
          this.high = 0xbf;
          if (--this.need > 0) continue;
          text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(this.open));
        } else {
          invalid.push(...this.open.slice(before));
          this.need = 0;
        }
        if (before > 0) earlier = fits ? 'completed' : 'broken';
        before = 0;
        this.open = [];
        if (fits) continue;
      }
      if (byte < 0x80) text += String.fromCharCode(byte);
      else if (byte >= 0xc2 && byte <= 0xf4) this.begin(byte);
      else invalid.push(byte);
    }
    return {
      text,
      invalid: invalid.length > 0 ? Uint8Array.from(invalid) : null,
      open: this.need > 0,
      earlier,
    };
  }

  private begin(byte: number): void {
    this.open = [byte];
    this.need = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
  }
}

/**
 * Which tokens of a context the model still sees. Beyond the context length the oldest leave in blocks of a quarter
 * rather than one by one: each departure moves every position and so empties the key–value cache.
 *
 * @param length tokens in the context
 * @param contextLength the model's limit, tokens
 * @returns index of the first token seen, 0 while all fit
 */
export function windowStart(length: number, contextLength: number): number {
  if (length <= contextLength) return 0;
  const block = Math.max(1, Math.floor(contextLength / 4));
  return Math.ceil((length - contextLength) / block) * block;
}
