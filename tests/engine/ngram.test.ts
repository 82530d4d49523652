import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramEngine } from '#engine/ngram/ngram-engine.ts';
import { piecesOf } from '#engine/ngram/words.ts';
import { probabilityAt } from '#lm/prediction.ts';
import { textOf } from '#lm/token.ts';
import { engineContract } from './contract.ts';

const patient = new AbortController().signal; // never fires
const text = 'The cat sat. The cat ran. The dog sat.\n床前明月光，疑是地上霜。';

/** The listed candidates that have been counted at all, spelled, with their shares. */
async function shares(engine: NgramEngine, context: string): Promise<[string, number][]> {
  const { prediction } = await engine.predict(engine.encode(context), patient);
  return [...prediction.ids]
    .map((id, rank): [string, number] => [
      engine.vocabulary.special(id) ?? textOf([id], engine.vocabulary),
      probabilityAt(prediction, rank),
    ])
    .filter(([, share]) => share > 0);
}

engineContract('bigrams of a text', 'The cat', async () => new NgramEngine('The The cat cat The cat', 2));

describe('an n-gram model', () => {
  it('cuts text into words with the space before them, Chinese characters and signs', () => {
    expect(piecesOf("It's 3 o'clock.\n床前 ok")).toEqual([
      "It's",
      ' 3',
      " o'clock",
      '.',
      '\n',
      '床',
      '前',
      ' ok',
    ]);
  });

  it('loses nothing of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), any => piecesOf(any).join('') === any));
  });

  it('gives each follower its share of the places where the context stands', async () => {
    const engine = new NgramEngine(text, 3);
    expect(await shares(engine, 'The cat')).toEqual([
      [' sat', expect.closeTo(0.5)],
      [' ran', expect.closeTo(0.5)],
    ]);
  });

  it('looks at the last n − 1 tokens only', async () => {
    const engine = new NgramEngine(text, 2);
    expect(await shares(engine, 'The dog')).toEqual([[' sat', 1]]);
    expect(await shares(engine, '月')).toEqual([['光', 1]]);
    expect(engine.seen(engine.encode('The dog'))).toHaveLength(1);
  });

  it('counts every token of the text where n is 1', async () => {
    const engine = new NgramEngine('a a b', 1);
    const counted = Object.fromEntries(await shares(engine, 'a'));
    expect(counted).toEqual({
      a: expect.closeTo(0.25),
      ' a': expect.closeTo(0.25),
      ' b': expect.closeTo(0.25),
      '<|endoftext|>': expect.closeTo(0.25),
    });
  });

  it('knows the end of its text', async () => {
    expect(await shares(new NgramEngine('one two', 2), ' two')).toEqual([['<|endoftext|>', 1]]);
  });

  it('has no answer where its text has no such context, though it knows each word', async () => {
    const engine = new NgramEngine(text, 3);
    await expect(engine.predict(engine.encode(' dog ran'), patient)).rejects.toMatchObject({
      code: 'never-seen',
    });
    await expect(engine.predict(engine.encode('The elephant'), patient)).rejects.toMatchObject({
      code: 'never-seen',
    });
    expect(textOf(engine.encode('The elephant 象'), engine.vocabulary)).toBe('The elephant 象');
  });

  it('shows the places that a bar was counted from', () => {
    const engine = new NgramEngine(text, 2);
    const sat = engine.encode('The cat sat').at(-1)!;
    const places = engine.placesOf(engine.encode(' cat'), sat);
    expect(places.map(({ start, end }) => text.slice(start, end))).toEqual([' cat sat']);
    expect(engine.placesOf(engine.encode(' cat')).map(({ next, end }) => text.slice(next, end))).toEqual([
      ' sat',
      ' ran',
    ]);
  });

  it('has as many places as the shares say, for any text and context', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', ' c', '。'), { minLength: 2 }),
        fc.integer({ min: 1, max: 4 }),
        async (words, order) => {
          const engine = new NgramEngine(words.join(''), order);
          const context = engine.encode(words.join('')).slice(0, -1);
          if (context.length === 0) return;
          const { prediction } = await engine.predict(context, patient);
          const all = engine.placesOf(context).length;
          prediction.ids.forEach((id, rank) =>
            expect(engine.placesOf(context, id).length / all).toBeCloseTo(probabilityAt(prediction, rank), 5),
          );
        },
      ),
    );
  });

  it('is another model for another text or another n', () => {
    const revisions = [new NgramEngine('a b', 2), new NgramEngine('a c', 2), new NgramEngine('a b', 3)].map(
      e => e.model.revision,
    );
    expect(new Set(revisions).size).toBe(3);
  });

  it('refuses what cannot be counted', () => {
    expect(() => new NgramEngine('', 2)).toThrow(RangeError);
    expect(() => new NgramEngine('a', 0)).toThrow(RangeError);
  });
});
