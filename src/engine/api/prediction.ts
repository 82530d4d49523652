import { type Prediction, type TokenId, leastVocabSize } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import type { Candidate } from './token.ts';
import type { SessionVocabulary } from './vocabulary.ts';

const rounding = 2e-3; // servers print log-probabilities with as few as three decimals
const unlikely = -1000; // OpenAI and vLLM write −9999 for "too unlikely to say"

/**
 * A prediction from the candidates an API lists: logits are log-probabilities, so logZ = 0, and what the list leaves
 * out stays out as an honest remainder. A token that is listed without a spelling keeps its rank and its share.
 *
 * Where the server does not tell V, `vocabSize` is the smallest it can be: the remainder needs at least as many tokens
 * as it holds shares of the last listed one, since none of them is likelier than that.
 *
 * @param candidates in any order; two that are spelled alike are one outcome, and their probabilities are added
 * @param most how many were asked for: some servers append the token they drew, wherever it ranks
 * @throws EngineError 'nonsense' for probabilities above 1 in all; 'no-logprobs' when there is only the drawn token
 */
export function predictionFromCandidates(
  candidates: readonly Candidate[],
  most: number,
  vocabulary: SessionVocabulary,
): Prediction {
  const byId = new Map<TokenId, number>();
  const unnamed = new Set<TokenId>();
  const likeliest = candidates
    .filter(({ logprob }) => logprob > unlikely)
    .sort((a, b) => b.logprob - a.logprob);
  for (const { token, logprob } of likeliest.slice(0, most)) {
    if (logprob > rounding) throw new EngineError('nonsense', 'the server lists a probability above 1');
    const id = token === null ? vocabulary.unnamed(unnamed.size) : vocabulary.intern(token);
    if (token === null) unnamed.add(id);
    const p = (byId.get(id) ?? 0) + Math.exp(Math.min(0, logprob));
    byId.set(id, p);
  }
  const listed = [...byId]
    .map(([id, p]) => ({ id, p, logit: Math.fround(Math.log(p)) }))
    .sort((a, b) => b.logit - a.logit || a.id - b.id);
  const mass = listed.reduce((sum, { p }) => sum + p, 0);
  if (mass > 1 + rounding * listed.length) {
    throw new EngineError('nonsense', 'the probabilities the server lists add up to more than 1');
  }
  if (listed.length === 0 || (listed.length === 1 && mass < 0.99 && most > 1)) {
    throw new EngineError('no-logprobs', 'the server lists no token beside the one it drew');
  }
  const logits = Float32Array.from(listed, ({ logit }) => logit);
  const isOpen = !Number.isFinite(vocabulary.size);
  const hidden = Math.max(-1, ...candidates.map(({ hides = -1 }) => hides));
  const merged = hidden < 0 ? 0 : Math.max(hidden, most - candidates.length);
  // A merged token may be likelier than the last listed one, which then says nothing of how many there are.
  const atLeast = merged > 0 ? logits.length + merged : leastVocabSize({ logits, logZ: 0 });
  return {
    ids: Uint32Array.from(listed, ({ id }) => id),
    logits,
    logZ: 0,
    vocabSize: isOpen ? atLeast : vocabulary.size,
    ...(isOpen && { open: true }),
    ...(unnamed.size > 0 && { unnamed }),
    ...(merged > 0 && { merged }),
  };
}
