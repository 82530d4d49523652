import { completions, readCompletion } from './completions.ts';
import type { Dialect } from './dialect.ts';
import { positiveInteger, property } from './json.ts';

/**
 * vLLM: OpenAI's text endpoint with up to `--max-logprobs` candidates (20 unless the server was started otherwise) and
 * the context length in the list of models. It writes U+FFFD for part of a character, so those have no name; several of
 * them in one answer are a single entry of its map, and how likely the others are is not known.
 *
 * @see https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 */
export const vllm: Dialect = {
  ...completions,
  counts: [20, 5],
  request: (context, model, count, attempt) => ({
    ...completions.request(context, model, count, attempt),
    skip_special_tokens: false, // so that the end-of-text token keeps its name
  }),
  read: readCompletion,
  async describe(transport, model, signal) {
    const listing = await transport.get({ base: 'v1', path: '/models' }, signal).catch(() => null);
    const data = property(listing, 'data');
    const entry = Array.isArray(data) ? data.find(item => property(item, 'id') === model) : undefined;
    return { contextLength: positiveInteger(property(entry, 'max_model_len')) };
  },
};
