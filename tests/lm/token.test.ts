import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Vocabulary, spell, textOf, windowStart } from '#lm/token.ts';

/** A vocabulary in which every byte is a token, and token 256 is special. */
const bytes: Vocabulary = {
  size: 257,
  bytes: id => Uint8Array.of(id),
  special: id => (id === 256 ? '<|endoftext|>' : null),
};
const encode = (text: string) => Array.from(new TextEncoder().encode(text));

describe('spell', () => {
  it('gives back any text, whatever characters it has, and never �', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        fc.pre(!text.includes('\ufffd'));
        const tokens = encode(text);
        expect(textOf(tokens, bytes)).toBe(text);
        expect(spell(tokens, bytes).every(token => token.invalid === null)).toBe(true);
      }),
    );
  });

  it('gives a split character to the token that completes it and calls the others its parts', () => {
    const [first, second, third] = spell(encode('文'), bytes);
    expect([first!.text, second!.text, third!.text]).toEqual(['', '', '文']);
    expect([first, second, third].map(token => token!.part)).toMatchObject([
      { index: 0, count: 3, character: '文' },
      { index: 1, count: 3, character: '文' },
      { index: 2, count: 3, character: '文' },
    ]);
  });

  it('calls parts open while the character is unfinished', () => {
    expect(spell(encode('文').slice(0, 2), bytes).map(token => token.part)).toMatchObject([
      { index: 0, count: null, character: null },
      { index: 1, count: null, character: null },
    ]);
  });

  it.each([
    ['a lone continuation byte', [0x96], [[0x96]]],
    ['an overlong form', [0xc0, 0x80], [[0xc0], [0x80]]],
    ['a surrogate', [0xed, 0xa0, 0x80], [[0xed], [0xa0], [0x80]]],
    ['a character broken off by a letter', [0xe6, 0x96, 0x41], [[0xe6], [0x96], []]],
  ])('shows %s as bytes', (_, tokens, invalid) => {
    const spelled = spell(tokens, bytes);
    expect(spelled.map(token => Array.from(token.invalid ?? []))).toEqual(invalid);
    expect(spelled.map(token => token.text).join('')).toBe(tokens.includes(0x41) ? 'A' : '');
  });

  it('gives special tokens no text', () => {
    expect(spell([65, 256, 66], bytes).map(token => [token.text, token.special])).toEqual([
      ['A', null],
      ['', '<|endoftext|>'],
      ['B', null],
    ]);
  });

  it('accounts for every byte exactly once, for any bytes at all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 })), tokens => {
        const spelled = spell(tokens, bytes);
        const inText = new TextEncoder().encode(spelled.map(token => token.text).join('')).length;
        const invalid = spelled.reduce((sum, token) => sum + (token.invalid?.length ?? 0), 0);
        const open = spelled.filter(token => token.part?.count === null).length;
        expect(inText + invalid + open).toBe(tokens.length);
      }),
    );
  });
});

describe('windowStart', () => {
  it.each([
    [10, 512, 0],
    [512, 512, 0],
    [513, 512, 128],
    [640, 512, 128],
    [641, 512, 256],
    [5, 1, 4],
  ])('of %i tokens in a context of %i is %i', (length, contextLength, start) => {
    expect(windowStart(length, contextLength)).toBe(start);
  });

  it('always leaves between one and all tokens of the context', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 2048 }),
        (length, contextLength) => {
          const seen = length - windowStart(length, contextLength);
          return seen >= 1 && seen <= contextLength;
        },
      ),
    );
  });
});
