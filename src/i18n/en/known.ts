import { formatsOf } from '../format.ts';
import { type KnownWords, knownIn } from '../known.ts';

const words: KnownWords = {
  about: number => `about ${number}`,
  range: (low, high) => `between ${low} and ${high}`,
  atLeast: number => `at least ${number}`,
  atMost: number => `at most ${number}`,
  unknown: 'not known',
};

export const known = knownIn(formatsOf('en'), words);
