import type { Prediction, TokenId } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { type Draw, type SamplingParams, distribution, draw } from '#lm/sampling.ts';

/**
 * One or more models that write in step: at each step one random number is drawn, and it falls on every model's strip.
 * A pure machine, like the session of the stage but smaller: no branches, any number of lanes.
 */
export interface Lockstep {
  readonly lanes: readonly Lane[];
  readonly position: number; // tokens appended, the same in every lane that has not ended
  readonly phase: 'predicting' | 'predicted' | 'drawn';
  readonly drive: 'hold' | 'turn' | 'run'; // how far it goes by itself: not at all, one token, until paused
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

export type LockstepAction =
  | { readonly type: 'open'; readonly prompts: readonly (readonly TokenId[])[] }
  | { readonly type: 'answered'; readonly lane: number; readonly at: number; readonly prediction: Prediction }
  | { readonly type: 'advance' } // predicted → drawn → appended
  | { readonly type: 'back' } // one token
  | { readonly type: 'reset' }
  | { readonly type: 'drive'; readonly drive: Lockstep['drive'] }
  | { readonly type: 'setSeed'; readonly seed: number }
  | { readonly type: 'setParams'; readonly params: Partial<SamplingParams> };

/** When a lane stops. */
export interface LaneRules {
  readonly limit: number; // tokens to write at most
  /** @param written tokens appended so far, at least one */
  readonly isOver: (lane: number, written: readonly TokenId[]) => boolean;
}

export function openLockstep(
  prompts: readonly (readonly TokenId[])[],
  { seed, params, before = 0 }: Pick<Lockstep, 'seed' | 'params'> & Partial<Pick<Lockstep, 'before'>>,
): Lockstep {
  const lanes = prompts.map((prompt): Lane => ({ prompt, predictions: [], draws: [], ended: false }));
  return { seed, params, before, lanes, position: 0, phase: 'predicting', drive: 'hold' };
}

export function reduceLockstep(state: Lockstep, action: LockstepAction, rules: LaneRules): Lockstep {
  switch (action.type) {
    case 'open':
      return openLockstep(action.prompts, state);
    case 'answered': {
      const lane = state.lanes[action.lane];
      // An answer to a question that has been left behind.
      if (lane === undefined || action.at !== lane.predictions.length) return state;
      const lanes = state.lanes.with(action.lane, {
        ...lane,
        predictions: [...lane.predictions, action.prediction],
      });
      return settled({ ...state, lanes });
    }
    case 'advance':
      if (state.phase === 'predicting' || isFinished(state, rules)) return { ...state, drive: 'hold' };
      return state.phase === 'predicted' ? { ...state, phase: 'drawn' } : append(state, rules);
    case 'back':
      if (state.phase === 'drawn') return { ...state, phase: 'predicted', drive: 'hold' };
      return rewind(state, Math.max(0, state.position - 1));
    case 'reset':
      return rewind(state, 0);
    case 'drive':
      if (!isFinished(state, rules)) return { ...state, drive: action.drive };
      // Played once more after its end, it begins again: with another seed, another story.
      return action.drive === 'run' ? { ...rewind(state, 0), drive: 'run' } : { ...state, drive: 'hold' };
    case 'setSeed':
      return { ...state, seed: action.seed };
    case 'setParams':
      return { ...state, params: { ...state.params, ...action.params } };
  }
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

/** Whether nothing more will be written. */
export const isFinished = ({ lanes, position }: Lockstep, { limit }: LaneRules): boolean =>
  position >= limit || lanes.every(lane => lane.ended);

function append(state: Lockstep, rules: LaneRules): Lockstep {
  const lanes = state.lanes.map((lane, index): Lane => {
    const drawn = drawOf(state, lane);
    if (drawn === null) return lane;
    const draws = [...lane.draws, drawn];
    return {
      ...lane,
      draws,
      ended: rules.isOver(
        index,
        draws.map(({ id }) => id),
      ),
    };
  });
  const next = settled({ ...state, lanes, position: state.position + 1 });
  const stays = next.drive === 'run' && !isFinished(next, rules);
  return { ...next, drive: stays ? 'run' : 'hold' };
}

function rewind(state: Lockstep, position: number): Lockstep {
  const lanes = state.lanes.map((lane): Lane => {
    if (lane.draws.length <= position && lane.ended) return lane;
    return {
      ...lane,
      draws: lane.draws.slice(0, position),
      predictions: lane.predictions.slice(0, position + 1),
      ended: false,
    };
  });
  return settled({ ...state, lanes, position, drive: 'hold' });
}

/** Predicted as soon as every lane that still writes has its prediction. */
function settled(state: Lockstep): Lockstep {
  const open = state.lanes.some(lane => !lane.ended && lane.predictions[state.position] === undefined);
  return { ...state, phase: open ? 'predicting' : 'predicted' };
}
