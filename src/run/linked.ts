import { modelById } from '#engine/models.ts';
import { traceFrom } from './prompt.ts';
import type { Start } from './start.ts';
import type { WorkbenchController } from './workbench.ts';

/**
 * Lays out the words of a link's run before there is a model: an embed loads nothing heavy until its reader acts, and is
 * to show the text that was shared, to its end. A tokenizer is enough for that. Once a model comes, the run is its own.
 */
export async function openWords(
  bench: Pick<WorkbenchController, 'session' | 'store' | 'notify'>,
  { modelId, prompt, line, revision }: Start,
): Promise<void> {
  const model = modelById(modelId);
  if (model === null || prompt === null || line === null) return;
  try {
    const { loadTokenizer } = await import('#engine/tokenizer.ts');
    const tokenizer = await loadTokenizer(model, new AbortController().signal);
    // A model that came meanwhile has opened the run already.
    if (bench.session.store.getState().trace.prompt.length > 0) return;
    const { id, endOfText, revision: own } = model.spec;
    const { vocabulary } = tokenizer;
    const words = {
      model: { id, revision: own },
      vocabulary,
      endOfText,
      encode: (text: string) => tokenizer.encode(text),
    };
    const { trace, at, notices } = traceFrom(words, prompt, line);
    bench.store.setState({ vocabulary });
    for (const notice of notices) bench.notify(notice);
    if (revision !== null && revision !== own) bench.notify({ kind: 'other-weights' });
    bench.session.dispatch({ type: 'open', trace, cursor: at, endOfText });
  } catch (error) {
    console.info('words of the run', error); // the prompt stands there as it was written
  }
}
