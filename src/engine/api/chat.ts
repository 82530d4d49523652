import { EngineError } from '../engine.ts';
import type { Dialect } from './dialect.ts';
import { asArray, asObject, property } from './json.ts';
import { candidatesOf } from './listed.ts';
import type { Candidate } from './token.ts';

/**
 * Chat completions, the only door to most large models. A chat endpoint answers messages; it cannot be given a text to
 * read on from. So the text is put into a message with the instruction to continue it, and the distribution is that of
 * the first token of the reply: an honest number about another context than the one on the page, and marked so.
 *
 * @see https://platform.openai.com/docs/api-reference/chat/create (logprobs, top_logprobs ≤ 20)
 */
export const chat: Dialect = {
  endpoint: { base: 'v1', path: '/chat/completions' },
  counts: [20, 5],
  continuation: 'instructed',
  insideCharacters: false,
  request: ({ text }, model, count, _, limit = 'max_tokens') => ({
    model,
    messages: [
      { role: 'system', content: instruction },
      { role: 'user', content: text },
    ],
    [limit]: 1,
    logprobs: true,
    top_logprobs: count,
    temperature: 1,
    top_p: 1,
    stream: false,
  }),
  read(answer) {
    const choice = asObject(asArray(asObject(answer, 'answer')['choices'], 'choices', 16)[0], 'choices[0]');
    const logprobs = choice['logprobs'];
    if (logprobs === null || logprobs === undefined) {
      throw new EngineError('no-logprobs', 'the answer has no logprobs');
    }
    const content = asObject(logprobs, 'choices[0].logprobs')['content'];
    if (content === null || content === undefined) {
      throw new EngineError('no-logprobs', 'the answer has no logprobs.content');
    }
    const [first] = asArray(content, 'choices[0].logprobs.content', 64);
    const text = property(choice['message'], 'content');
    return first === undefined ? null : readTopLogprobs(first, text, 'choices[0].logprobs.content[0]');
  },
};

// Told about the space because a chat model, left to itself, begins every reply without one.
const instruction =
  'Continue the text that the user gives you, from exactly where it stops. Your reply is appended to it directly: ' +
  'begin with a space or a line break if one belongs there, repeat nothing, and add no remark of your own.';

/**
 * `{token, bytes, logprob, top_logprobs: [{token, bytes, logprob}]}`, as chat completions and Ollama write it.
 *
 * @param text the reply of one token
 */
export function readTopLogprobs(value: unknown, text: unknown, place: string): readonly Candidate[] {
  const { token, bytes, top_logprobs: listed } = asObject(value, place);
  if (listed === null || listed === undefined)
    throw new EngineError('no-logprobs', 'the answer has no top_logprobs');
  const at = `${place}.top_logprobs[]`;
  const entries = asArray(listed, `${place}.top_logprobs`, 1000).map(item => {
    const { token: name, bytes, logprob } = asObject(item, at);
    return { name, bytes, logprob };
  });
  return candidatesOf(entries, { name: token, bytes, text }, at);
}
