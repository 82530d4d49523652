import type { Language } from '#figures/scene.ts';
import type { Scene } from './chapter.ts';
import { sources } from './sources.ts';

/**
 * Numbers in the lesson's prose are not typed in but named, as `{kind:path}`, and put in when the text is loaded, so
 * that a retrained model cannot leave a wrong sentence behind.
 *
 *     {spec:en-mini.parameters}        a field of models/en-mini/spec.json, measured from our own model
 *     {source:gpt3-2020.parameters}    a figure from a paper, see sources.ts
 *     {scene:draws}                    a number of the scene's own data, or the length of one of its lists
 */
export const placeholder = /\{(spec|source|scene):([\w.-]+)\}/g;

/** A number and the way it is written: `large` rounded to three digits in words, `exact` in full, `year` ungrouped. */
export interface Fact {
  readonly value: number;
  readonly form: 'large' | 'exact' | 'year';
}

/** models/<id>/spec.json as far as prose may quote it. */
export type SpecFields = Readonly<Record<string, unknown>>;

const specForms: Readonly<Record<string, Fact['form']>> = {
  parameters: 'large',
  tokensSeen: 'large',
  vocabSize: 'exact',
  sourceVocabSize: 'exact',
  contextLength: 'exact',
  layers: 'exact',
  heads: 'exact',
  embedding: 'exact',
};

/** The fact behind a placeholder; undefined when there is none, e.g. because a model folder is absent. */
export type FactLookup = (kind: string, path: string, scene: Scene | undefined) => Fact | undefined;

/**
 * @param specs contents of models/<id>/spec.json by id
 */
export function factLookup(specs: Readonly<Record<string, SpecFields>>): FactLookup {
  return (kind, path, scene) => {
    if (kind === 'scene') return sceneFact(scene, path);
    const dot = path.lastIndexOf('.');
    const owner = path.slice(0, dot);
    const field = path.slice(dot + 1);
    if (kind === 'source') return sources[owner]?.facts?.[field];
    const value = specs[owner]?.[field];
    const form = specForms[field];
    return typeof value === 'number' && form !== undefined ? { value, form } : undefined;
  };
}

function sceneFact(scene: Scene | undefined, field: string): Fact | undefined {
  const value = (scene as Readonly<Record<string, unknown>> | undefined)?.[field];
  if (Array.isArray(value)) return { value: value.length, form: 'exact' };
  return typeof value === 'number' ? { value, form: 'exact' } : undefined;
}

/**
 * Puts facts into a text.
 *
 * @param onMissing what to write for a placeholder without a fact; the page writes '…', which is not a wrong number
 */
export function fillIn(
  text: string,
  language: Language,
  lookup: FactLookup,
  scene: Scene | undefined,
  onMissing: (placeholder: string) => string = () => '…',
): string {
  const filled = text.replace(placeholder, (whole, kind: string, path: string) => {
    const fact = lookup(kind, path, scene);
    return fact === undefined ? onMissing(whole) : writeFact(fact, language);
  });
  // Chinese numerals take no space before a Chinese character: 1750 亿个, although 8 个.
  return language === 'zh' ? filled.replace(/([亿万]) (?=\p{Script=Han})/gu, '$1') : filled;
}

/** A number as it stands in a sentence: 175 billion, 1750 亿; 50,257; 2017. */
export function writeFact({ value, form }: Fact, language: Language): string {
  if (form === 'year') return String(value);
  const format = new Intl.NumberFormat(
    language,
    form === 'large'
      ? { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 3 }
      : { maximumFractionDigits: 1 },
  );
  return format.format(value).replace(/(?<=\d)(?=[亿万])/, ' ');
}
