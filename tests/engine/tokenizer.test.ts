import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tokenizer } from '#engine/tokenizer.ts';
import type { TokenizerFile } from '#engine/tokenizer.ts';
import { textOf } from '#lm/token.ts';
import { folders } from './models-on-disk.ts';

const fileIn = (path: string): TokenizerFile =>
  JSON.parse(readFileSync(join(path, 'tokenizer.json'), 'utf8')) as TokenizerFile;

describe.each(folders)('the tokenizer of $id', ({ path }) => {
  const file = fileIn(path);
  const tokenizer = new Tokenizer(file);
  const spelled = (text: string): string => textOf(tokenizer.encode(text), tokenizer.vocabulary);

  it('knows the bytes of every token', () => {
    const all = new Set<string>();
    for (let id = 0; id < tokenizer.vocabulary.size; id++) {
      all.add(tokenizer.vocabulary.special(id) ?? tokenizer.vocabulary.bytes(id).join());
    }
    expect(all.size).toBe(tokenizer.vocabulary.size); // no two alike
    for (let byte = 0; byte < 256; byte++) expect(all).toContain(String(byte)); // so every text can be spelled
    expect(() => tokenizer.vocabulary.bytes(tokenizer.vocabulary.size)).toThrow(RangeError);
  });

  it('takes a typed <|endoftext|> as text', () => {
    const ids = tokenizer.encode('a<|endoftext|>b');
    expect(ids.some(id => tokenizer.vocabulary.special(id) !== null)).toBe(false);
    expect(spelled('a<|endoftext|>b')).toBe('a<|endoftext|>b');
  });

  it('takes tokens that were added without being special as text', () => {
    const { size } = tokenizer.vocabulary;
    const added = ['quokka 🦘', '[PAD]'].map((content, i) => ({ id: size + i, content, special: i === 1 }));
    const tuned = new Tokenizer({ ...file, added_tokens: [...file.added_tokens, ...added] });
    const ids = tuned.encode('A quokka 🦘 and [PAD]');
    expect(ids).toContain(size);
    expect(ids).not.toContain(size + 1);
    expect(textOf(ids, tuned.vocabulary)).toBe('A quokka 🦘 and [PAD]');
    expect(tuned.vocabulary.special(size)).toBeNull();
    expect(tuned.vocabulary.special(size + 1)).toBe('[PAD]');
  });

  it('spells any text back, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        expect(spelled(text)).toBe(text);
      }),
    );
    for (const text of [
      '\r\n\t  \n x',
      '中文，世界。',
      '👩‍👩‍👧 🏳️‍🌈',
      'مرحبا',
      '\u0000\u0007',
      ' Ġ Ċ',
      "it's  we'll",
    ]) {
      expect(spelled(text)).toBe(text);
    }
  });

  it('replaces a lone surrogate, which no text can hold, by U+FFFD', () => {
    expect(spelled('x\ud800y\udfff')).toBe('x\ufffdy\ufffd');
  });

  it('reads merges in the form of 2024 too', () => {
    const pairs = file.model.merges.map(merge => (typeof merge === 'string' ? merge.split(' ') : merge));
    const newer = new Tokenizer({ ...file, model: { ...file.model, merges: pairs as [string, string][] } });
    const text = 'Once upon a time, there was';
    expect(newer.encode(text)).toEqual(tokenizer.encode(text));
  });

  it('spells 100,000 characters back, even without a space in them', () => {
    for (const text of [
      'a'.repeat(100_000),
      '中'.repeat(100_000),
      '😀'.repeat(50_000),
      ' '.repeat(100_000),
    ]) {
      expect(spelled(text) === text).toBe(true);
    }
  });
});

it('refuses a file that is no byte-level BPE', () => {
  const file = { model: { vocab: { 中: 0 }, merges: [] }, added_tokens: [] };
  expect(() => new Tokenizer(file)).toThrow(TypeError);
  expect(() => new Tokenizer({ added_tokens: [] } as unknown as TokenizerFile)).toThrow(TypeError);
});
