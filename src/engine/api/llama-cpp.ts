import { EngineError } from '../engine.ts';
import type { Dialect } from './dialect.ts';
import { asArray, asNumber, asObject, positiveInteger, property } from './json.ts';
import { type Entry, candidatesOf } from './listed.ts';
import { endOfText } from './token.ts';

/**
 * llama.cpp's own endpoint: the model reads the text as it is, the server lists as many candidates as wanted with the
 * bytes and the id of each, and a prompt may end in ids, so it can go on inside a character.
 *
 * @see https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#post-completion
 */
export const llamaCpp: Dialect = {
  endpoint: { base: 'root', path: '/completion' },
  counts: [100, 20, 5],
  continuation: 'exact',
  insideCharacters: true,
  request: ({ text, pending }, model, count) => ({
    model, // read by a server of several models only
    prompt: pending.length === 0 ? text : [text, ...pending.map(({ serverId }) => serverId)],
    n_predict: 1,
    n_probs: count,
    // Servers before December 2024 list probabilities after sampling: with nothing cut, they are the model's own.
    temperature: 1,
    top_k: 0,
    top_p: 1,
    min_p: 0,
    typical_p: 1,
    repeat_penalty: 1,
    post_sampling_probs: false,
    cache_prompt: true,
    stream: false,
  }),
  read(answer, endIds) {
    const place = 'completion_probabilities';
    const positions = asObject(answer, 'answer')[place];
    if (positions === null || positions === undefined) {
      throw new EngineError('no-logprobs', `the answer has no ${place}`);
    }
    const [first] = asArray(positions, place, 64);
    if (first === undefined) return null;
    const position = asObject(first, `${place}[0]`);
    const { id, token: name, bytes } = position;
    const at = `${place}[0].top_logprobs`;
    const listed = asArray(position['top_logprobs'] ?? position['probs'] ?? position['top_probs'], at, 1000);
    const entries = listed.map(item => readEntry(item, endIds, `${at}[]`));
    return candidatesOf(
      entries.filter(({ logprob }) => logprob !== -Infinity),
      { id, name, bytes, text: property(answer, 'content') },
      `${at}[]`,
    );
  },
  async describe(transport, model, signal) {
    const [props, listing] = await Promise.all([
      transport.get({ base: 'root', path: '/props' }, signal).catch(() => null),
      transport.get({ base: 'v1', path: '/models' }, signal).catch(() => null),
    ]);
    const data = property(listing, 'data');
    const entry = Array.isArray(data) ? data.find(item => property(item, 'id') === model) : undefined;
    const endMark = property(props, 'eos_token');
    const body = { content: endMark, parse_special: true, add_special: false };
    const tokens =
      typeof endMark === 'string' && endMark !== ''
        ? await transport.post({ base: 'root', path: '/tokenize' }, body, signal).catch(() => null)
        : null;
    const ids = property(tokens, 'tokens');
    return {
      vocabSize: positiveInteger(property(property(entry, 'meta'), 'n_vocab')),
      contextLength: positiveInteger(property(property(props, 'default_generation_settings'), 'n_ctx')),
      endIds: Array.isArray(ids) && ids.length === 1 && Number.isInteger(ids[0]) ? [ids[0] as number] : [],
    };
  },
};

/** `{id, token, bytes, logprob}`; before December 2024 `{tok_str, prob}`, without bytes. */
function readEntry(item: unknown, endIds: ReadonlySet<number>, at: string): Entry {
  const { id, token, tok_str, bytes, logprob, prob } = asObject(item, at);
  const shared = {
    id,
    logprob: prob === undefined || prob === null ? logprob : Math.log(asNumber(prob, at)),
  };
  // llama.cpp writes the end of the text as an empty string: only its id tells it.
  if (Number.isInteger(id) && endIds.has(id as number))
    return { ...shared, name: endOfText.special, bytes: null };
  return { ...shared, name: token ?? tok_str, bytes };
}
