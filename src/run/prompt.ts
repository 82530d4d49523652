import type { Engine } from '#engine/engine.ts';
import { LinkError, type LinkedLine, traceOf } from '#trace/link.ts';
import { type Trace, emptyTrace, stepAt, withPrediction } from '#trace/trace.ts';
import type { Notice } from './notice.ts';

/**
 * Longest text that goes on the stage, in UTF-16 units: several times what any model here can see, and few enough
 * tokens to be drawn as tiles.
 */
export const longestPrompt = 6000;

/**
 * Makes any text a text that can be tokenized: broken halves of surrogate pairs become U+FFFD, and of a text that is
 * too long the end is kept, since that is what the model would see. What was typed stays in the text box.
 */
export function fitPrompt(text: string): { fitted: string; cleaned: boolean; cut: boolean } {
  const whole = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const cut = whole.length > longestPrompt;
  // Not in the middle of a surrogate pair.
  const end = cut ? whole.slice(-longestPrompt).replace(/^[\udc00-\udfff]/, '') : whole;
  const fitted = end.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
  return { fitted, cleaned: fitted !== end, cut };
}

/**
 * A text as a model starts from it.
 *
 * @param line tokens after the prompt: of a link, or written by another model and read by this one as its past
 * @param before what is on the stage: what is known of the same text is kept
 * @returns notices: what had to be changed about the text, or what of the line could not be used
 */
export function traceFrom(
  engine: Pick<Engine, 'model' | 'vocabulary' | 'endOfText' | 'encode'>,
  text: string,
  line: LinkedLine | null,
  before: Trace | null = null,
): { trace: Trace; at: number; notices: readonly Notice[] } {
  const notices: Notice[] = [];
  const { fitted, cleaned, cut } = fitPrompt(text);
  if (cleaned) notices.push({ kind: 'cleaned' });
  if (cut) notices.push({ kind: 'cut', kept: fitted.length });
  const encoded = engine.encode(fitted);
  // Nothing to read: GPT-2 starts from its end-of-text token.
  const prompt = encoded.length > 0 || engine.endOfText === null ? encoded : [engine.endOfText];
  const { choices, at } = line ?? { choices: [], at: 0 };
  try {
    const trace = traceOf(choices, engine.model, prompt, engine.vocabulary.size);
    return { trace: before === null ? trace : withKnownStart(trace, before), at, notices };
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    console.info('run', error);
    notices.push({ kind: 'other-vocabulary' });
    return { trace: emptyTrace(engine.model, prompt), at: 0, notices };
  }
}

/**
 * The same text under the same model has the same prediction: a scene that begins where the last one did shows it at
 * once, and nothing is asked twice.
 */
function withKnownStart(trace: Trace, before: Trace): Trace {
  const { prediction, latencyMs, source } = stepAt(before, 0);
  const same =
    trace.model.id === before.model.id &&
    trace.model.revision === before.model.revision &&
    trace.prompt.length === before.prompt.length &&
    trace.prompt.every((id, i) => id === before.prompt[i]);
  if (!same || prediction === null || source !== 'live' || stepAt(trace, 0).prediction !== null) return trace;
  return withPrediction(trace, 0, { prediction, latencyMs, source });
}
