import { useReducedMotion } from 'framer-motion';
import { useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { TokenId } from '#lm/prediction.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import { type Predictor, type RunningPlayer, runPlayer } from '#player/run.ts';
import { type Rules, isFinished } from '#player/sequences.ts';
import { type Action, type Session, openSession, tempoOf } from '#player/state.ts';
import { type Tempo, beatMs } from '#player/tempo.ts';
import { contextAt, emptyTrace } from '#trace/trace.ts';
import type { Lab } from '../lab.ts';
import { ClockContext } from './ClockContext.ts';
import { type Lockstep, lockstepOf } from './lockstep.ts';

export interface LockstepStart {
  readonly labs: readonly Lab[]; // one per lane
  readonly prompts: readonly (readonly TokenId[])[]; // one per lane; other tokens open a new run
  readonly seed: number; // to begin with; later ones are dispatched
  readonly params?: Partial<SamplingParams>; // likewise
  readonly before?: number; // tokens drawn under the seed before the lanes begin; they go on from there
  readonly limit: number; // tokens to write at most
  /** A lane has come to its end; the model's end-of-text token and a full window end it in any case. */
  readonly isOver?: (lane: number, written: readonly TokenId[]) => boolean;
  readonly tempo?: Tempo;
  readonly autoplay?: boolean; // begins by itself, once
}

export interface RunningLockstep {
  readonly state: Lockstep;
  readonly dispatch: (action: Action) => void;
  readonly finished: boolean;
  readonly still: boolean; // the reader asked for less motion
  readonly dwell: Dwell;
  readonly error: unknown; // of a question that was not answered; null unless one failed
  readonly retry: () => void;
}

/** How long a phase stays while it plays, ms. */
export interface Dwell {
  readonly predicted: number;
  readonly drawn: number; // the marker falls in this time
}

/** A player for a figure whose models write in step. */
export function useLockstep(start: LockstepStart): RunningLockstep {
  const { labs, prompts, limit, tempo = 'watch' } = start;
  const clock = useContext(ClockContext);
  const latest = useRef(start);
  latest.current = start;
  const rules = useMemo<Rules>(
    () => ({
      asksAhead: true,
      shows: ['rest', 'sample', 'append'],
      limit,
      isOver(lane, { trace, cursor }) {
        const { labs, isOver } = latest.current;
        const lab = labs[lane];
        const context = contextAt(trace, cursor);
        const written = context.slice(trace.prompt.length);
        if (lab === undefined || written.length === 0) return false;
        return (
          written.at(-1) === lab.endOfText ||
          context.length >= lab.contextLength ||
          isOver?.(lane, written) === true
        );
      },
    }),
    [limit],
  );
  const [player] = useState(() => runPlayer(sequencesOf(start, tempo), clock, rules));
  const sequences = useSyncExternalStore(player.store.subscribe, player.store.getState);

  // Another text, or other models: a new run. With the first, the models are connected.
  const wanted = keyOf(labs, prompts);
  useEffect(() => {
    const { labs, prompts, before } = latest.current;
    const { seed, params } = player.store.getState()[0]!;
    player.open(sequencesOf({ labs, prompts, before, seed, params }, tempo), labs.map(predictorOf));
    return () => player.dispose();
  }, [player, wanted, tempo]);

  useEffect(() => {
    if (latest.current.autoplay) player.dispatch({ type: 'drive', drive: 'run' });
  }, [player]);

  const still = useReducedMotion() ?? false;
  const inForce = tempoOf(sequences[0]!);
  const failed = sequences.find(({ phase }) => phase === 'failed');
  return {
    state: useMemo(() => lockstepOf(sequences, rules), [sequences, rules]),
    dispatch: player.dispatch as RunningPlayer['dispatch'],
    finished: isFinished(sequences, rules),
    still,
    dwell: { predicted: beatMs(inForce, 'rest'), drawn: beatMs(inForce, 'sample') },
    error: failed === undefined ? null : { code: failed.error },
    retry: () => player.dispatch({ type: 'advance' }),
  };
}

function sequencesOf(
  {
    labs,
    prompts,
    seed,
    params,
    before = 0,
  }: Pick<LockstepStart, 'labs' | 'prompts' | 'seed' | 'params' | 'before'>,
  tempo: Tempo,
): Session[] {
  const settings = { params: { ...defaultParams, ...params }, seed, tempo, before };
  return prompts.map((prompt, lane) => openSession(emptyTrace(labs[lane]!.model, prompt), settings));
}

/** A model that figures share, as a player asks it. */
const predictorOf = (lab: Lab): Predictor => ({
  model: lab.model,
  contextLength: lab.contextLength,
  endOfText: lab.endOfText,
  predict: async (context, signal) => ({ prediction: await lab.predict(context, signal), latencyMs: 0 }),
});

const keyOf = (labs: readonly Lab[], prompts: readonly (readonly TokenId[])[]): string =>
  labs.map(({ model }, lane) => `${model.id} ${prompts[lane]?.join(' ')}`).join('/');
