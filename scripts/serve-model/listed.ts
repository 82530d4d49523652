import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

/** A token and its log-probability, in the ways servers write them. */
export interface Listed {
  readonly id: TokenId;
  readonly bytes: Uint8Array;
  readonly special: string | null;
  readonly logprob: number; // natural log
}

/** The n likeliest tokens. @param n may exceed V */
export function likeliest(prediction: Prediction, n: number, vocabulary: Vocabulary): Listed[] {
  return Array.from({ length: Math.min(n, prediction.ids.length) }, (_, rank) =>
    at(prediction, rank, vocabulary),
  );
}

/** One token of a complete prediction. */
export const listed = (prediction: Prediction, id: TokenId, vocabulary: Vocabulary): Listed =>
  at(prediction, prediction.ids.indexOf(id), vocabulary);

function at(prediction: Prediction, rank: number, vocabulary: Vocabulary): Listed {
  const id = prediction.ids[rank]!;
  const logprob = prediction.logits[rank]! - prediction.logZ;
  return { id, bytes: vocabulary.bytes(id), special: vocabulary.special(id), logprob };
}

/** As OpenAI writes a token: bytes that are not UTF-8 as `bytes:\xe6\x96`. */
export function openAiText({ bytes, special }: Listed): string {
  if (special !== null) return special;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return `bytes:${Array.from(bytes, byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}`;
  }
}

/** As everybody else does: U+FFFD for what is not UTF-8. */
export const lossyText = ({ bytes, special }: Listed): string =>
  special ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
