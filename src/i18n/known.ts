import type { Known } from '#lm/known.ts';
import type { Formats } from './format.ts';

/** How a language says that a number is not exactly known. */
export interface KnownWords {
  about(number: string): string;
  range(low: string, high: string): string;
  atLeast(number: string): string;
  atMost(number: string): string;
  readonly unknown: string;
}

/** The numbers a prediction is told in, each with how well it is known. */
export interface KnownFormats {
  share(share: Known): string; // a fraction, as per cent
  bits(bits: Known): string; // one decimal
  count(count: Known): string;
  number(number: Known, digits: number): string;
}

/** The same in every language: where a number stands in a chart or a table. */
const signs: KnownWords = {
  about: number => `≈ ${number}`,
  range: (low, high) => `${low}–${high}`,
  atLeast: number => `≥ ${number}`,
  atMost: number => `≤ ${number}`,
  unknown: '?',
};

const close = 0.05; // limits that are this near each other, relative to the larger, are told as one number

/**
 * A number in words that claim no more than is known: limits that print alike are the number itself; near ones are
 * told as about; others are both told.
 */
export function inWords(known: Known, print: (x: number) => string, words: KnownWords): string {
  switch (known.how) {
    case 'exact':
      return print(known.value);
    case 'at least':
      return words.atLeast(print(known.value));
    case 'at most':
      return words.atMost(print(known.value));
    case 'unknown':
      return words.unknown;
    case 'about': {
      const [low, high] = [print(known.low), print(known.high)];
      if (low === high) return low;
      if (known.high - known.low <= close * Math.abs(known.high)) return words.about(print(known.value));
      if (high.startsWith('<')) return high;
      // One sign for both: 17.4–23.0%.
      return low.startsWith('<') ? words.atMost(high) : words.range(low.replace(/\s?%$/, ''), high);
    }
  }
}

const formatsWith = (f: Formats, words: KnownWords): KnownFormats => ({
  share: share => inWords(share, f.percent, words),
  bits: bits => inWords(bits, x => f.decimal(x, 1), words),
  count: count => inWords(count, f.integer, words),
  number: (number, digits) => inWords(number, x => f.decimal(x, digits), words),
});

/** @param said the words of a language: for sentences, and for what is read aloud */
export const knownIn = (f: Formats, said: KnownWords) => ({
  ...formatsWith(f, signs),
  said: formatsWith(f, said),
});
