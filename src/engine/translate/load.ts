import { connectWorker } from '../onnx/spawn.ts';
import { OnnxTranslator } from './onnx-translator.ts';
import type { TranslatorModel } from './spec.ts';
import workerUrl from './worker.ts?worker&url';

const examples = import.meta.glob<readonly Example[]>('/models/*-translate/examples.json', {
  eager: true,
  import: 'default',
});

/** A sentence worth looking at, and what to look for. */
interface Example {
  readonly text: string;
  readonly output: readonly string[]; // words this model writes for it
  readonly look: Readonly<Record<string, string>>; // by language
}

/** Sentences to try: what the model makes of them, recorded, and a note in `language` on what to look at. */
export const translatorExamples = (
  language: string,
): { sentence: string; output: readonly string[]; note: string }[] =>
  Object.values(examples)
    .flat()
    .map(({ text, output, look }) => ({ sentence: text, output, note: look[language] ?? look['en'] ?? '' }));

/**
 * Loads a translator in a worker of its own: it is in use beside the language model, and small.
 *
 * @throws EngineError
 */
export const loadTranslator = (model: TranslatorModel): Promise<OnnxTranslator> =>
  OnnxTranslator.load(model, connectWorker(workerUrl));
