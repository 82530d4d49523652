import { formatsOf } from '../format.ts';
import { type KnownWords, knownIn } from '../known.ts';

const words: KnownWords = {
  about: number => `约 ${number}`,
  range: (low, high) => `${low} 到 ${high} 之间`,
  atLeast: number => `至少 ${number}`,
  atMost: number => `至多 ${number}`,
  unknown: '无从得知',
};

export const known = knownIn(formatsOf('zh'), words);
