import type { Engine } from '#engine/engine.ts';
import { modelById } from '#engine/models.ts';
import { type Vocabulary, textOf } from '#lm/token.ts';
import type { RunningSession } from '#player/run.ts';
import type { Session } from '#player/state.ts';
import type { RecordedRun } from '#trace/file.ts';
import { TraceFileError } from '#trace/read.ts';
import type { LinkedLine } from '#trace/link.ts';
import { renumber } from '#trace/renumber.ts';
import {
  type Choice,
  type StepId,
  type Trace,
  carriedFrom,
  contextAt,
  pathTo,
  stepAt,
} from '#trace/trace.ts';

/** A trace, and the vocabulary that spells its tokens. */
export interface Spelled {
  readonly trace: Trace;
  readonly vocabulary: Vocabulary;
}

/** Whether the engine computes the numbers of a run, and means the same tokens by its ids. */
export const isOf = (engine: Engine, { trace: { model }, vocabulary }: Spelled): boolean =>
  engine.model.id === model.id &&
  engine.model.revision === model.revision &&
  (engine.intern !== undefined || engine.vocabulary.size === vocabulary.size);

/**
 * A run of the engine's own model in the engine's tokens, so that it can go on: a file spells only the tokens it
 * mentions, and the model's next answer names others.
 */
export function inTokensOf<Run extends Spelled>(engine: Engine, run: Run): Run {
  const { vocabulary } = run;
  const { intern } = engine;
  if (vocabulary === engine.vocabulary) return run;
  if (intern === undefined) return { ...run, vocabulary: engine.vocabulary };
  const trace = renumber(run.trace, id =>
    intern.call(engine, { bytes: vocabulary.bytes(id), special: vocabulary.special(id) }),
  );
  return { ...run, trace, vocabulary: engine.vocabulary };
}

/**
 * A run out of a file, in the tokens of the model at work where it is that model's.
 *
 * @throws TraceFileError where the file's tokens cannot be those of the embedded model it names
 */
export function readableRun(file: RecordedRun, engine: Engine | null): RecordedRun {
  const { id, revision } = file.trace.model;
  const spec = modelById(id)?.spec;
  if (spec?.revision === revision && spec.vocabSize !== file.vocabulary.size)
    throw new TraceFileError('vocabSize', `is ${file.vocabulary.size}; ${id} has ${spec.vocabSize}`);
  return engine !== null && isOf(engine, file) ? inTokensOf(engine, file) : file;
}

/**
 * What was appended up to a step, as the past of a run of this engine. Another model cuts the same text its own way;
 * what is known of how a token was chosen stays with it where both cut out the same piece.
 */
export function writtenFor(engine: Engine, { trace, vocabulary }: Spelled, at: StepId): LinkedLine {
  const written = pathTo(trace, at)
    .slice(1)
    .map(step => stepAt(trace, step).choice!);
  const sameIds =
    engine.model.id === trace.model.id &&
    engine.intern === undefined &&
    engine.vocabulary.size === vocabulary.size;
  if (sameIds) {
    const choices = written.map(choice => carriedFrom(trace.model, choice));
    return { choices, at: choices.length };
  }
  const prompt = textOf(trace.prompt, vocabulary);
  const appended = textOf(contextAt(trace, at), vocabulary).slice(prompt.length);
  const pieceOf = new Map<string, Choice>();
  placed(written.map(({ id }) => vocabulary.bytes(id))).forEach((place, n) =>
    pieceOf.set(place, written[n]!),
  );
  const ids = engine.encode(appended);
  const places = placed(ids.map(id => engine.vocabulary.bytes(id)));
  const choices = ids.map((id, n): Choice => {
    const known = pieceOf.get(places[n]!);
    if (known !== undefined) return carriedFrom(trace.model, known, id);
    return { by: 'carried', id, from: trace.model, draw: null, params: null };
  });
  return { choices, at: choices.length };
}

/** Where in a text each of its pieces lies, and what it is: two pieces are the same where this is. */
function placed(pieces: readonly Uint8Array[]): string[] {
  let end = 0;
  return pieces.map(piece => `${(end += piece.length)} ${piece.join('.')}`);
}

/** How a run is opened that stood like this: with its distribution in view, or ready to ask. */
export const restingPhase = ({ phase }: Session): 'ready' | 'predicted' =>
  phase === 'predicted' || phase === 'sampled' ? 'predicted' : 'ready';

/** What the reader had pressed before another trace lay on the stage. */
export function pressAgain({ dispatch }: RunningSession, { drive, turns, phase }: Session): void {
  for (let i = 0; i < (drive === 'turn' ? turns : drive === 'run' ? 1 : 0); i++) {
    dispatch({ type: 'drive', drive });
  }
  if (drive === 'hold' && phase === 'predicting') dispatch({ type: 'advance' });
}
