import { useReducedMotion } from 'framer-motion';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { TokenId } from '#lm/prediction.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import type { Lab } from '../lab.ts';
import { seen } from '../useLab.ts';
import {
  type LaneRules,
  type Lockstep,
  type LockstepAction,
  contextOf,
  isFinished,
  openLockstep,
  reduceLockstep,
} from './lockstep.ts';

export interface LockstepStart {
  readonly labs: readonly Lab[]; // one per lane
  readonly prompts: readonly (readonly TokenId[])[]; // one per lane; other tokens open a new run
  readonly seed: number; // to begin with; later ones are dispatched
  readonly params?: Partial<SamplingParams>; // likewise
  readonly before?: number; // tokens drawn under the seed before the lanes begin; they go on from there
  readonly limit: number; // tokens to write at most
  /** A lane has come to its end; the model's end-of-text token and a full window end it in any case. */
  readonly isOver?: (lane: number, written: readonly TokenId[]) => boolean;
  readonly tempo?: keyof typeof dwells;
  readonly autoplay?: boolean; // begins by itself, once
}

export interface RunningLockstep {
  readonly state: Lockstep;
  readonly dispatch: (action: LockstepAction) => void;
  readonly finished: boolean;
  readonly still: boolean; // the reader asked for less motion
  readonly dwell: Dwell;
  readonly error: unknown; // of the last question; null unless it failed
  readonly retry: () => void;
}

/** How long a phase stays while it plays, ms. */
export interface Dwell {
  readonly predicted: number;
  readonly drawn: number; // the marker falls in this time
}

const dwells = {
  lesson: { predicted: 1200, drawn: 1600 },
  watch: { predicted: 500, drawn: 900 },
  stream: { predicted: 60, drawn: 240 },
  fast: { predicted: 0, drawn: 0 },
} satisfies Record<string, Dwell>;

/** Connects a lockstep to its labs and to time. */
export function useLockstep(start: LockstepStart): RunningLockstep {
  const { labs, prompts, limit, tempo = 'watch' } = start;
  const latest = useRef(start);
  latest.current = start;
  const rules = useMemo<LaneRules>(
    () => ({
      limit,
      isOver(lane, written) {
        const { labs, prompts, isOver } = latest.current;
        const lab = labs[lane]!;
        return (
          written.at(-1) === lab.endOfText ||
          prompts[lane]!.length + written.length >= lab.contextLength ||
          isOver?.(lane, written) === true
        );
      },
    }),
    [limit],
  );
  const [state, dispatch] = useReducer(
    (state: Lockstep, action: LockstepAction) => reduceLockstep(state, action, rules),
    start,
    ({ prompts, seed, params, before }) =>
      openLockstep(prompts, { seed, params: { ...defaultParams, ...params }, before }),
  );

  // Another text, or other models: a new run. What is known of the state's own texts stays asked for until then.
  const wanted = keyOf(labs, prompts);
  const opened = useRef(wanted);
  useEffect(() => {
    if (opened.current === wanted) return;
    opened.current = wanted;
    dispatch({ type: 'open', prompts: latest.current.prompts });
  }, [wanted]);

  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const { phase, position, lanes } = state;
  const present =
    lanes.length === labs.length
      ? keyOf(
          labs,
          lanes.map(({ prompt }) => prompt),
        )
      : null;
  useEffect(() => {
    if (phase !== 'predicting' || present === null) return;
    const withdrawn = new AbortController();
    lanes.forEach((lane, index) => {
      if (lane.ended || lane.predictions.length > position) return;
      const lab = latest.current.labs[index]!;
      lab.predict(seen(contextOf(lane), lab), withdrawn.signal).then(
        prediction => {
          if (withdrawn.signal.aborted) return;
          setError(null);
          dispatch({ type: 'answered', lane: index, at: position, prediction });
        },
        failure => withdrawn.signal.aborted || setError(failure),
      );
    });
    return () => withdrawn.abort();
    // Not on `lanes`: an answer in one lane must not withdraw the questions of the others.
  }, [phase, position, present, attempt]); // eslint-disable-line react-hooks/exhaustive-deps

  useEffect(() => {
    if (latest.current.autoplay) dispatch({ type: 'drive', drive: 'run' });
  }, []);

  const still = useReducedMotion() ?? false;
  const dwell = dwells[tempo];
  const { drive } = state;
  useEffect(() => {
    const waits = phase === 'drawn' ? dwell.drawn : phase === 'predicted' ? dwell.predicted : null;
    if (drive === 'hold' || waits === null) return;
    // The reader's own press begins at once.
    const timer = setTimeout(
      () => dispatch({ type: 'advance' }),
      drive === 'turn' && phase === 'predicted' ? 0 : waits,
    );
    return () => clearTimeout(timer);
  }, [drive, phase, position, dwell]);

  return {
    state,
    dispatch,
    finished: isFinished(state, rules),
    still,
    dwell,
    error,
    retry: () => {
      setError(null);
      setAttempt(n => n + 1);
    },
  };
}

const keyOf = (labs: readonly Lab[], prompts: readonly (readonly TokenId[])[]): string =>
  labs.map(({ model }, lane) => `${model.id} ${prompts[lane]?.join(' ')}`).join('/');
