import { describe, expect, it } from 'vitest';
import { languages as written } from '#figures/scene.ts';
import { type Messages, languages } from '#i18n/messages.tsx';
import { proseFiles } from '../lesson/files.ts';
import { type Message, messagesOf } from './words.ts';

/** src/i18n/<tag>/<feature>.ts, as modules. */
const modules = import.meta.glob<Record<string, unknown>>('../../src/i18n/*/*.ts', { eager: true });
const folders = [...new Set(Object.keys(modules).map(path => path.split('/').at(-2)!))];
const featuresOf = (tag: string) =>
  Object.keys(modules)
    .filter(path => path.split('/').at(-2) === tag)
    .map(path => path.split('/').at(-1)!);

/** Every message in the folder of a language. */
const wordsIn = (tag: string): Message[] =>
  featuresOf(tag)
    .filter(feature => feature !== 'index.ts') // its own words are the language's names; the rest it only gathers
    .flatMap(feature => messagesOf(modules[`../../src/i18n/${tag}/${feature}`]!));

/** What is called the same in every language, and stands in messages without being a word of one. */
const names =
  /\b(Transformer|WebGPU|WebAssembly|API|Hugging Face|BLEU|logits?|[Tt]op-[kp]|[Mm]in-p|GPT-2|e(?=\^)|ONNX|MLP|Softmax|kB|MB)\b/g;

const withoutNames = (words: string) => words.replaceAll(names, '');
const saysSomething = (words: string) => /\p{Letter}/u.test(withoutNames(words));

/** Messages that say the same thing, letter by letter, as another language does. */
function copied(words: readonly Message[], other: readonly Message[]): string[] {
  const theirs = new Map(other.map(({ path, words }) => [path, words]));
  return words.filter(m => theirs.get(m.path) === m.words && saysSomething(m.words)).map(({ path }) => path);
}

/** `Latn`, `Hans`, …: the script a language is written in. */
const scriptOf = (tag: string): string => new Intl.Locale(tag).maximize().script ?? 'Latn';

/** Whether words are of another language by their letters: Han in a Latin language, whole phrases of Latin in Chinese. */
const isForeign = (words: string, tag: string): boolean =>
  scriptOf(tag) === 'Latn'
    ? /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/u.test(words)
    : /\p{Script=Latin}{2,} \p{Ll}{2,} \p{Ll}{2,}/u.test(
        withoutNames(words).replaceAll(/“[^”]*”|`[^`]*`/g, ''),
      );

const paragraphs = (tag: (typeof written)[number]): string[] => {
  const { chapters, glossary, ticket } = proseFiles(tag);
  return [...Object.values(chapters), glossary, ticket]
    .flatMap(file => file.replaceAll(/<!--[^]*?-->/g, '').split(/\n\s*\n/))
    .map(paragraph => paragraph.trim())
    .filter(paragraph => saysSomething(paragraph) && !/^##(##)? [\w-]+$/.test(paragraph)); // ids of scenes, answers
};

it('is one folder a language, and each folder has a file for every feature', () => {
  expect(folders.toSorted()).toEqual(Object.keys(languages).toSorted());
  for (const tag of folders) expect(featuresOf(tag).toSorted()).toEqual(featuresOf('en').toSorted());
});

it.each(folders)('says in %s what it says in English, and gathers all of it', tag => {
  const { format, ...gathered } = languages[tag as keyof typeof languages] as Messages;
  expect(format).toBeDefined();
  const said = new Set(messagesOf(gathered).map(({ words }) => words));
  const apart = ['hub']; // comes with its dialog
  expect(wordsIn(tag).map(({ path }) => path)).toEqual(
    expect.arrayContaining(wordsIn('en').map(({ path }) => path)),
  );
  expect(
    wordsIn(tag)
      .filter(({ path, words }) => !apart.includes(path.split('.')[0]!) && !said.has(words))
      .map(({ path }) => path),
  ).toEqual([]);
});

describe.each(folders)('the words of %s', tag => {
  it('are its own: none is left as another language says it', () => {
    for (const other of folders.filter(other => other !== tag))
      expect(copied(wordsIn(tag), wordsIn(other))).toEqual([]);
  });

  it('are in its own script', () => {
    expect(wordsIn(tag).filter(({ words }) => isForeign(words, tag))).toEqual([]);
  });
});

describe.each(written)('the prose of the lesson in %s', tag => {
  it('has no paragraph of another language', () => {
    const others = new Set(written.filter(other => other !== tag).flatMap(paragraphs));
    expect(paragraphs(tag).filter(paragraph => others.has(paragraph))).toEqual([]);
  });

  it('is written in its own script', () => {
    const ownLetters = scriptOf(tag) === 'Latn' ? /\p{Script=Latin}/u : /\p{Script=Han}/u;
    expect(paragraphs(tag).filter(paragraph => !ownLetters.test(paragraph))).toEqual([]);
  });
});

describe('a word of another language', () => {
  it('is found among texts and in functions, however deep', () => {
    const english = messagesOf({
      a: { b: 'Next token' },
      of: (n: number) => `${n > 1 ? `${n} of them` : 'one'}`,
    });
    const french = messagesOf({
      a: { b: 'Next token' },
      of: (n: number) => `${n > 1 ? `${n} of them` : 'one'}`,
    });
    expect(copied(french, english)).toEqual(['a.b', 'of']);
    expect(
      messagesOf({ f: (n: string) => `温度 ${n}` }).filter(({ words }) => isForeign(words, 'fr')),
    ).toHaveLength(1);
  });

  it('is no name that every language uses', () => {
    expect(copied([{ path: 'topK', words: 'Top-k' }], [{ path: 'topK', words: 'Top-k' }])).toEqual([]);
    expect(isForeign('只在 top-k 里抽签，见 “Attention Is All You Need”', 'zh')).toBe(false);
    expect(isForeign('只在 the most likely tokens 里抽签', 'zh')).toBe(true);
  });
});
