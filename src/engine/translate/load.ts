import { EngineError } from '../engine.ts';
import { startWorker } from '../onnx/spawn.ts';
import { OnnxTranslator } from './onnx-translator.ts';
import type { TranslatorModel } from './spec.ts';
import workerUrl from './worker.ts?worker&url';
import type { TranslatorVocabulary } from './words.ts';

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
    .map(({ text, output, look }) => ({ sentence: text, output, note: look[language] ?? '' }));

/**
 * Loads a translator in a worker of its own: it is in use beside the language model, and small.
 *
 * @throws EngineError
 */
export async function loadTranslator(model: TranslatorModel): Promise<OnnxTranslator> {
  const address = model.files[model.spec.files.vocabulary.path] as string;
  const response = await fetch(address).catch(error => {
    throw new EngineError('download-failed', `vocabulary: ${String(error)}`, { cause: error });
  });
  if (!response.ok)
    throw new EngineError('download-failed', `vocabulary: HTTP ${response.status} from ${address}`);
  const vocabulary = (await response.json()) as TranslatorVocabulary;

  const worker = startWorker(new URL(workerUrl, import.meta.url).href);
  let translator: OnnxTranslator | null = null;
  const crashed = new Promise<never>((_, reject) => {
    worker.onerror = event => {
      event.preventDefault(); // told through the translator
      const error = new EngineError('worker-crashed', event.message ?? 'the worker script did not load');
      translator?.fail(error);
      reject(error);
    };
  });
  crashed.catch(() => {}); // raced below; later crashes are told by `fail`
  translator = await Promise.race([
    OnnxTranslator.load(model, vocabulary, worker, () => worker.terminate()),
    crashed,
  ]);
  return translator;
}
