import { type Distribution, distribution } from '#lm/sampling.ts';
import type { Prediction } from '#lm/prediction.ts';
import { type Vocabulary, spell, windowStart } from '#lm/token.ts';
import { type Session, isAnswered, shownStep, tempoOf } from '#player/state.ts';
import { type Choice, contextAt, depthOf, endOfLine, pathTo, stepAt } from '#trace/trace.ts';
import { beatsOf } from '#views/beats.ts';
import type { Moment } from '#views/view.ts';

/** Everything the pictures need of a session at this moment. */
export function momentOf(
  session: Session,
  page: { vocabulary: Vocabulary; contextLength: number; bars: number; still: boolean },
): Moment {
  const { trace, cursor, visited, phase, since, choice, params, seed } = session;
  const tempo = tempoOf(session);
  // The rows come out of the machine before the phase is over: they are the answer's, as soon as it is there.
  const answered = phase === 'predicting' && isAnswered(session, cursor);
  const shown = answered ? cursor : shownStep(session);
  const { prediction } = stepAt(trace, shown);
  const context = contextAt(trace, cursor);
  return {
    trace,
    cursor,
    phase,
    since,
    tempo,
    choice,
    shown,
    distribution: prediction && distributionOnce(prediction, params),
    drawn: drawnFrom(session, shown),
    line: pathTo(trace, endOfLine(trace, cursor)).filter(step => visited.has(step)),
    visited,
    spelled: spell(context, page.vocabulary),
    promptLength: trace.prompt.length,
    windowStart: windowStart(context.length, page.contextLength),
    vocabulary: page.vocabulary,
    bars: page.bars,
    params,
    seed,
    depth: depthOf(trace, shown),
    beats: beatsOf(tempo, page.still),
  };
}

/** What has been drawn from the shown step. What is recorded to come is not: the reader has not asked for it yet. */
function drawnFrom({ trace, cursor, phase, choice }: Session, shown: number): Choice | null {
  if (phase === 'sampled') return choice;
  // At rest after an append: the token that led from the shown step to the cursor.
  return shown === cursor ? null : stepAt(trace, cursor).choice;
}

/** The last distribution is kept: most renders change neither the prediction nor the settings. */
let last: { prediction: Prediction; params: Session['params']; result: Distribution } | null = null;
function distributionOnce(prediction: Prediction, params: Session['params']): Distribution {
  if (last?.prediction !== prediction || last.params !== params) {
    last = { prediction, params, result: distribution(prediction, params) };
  }
  return last.result;
}
