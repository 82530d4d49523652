import { asArray, asByte, asString } from './json.ts';

/** A token as an API gives it: bytes, or the name of a special token. Never an index: few APIs tell it. */
export interface ApiToken {
  readonly bytes: Uint8Array; // empty for a special token
  readonly special: string | null; // e.g. '<|im_start|>'; null for text
  readonly serverId: number | null; // the server's own id, where it tells one (llama.cpp)
}

/** A token and its share of everything, as an API lists it. */
export interface Candidate {
  readonly token: ApiToken;
  readonly logprob: number; // ≤ 0, natural log
}

/** Every mark with which a model ends its text is this one: what differs between them is only the model's habit. */
export const endOfText: ApiToken = { bytes: new Uint8Array(), special: '<|endoftext|>', serverId: null };

// OpenAI and GPT-2, Llama 2 and Mistral, Llama 3, ChatML and Qwen, Gemma, Phi, DeepSeek, gpt-oss.
const endMarks: ReadonlySet<string> = new Set([
  '<|endoftext|>',
  '</s>',
  '<|end_of_text|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|im_end|>',
  '<eos>',
  '<end_of_turn>',
  '<|end|>',
  '<｜end▁of▁sentence｜>',
  '<|return|>',
]);

const specialName = /^(?:<[|｜][^<>|｜]{1,40}[|｜]>|<s>|<bos>|<pad>|<unk>|<start_of_turn>)$/u;

const longestToken = 1000; // UTF-16 units or bytes; the longest of real vocabularies are about 130 spaces

/**
 * A token from its text, as servers that tell no bytes give it. OpenAI writes bytes that are not UTF-8 as
 * `bytes:\xe6\x96`; others write U+FFFD, from which the bytes cannot be known.
 *
 * @returns null when the text does not tell the token: its probability then belongs to what is not listed
 * @throws EngineError 'nonsense'
 */
export function tokenFromText(
  value: unknown,
  place: string,
  serverId: number | null = null,
): ApiToken | null {
  const text = asString(value, place, longestToken * 4);
  if (endMarks.has(text)) return endOfText;
  if (specialName.test(text)) return { bytes: new Uint8Array(), special: text, serverId };
  const escaped = /^bytes: ?((?:\\x[0-9a-f]{2})+)$/i.exec(text);
  if (escaped !== null) {
    const hex = escaped[1]!.split('\\x').slice(1);
    return textToken(
      Uint8Array.from(hex, pair => Number.parseInt(pair, 16)),
      serverId,
    );
  }
  if (text === '' || text.includes('\ufffd')) return null;
  return textToken(new TextEncoder().encode(text), serverId);
}

/**
 * A token from its text and, where the server gives them, its bytes.
 *
 * @param bytes array of integers in [0, 255]; null or absent where the server gives none
 * @returns null when neither tells the token
 * @throws EngineError 'nonsense'
 */
export function tokenFromBytes(
  text: unknown,
  bytes: unknown,
  place: string,
  serverId: number | null = null,
): ApiToken | null {
  const named = tokenFromText(text, `${place}.token`, serverId);
  if (bytes === null || bytes === undefined || (named !== null && named.special !== null)) return named;
  const list = asArray(bytes, `${place}.bytes`, longestToken).map(byte => asByte(byte, `${place}.bytes`));
  // vLLM encodes its own U+FFFD, so these three bytes say as little as the character does.
  if (named === null && list.join() === '239,191,189') return null;
  return list.length > 0 ? textToken(Uint8Array.from(list), serverId) : named;
}

const textToken = (bytes: Uint8Array, serverId: number | null): ApiToken => ({
  bytes,
  special: null,
  serverId,
});
