import { EngineError } from '../engine.ts';
import { readTopLogprobs } from './chat.ts';
import type { Dialect } from './dialect.ts';
import { asArray, asObject, positiveInteger, property } from './json.ts';

/**
 * Ollama's own endpoint in raw mode, which puts no template around the text. Log-probabilities since 0.12.11; they are
 * taken before sampling, so temperature does not change them.
 *
 * @see https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-completion
 */
export const ollama: Dialect = {
  endpoint: { base: 'root', path: '/api/generate' },
  counts: [20],
  continuation: 'exact',
  insideCharacters: false,
  request: ({ text }, model, count, attempt) => ({
    model,
    prompt: text,
    raw: true,
    stream: false,
    logprobs: true,
    top_logprobs: count,
    // An end-of-text that was drawn comes without its probabilities, so the next attempts draw more widely.
    options: { num_predict: 1, temperature: attempt === 0 ? 1 : 2, top_k: 0, top_p: 1, repeat_penalty: 1 },
  }),
  read(answer) {
    const { logprobs, response, done_reason: reason } = asObject(answer, 'answer');
    if (logprobs === null || logprobs === undefined) {
      if (response === '' && reason === 'stop') return null;
      throw new EngineError(
        'no-logprobs',
        'the answer has no logprobs: Ollama gives them since version 0.12.11',
      );
    }
    const [first] = asArray(logprobs, 'logprobs', 64);
    return first === undefined ? null : readTopLogprobs(first, response, 'logprobs[0]');
  },
  async describe(transport, model, signal) {
    const shown = await transport
      .post({ base: 'root', path: '/api/show' }, { model }, signal)
      .catch(() => null);
    const info = property(shown, 'model_info');
    const architecture = property(info, 'general.architecture');
    const fact = (name: string) =>
      typeof architecture === 'string' ? positiveInteger(property(info, `${architecture}.${name}`)) : null;
    return { vocabSize: fact('vocab_size'), contextLength: fact('context_length') };
  },
};
