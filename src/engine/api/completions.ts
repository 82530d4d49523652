import { EngineError } from '../engine.ts';
import type { Dialect } from './dialect.ts';
import { asArray, asObject, property } from './json.ts';
import { candidatesOf } from './listed.ts';
import type { Candidate } from './token.ts';

/**
 * OpenAI's first text endpoint: the model reads the text as it is. Still served by OpenAI for base models, and by most
 * others who call themselves compatible. OpenAI lists at most five candidates; others more.
 *
 * @see https://platform.openai.com/docs/api-reference/completions
 */
export const completions: Dialect = {
  endpoint: { base: 'v1', path: '/completions' },
  counts: [20, 5],
  continuation: 'exact',
  insideCharacters: false,
  request: ({ text }, model, count) => ({
    model,
    prompt: text,
    max_tokens: 1,
    logprobs: count,
    temperature: 1,
    top_p: 1,
    stream: false,
  }),
  read: readCompletion,
};

/** `choices[0].logprobs.top_logprobs[0]`, a map from token text to log-probability. vLLM answers in the same form. */
export function readCompletion(answer: unknown): readonly Candidate[] | null {
  const choice = asObject(asArray(asObject(answer, 'answer')['choices'], 'choices', 16)[0], 'choices[0]');
  const logprobs = choice['logprobs'];
  if (logprobs === null || logprobs === undefined) {
    throw new EngineError('no-logprobs', 'the answer has no logprobs');
  }
  const place = 'choices[0].logprobs.top_logprobs';
  const positions = asObject(logprobs, 'choices[0].logprobs')['top_logprobs'];
  if (positions === null || positions === undefined) {
    throw new EngineError('no-logprobs', 'the answer has no top_logprobs');
  }
  const first = asArray(positions, place, 64)[0];
  if (first === undefined && property(choice, 'text') === '') return null; // the end of the text was drawn
  const listed = Object.entries(asObject(first, `${place}[0]`));
  asArray(listed, place, 1000);
  const tokens = property(logprobs, 'tokens');
  const drawn = { name: Array.isArray(tokens) ? tokens[0] : undefined, text: choice['text'] };
  const candidates = candidatesOf(
    withoutStranger(listed, drawn.name).map(([name, logprob]) => ({ name, logprob })),
    drawn,
    place,
  );
  // In a map, all tokens written alike are one entry; a drawn one may have put its own share in the place of another's.
  const hides = typeof drawn.name === 'string' && isNameless(drawn.name) ? 1 : 0;
  return candidates.map(candidate => (candidate.token === null ? { ...candidate, hides } : candidate));
}

/**
 * Servers add the token they drew, wherever it ranks. Where several tokens of the list are one entry of the map, it can
 * take the place of one that is missing, and would stand there with a rank that is not its own.
 */
function withoutStranger(listed: readonly [string, unknown][], drawn: unknown): readonly [string, unknown][] {
  const isMerged = listed.some(([name]) => isNameless(name));
  if (!isMerged) return listed;
  const share = (value: unknown) => (typeof value === 'number' ? value : -Infinity);
  const least = listed.reduce((a, b) => (share(b[1]) < share(a[1]) ? b : a));
  return least[0] === drawn ? listed.filter(entry => entry !== least) : listed;
}

const isNameless = (name: string): boolean => name === '' || name.includes('\ufffd');
