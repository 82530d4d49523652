import type { SourceWord } from '#lm/translation.ts';

/** models/en-zh-translate/vocab.json, written by models/pipeline/translate_data.py. */
export interface TranslatorVocabulary {
  readonly specials: {
    readonly pad: number;
    readonly begin: number;
    readonly end: number;
    readonly unknown: number;
  };
  readonly word: string; // regular expression of one English word or sign
  readonly replace: Readonly<Record<string, string>>; // in this order: don't → do not
  readonly properNames: readonly string[]; // words to be written with a capital
  readonly source: readonly string[]; // by id
  readonly target: readonly string[]; // by id
}

/**
 * Cuts an English sentence into words exactly as the training data was cut: lower case, contractions written out,
 * signs apart. A sentence without a sign at its end gets a full stop, because the model has never seen one without.
 *
 * @returns words as they are to be shown, the end mark last
 */
export function sourceWords(sentence: string, vocabulary: TranslatorVocabulary): SourceWord[] {
  let text = sentence.toLowerCase().replaceAll('’', "'").trim();
  for (const [short, full] of Object.entries(vocabulary.replace)) {
    text = text.replace(new RegExp(`(?<![a-z'])${escape(short)}(?![a-z'])`, 'g'), full);
  }
  const words: string[] = text.match(new RegExp(vocabulary.word, 'g')) ?? [];
  if (words.length > 0 && !['.', '?', '!'].includes(words.at(-1)!)) words.push('.');
  const ids = idsOf(vocabulary);
  const { unknown, end } = vocabulary.specials;
  return [
    ...words.map((word): SourceWord => {
      const id = ids.get(word) ?? unknown;
      return { id, text: shown(word, vocabulary), known: id !== unknown };
    }),
    { id: end, text: '', known: true },
  ];
}

const shown = (word: string, { properNames }: TranslatorVocabulary): string =>
  word === 'i' || properNames.includes(word) ? word[0]!.toUpperCase() + word.slice(1) : word;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const tables = new WeakMap<TranslatorVocabulary, ReadonlyMap<string, number>>();

function idsOf(vocabulary: TranslatorVocabulary): ReadonlyMap<string, number> {
  const known = tables.get(vocabulary);
  if (known !== undefined) return known;
  const table = new Map(vocabulary.source.map((word, id) => [word, id]));
  tables.set(vocabulary, table);
  return table;
}
