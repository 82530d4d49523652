import { bytesInAlphabet } from '../byte-alphabet.ts';

/** A token as an API gives it: bytes, or the name of a special token. Never an index: few APIs tell it. */
export interface ApiToken {
  readonly bytes: Uint8Array; // empty for a special token
  readonly special: string | null; // e.g. '<|im_start|>'; null for text
  readonly serverId: number | null; // the server's own id, where it tells one (llama.cpp)
}

/** A token and its share of everything, as an API lists it. */
export interface Candidate {
  readonly token: ApiToken | null; // null: listed with its share, but nobody says how it is spelled
  readonly logprob: number; // ≤ 0, natural log
  readonly hides?: number; // so many others at least may have been written under the same name, which is listed once
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

/** How a token is listed: its name, and its bytes where the server gives them. */
export interface Listed {
  readonly name: string;
  readonly bytes: Uint8Array | null;
  readonly serverId: number | null;
}

/** How a server writes tokens by name: as text, with SentencePiece's ▁ for a space, or in GPT-2's byte alphabet. */
export type Convention = 'text' | 'sentencepiece' | 'byte-level';

/**
 * A token from the way it is listed. OpenAI writes bytes that are not UTF-8 as `bytes:\xe6\x96`, SentencePiece as
 * `<0xE6>`; others write U+FFFD, from which the bytes cannot be known.
 *
 * @returns null when nothing listed tells how the token is spelled
 */
export function tokenOf({ name, bytes, serverId }: Listed, convention: Convention = 'text'): ApiToken | null {
  if (endMarks.has(name)) return endOfText;
  if (specialName.test(name)) return { bytes: new Uint8Array(), special: name, serverId };
  // Where the bytes are only those of the name, they know no more than it does: vLLM encodes its own U+FFFD.
  const told = bytes !== null && bytes.length > 0 && !equal(bytes, new TextEncoder().encode(name));
  const spelled = told && !isReplacement(bytes) ? bytes : bytesOfName(name, convention);
  return spelled && { bytes: spelled, special: null, serverId };
}

function bytesOfName(name: string, convention: Convention): Uint8Array | null {
  const escaped = /^bytes: ?((?:\\x[0-9a-f]{2})+)$/i.exec(name);
  if (escaped !== null) {
    const hex = escaped[1]!.split('\\x').slice(1);
    return Uint8Array.from(hex, pair => Number.parseInt(pair, 16));
  }
  const byte = /^<0x([0-9a-f]{2})>$/i.exec(name);
  if (byte !== null) return Uint8Array.of(Number.parseInt(byte[1]!, 16));
  if (name === '' || name.includes('\ufffd')) return null;
  const bytes = convention === 'byte-level' ? bytesInAlphabet(name) : null;
  return bytes ?? new TextEncoder().encode(convention === 'sentencepiece' ? name.replaceAll('▁', ' ') : name);
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
const isReplacement = (bytes: Uint8Array): boolean => bytes.join() === '239,191,189'; // U+FFFD
