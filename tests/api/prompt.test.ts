import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '#engine/api/context.ts';
import { pieces } from '#engine/api/pieces.ts';
import { SessionVocabulary } from '#engine/api/vocabulary.ts';
import { textOf } from '#lm/token.ts';

const cut = (text: string) => pieces(text).map(bytes => Buffer.from(bytes).toString());

const token = (bytes: Uint8Array, serverId: number | null = null) => ({ bytes, special: null, serverId });

function encode(vocabulary: SessionVocabulary, text: string): number[] {
  return pieces(text).map(bytes => vocabulary.intern(token(bytes)));
}

/** A lone surrogate cannot be sent: UTF-8 has no bytes for it. */
const asSent = (text: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));

describe('pieces of a prompt', () => {
  it.each([
    ['The weather today is', ['The', ' weather', ' today', ' is']],
    ["It's 20 degrees!", ['It', "'s", ' 20', ' degrees', '!']],
    ['今天天气 很好', ['今', '天', '天', '气', ' 很', '好']],
    ['User: hi\n\nAI Assistant:', ['User', ':', ' hi', '\n', '\n', 'AI', ' Assistant', ':']],
    ['', []],
    ['   ', ['   ']],
    ['<|endoftext|>', ['<|', 'endoftext', '|>']],
  ])('cut %j', (text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  it('joined are exactly the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const vocabulary = new SessionVocabulary(null);
        const ids = encode(vocabulary, text);
        expect(textOf(ids, vocabulary)).toBe(asSent(text));
        expect(contextOf(ids, vocabulary)).toEqual({ text: asSent(text), pending: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('take 100,000 characters without a piece wider than a line', () => {
    for (const text of [
      'a'.repeat(100_000),
      ' '.repeat(100_000),
      '好'.repeat(100_000),
      'ab '.repeat(33_333),
    ]) {
      const parts = cut(text);
      expect(parts.join('')).toBe(text);
      expect(Math.max(...parts.map(part => part.length))).toBeLessThanOrEqual(41);
    }
  });
});

describe('the text of a context', () => {
  it('is what follows the last end of a text', () => {
    const vocabulary = new SessionVocabulary(null);
    const ids = [...encode(vocabulary, 'old'), vocabulary.endOfText, ...encode(vocabulary, 'new text')];
    expect(contextOf(ids, vocabulary).text).toBe('new text');
    expect(contextOf([vocabulary.endOfText], vocabulary).text).toBe('');
  });

  it('keeps the bytes of an incomplete character apart, whichever tokens they lie in', () => {
    const utf8 = new TextEncoder().encode('a🦊');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        (length, cuts) => {
          const vocabulary = new SessionVocabulary(null);
          const bytes = utf8.slice(0, length);
          const tokens: Uint8Array[] = [];
          let from = 0;
          for (let to = 1; to <= length; to++) {
            if (to === length || cuts[to - 1]) {
              tokens.push(bytes.slice(from, to));
              from = to;
            }
          }
          const ids = tokens.map((part, i) => vocabulary.intern(token(part, i)));
          const { text, pending } = contextOf(ids, vocabulary);
          expect(text).toBe('a');
          expect(Buffer.concat(pending.map(({ bytes }) => bytes)).toString('hex')).toBe(
            Buffer.from(bytes.slice(1)).toString('hex'),
          );
        },
      ),
    );
  });

  it('writes U+FFFD for bytes that can never become a character, rather than failing', () => {
    const vocabulary = new SessionVocabulary(null);
    const lone = vocabulary.intern(token(Uint8Array.of(0x96)));
    expect(contextOf([lone, ...encode(vocabulary, 'a')], vocabulary)).toEqual({
      text: '\ufffda',
      pending: [],
    });
  });
});

describe('the vocabulary of a session', () => {
  it('gives one id to the same bytes, and different ones to text and to a special token of that name', () => {
    const vocabulary = new SessionVocabulary(null);
    const bytes = new TextEncoder().encode('<|im_start|>');
    const text = vocabulary.intern(token(bytes));
    const special = vocabulary.intern({ bytes: new Uint8Array(), special: '<|im_start|>', serverId: 7 });
    expect(special).not.toBe(text);
    expect(vocabulary.intern(token(bytes, 12))).toBe(text);
    expect(vocabulary.token(text).serverId).toBe(12);
    expect(vocabulary.special(special)).toBe('<|im_start|>');
    expect(vocabulary.special(text)).toBeNull();
    expect(() => vocabulary.bytes(99)).toThrow(RangeError);
  });
});
