import type { TokenId } from '#lm/prediction.ts';
import type { ApiToken } from './token.ts';
import type { SessionVocabulary } from './vocabulary.ts';

/** A context as an API takes it: text. Servers split it into tokens anew, each time. */
export interface ApiContext {
  readonly text: string; // whole characters only
  readonly pending: readonly ApiToken[]; // tokens of a character that is not complete yet; [] at most contexts
}

/**
 * The text of a context. What stands before an end-of-text mark is a finished document, which a model does not read
 * on from, so it is left out: an empty prompt (the mark alone) is an empty text. Other special tokens have no bytes
 * and are left out likewise.
 */
export function contextOf(ids: readonly TokenId[], vocabulary: SessionVocabulary): ApiContext {
  const tokens = ids.slice(ids.lastIndexOf(vocabulary.endOfText) + 1).map(id => vocabulary.token(id));
  const whole = joined(tokens);
  const complete = whole.length - incompleteTail(whole);
  // Bytes that can never become a character are sent as U+FFFD: JSON has no other way to carry them.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole.subarray(0, complete));
  const pending: ApiToken[] = [];
  for (let i = tokens.length - 1, left = whole.length - complete; left > 0; i--) {
    const token = tokens[i]!;
    const inside = Math.min(left, token.bytes.length);
    // A token may end one character and begin the next; only its last bytes are pending, and it has no id of its own.
    pending.unshift(
      inside === token.bytes.length ? token : { ...token, bytes: token.bytes.slice(-inside), serverId: null },
    );
    left -= inside;
  }
  return { text, pending };
}

function joined(tokens: readonly ApiToken[]): Uint8Array {
  const bytes = new Uint8Array(tokens.reduce((length, token) => length + token.bytes.length, 0));
  let at = 0;
  for (const token of tokens) {
    bytes.set(token.bytes, at);
    at += token.bytes.length;
  }
  return bytes;
}

/** Bytes at the end that begin a character and do not complete it, 0 … 3. @see RFC 3629 §3 */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) && byte <= 0xf4 ? back : 0;
  }
  return 0;
}
