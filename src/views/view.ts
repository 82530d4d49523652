import { type Distribution, type Draw, type SamplingParams, areSameParams } from '#lm/sampling.ts';
import type { TokenId } from '#lm/prediction.ts';
import { type SpelledToken, type Vocabulary, spell } from '#lm/token.ts';
import { type CarriedChoice, type Choice, type StepId, type Trace, lastTokens } from '#trace/trace.ts';
import type { Tempo } from '#player/tempo.ts';
import type { Beats } from './beats.ts';
import { type TokenLabel, labelOf } from './label.ts';

/** One moment of a run, with everything the pictures need already worked out. Views draw it and decide nothing. */
export interface Moment {
  readonly trace: Trace;
  readonly cursor: StepId;
  readonly phase: 'ready' | 'predicting' | 'predicted' | 'sampled' | 'failed';
  readonly since: number; // when the phase began, ms of the session's clock; −∞: its beats are over
  readonly tempo: Tempo; // in force; player/tempo.ts says what beats pass in the phase, and how long they take
  readonly choice: Choice | null; // the token about to be appended, in `sampled`
  readonly shown: StepId; // whose distribution stands on the stage
  readonly distribution: Distribution | null; // of `shown`, under the present settings; null until predicted
  readonly drawn: Choice | null; // the choice made from that distribution; null while open
  readonly line: readonly StepId[]; // visited steps from the prompt along the line being followed
  readonly visited: ReadonlySet<StepId>;
  readonly spelled: readonly SpelledToken[]; // the context at the cursor, token by token
  readonly promptLength: number; // tokens of the prompt, the first of `spelled`
  readonly windowStart: number; // index of the first token the model still sees
  readonly vocabulary: Vocabulary;
  readonly bars: number; // how many candidates are drawn, 5 … 20
  readonly params: SamplingParams; // the present settings
  readonly seed: number;
  readonly depth: number; // index of the draw that follows `shown`
  readonly beats: Beats; // how long things move
}

/** What a reader may do on the stage. A missing callback means: not here. */
export interface StageActions {
  readonly onChoose?: (step: StepId, id: TokenId) => void;
  readonly onGoTo?: (step: StepId) => void;
}

export type ViewProps = Moment & StageActions;

/**
 * A candidate for the next place, as a bar shows it. Where the text ends inside a character, a token that completes it
 * shows the whole character.
 */
export function candidateLabel({ vocabulary, trace, shown }: Moment, id: TokenId): TokenLabel {
  return labelOf(id, vocabulary, unfinished(trace, shown, vocabulary));
}

/** The last tokens of a step's context that hold an unfinished character; usually none. */
function unfinished(trace: Trace, shown: StepId, vocabulary: Vocabulary): readonly TokenId[] {
  const recent = lastTokens(trace, shown, 4); // UTF-8 characters have at most four bytes
  const open = spell(recent, vocabulary).findIndex(({ part }) => part !== null && part.count === null);
  return open < 0 ? [] : recent.slice(open);
}

/**
 * The random number a token was drawn with, [0, 1): where the marker lands on the strip. null where chance had no part:
 * a token that was picked by hand, or the only one that could come, as at temperature 0.
 */
export const chanceOf = (choice: Choice | null): number | null =>
  choice?.by === 'sampler' && choice.draw.probability < 1 ? choice.draw.u : null;

/** Id of the model that wrote a token which was carried over; null where a link brought it, which does not say. */
export const writerOf = ({ from }: CarriedChoice): string | null => (from === 'link' ? null : from.id);

/**
 * The draw that the picture shows: made from exactly the distribution that stands there. A changed setting moves the
 * segments, and the marker of the old draw would stand over another token.
 */
export function drawShown({ drawn, phase, distribution, params }: Moment): Draw | null {
  if (drawn?.by !== 'sampler' || phase === 'predicted' || distribution === null) return null;
  if (!areSameParams(drawn.params, params)) return null;
  const { rank, id, probability } = drawn.draw;
  if (distribution.ids[rank] !== id) return null;
  return Math.abs(distribution.probabilities[rank]! - probability) < 1e-4 ? drawn.draw : null;
}

/** How long after a draw it is shown which token it was: the time the box hops and the marker falls, ms. */
export const revealMs = ({ phase, beats, choice }: Moment): number =>
  phase === 'sampled' && choice?.by === 'sampler' && !beats.still && beats.feed === 0 ? beats.sample : 0;
