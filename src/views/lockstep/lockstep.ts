import type { Prediction, TokenId } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { type Draw, type SamplingParams, distribution, draw } from '#lm/sampling.ts';
import { type Rules, type Sequences, positionOf } from '#player/sequences.ts';
import type { Session } from '#player/state.ts';
import { type Choice, pathTo, stepAt } from '#trace/trace.ts';

/**
 * One or more models that write in step, as a figure draws them: at each step one random number is drawn, and it falls
 * on every model's strip.
 */
export interface Lockstep {
  readonly lanes: readonly Lane[];
  readonly position: number; // tokens appended, the same in every lane that has not ended
  readonly phase: 'predicting' | 'predicted' | 'drawn';
  readonly drive: Session['drive'];
  readonly seed: number;
  readonly params: SamplingParams;
  readonly before: number; // tokens drawn under this seed before the lanes begin: 0 unless they go on from a run
}

/** What one model has read and written. */
export interface Lane {
  readonly prompt: readonly TokenId[];
  readonly predictions: readonly Prediction[]; // [n] after the prompt and n appended tokens
  readonly draws: readonly Draw[]; // [n] what was appended, in order
  readonly ended: boolean; // it writes no more; the others go on
}

/** Sequences of a player as a figure draws them. */
export function lockstepOf(sequences: Sequences, rules: Rules): Lockstep {
  const { drive, seed, params, before } = sequences[0]!;
  const writing = sequences.filter((sequence, i) => !rules.isOver(i, sequence));
  const open = writing.some(({ phase }) => phase !== 'predicted' && phase !== 'sampled');
  return {
    lanes: sequences.map((sequence, i) => laneOf(sequence, rules.isOver(i, sequence))),
    position: positionOf(sequences),
    phase: open ? 'predicting' : writing.some(({ phase }) => phase === 'sampled') ? 'drawn' : 'predicted',
    drive,
    seed,
    params,
    before,
  };
}

function laneOf({ trace, cursor }: Session, ended: boolean): Lane {
  const path = pathTo(trace, cursor);
  const predictions = path.map(step => stepAt(trace, step).prediction);
  const missing = predictions.indexOf(null);
  return {
    prompt: trace.prompt,
    predictions: (missing < 0 ? predictions : predictions.slice(0, missing)) as readonly Prediction[],
    draws: path.slice(1).map(step => drawOfChoice(stepAt(trace, step).choice!)),
    ended,
  };
}

/** Figures draw every token they append. */
function drawOfChoice(choice: Choice): Draw {
  if (choice.by === 'sampler') return choice.draw;
  throw new TypeError(`a token by ${choice.by} in a figure that draws`);
}

/** The number that falls on every strip at this position, [0, 1). */
export const dieOf = ({ seed, before, position }: Lockstep): number => uniform(seed, before + position);

/** What a lane would append now; null where it has nothing to draw from. */
export function drawOf(state: Lockstep, lane: Lane): Draw | null {
  const prediction = lane.predictions[state.position];
  if (lane.ended || prediction === undefined) return null;
  return draw(distribution(prediction, state.params), dieOf(state));
}

/** Prompt and written tokens: what the model is given for its next prediction. */
export const contextOf = (lane: Lane): TokenId[] => [...lane.prompt, ...lane.draws.map(({ id }) => id)];
