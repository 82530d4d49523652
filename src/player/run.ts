import { type StoreApi, createStore } from 'zustand/vanilla';
import { type Engine, EngineError } from '#engine/engine.ts';
import { inTurn } from '#engine/turns.ts';
import { type TokenId } from '#lm/prediction.ts';
import { windowStart } from '#lm/token.ts';
import { type StepId, contextAt, stepAt } from '#trace/trace.ts';
import { nextChoice } from './choice.ts';
import type { Clock } from './clock.ts';
import {
  type Rules,
  type Sequences,
  dwellOf,
  endsByItself,
  reduceSequences,
  stageRules,
} from './sequences.ts';
import { type Action, type Session, elapsedMs, isAnswered, shownStep, tempoOf } from './state.ts';

export type { Clock };

/** What a player asks: an engine, or a model that several figures share. */
export type Predictor = Pick<Engine, 'model' | 'contextLength' | 'endOfText' | 'predict'>;

export interface RunningPlayer {
  readonly store: StoreApi<Sequences>;
  /**
   * Carries out an action in every sequence, or in one. From within a listener of the store it is carried out after the
   * action that is being told.
   */
  dispatch(action: Action, only?: number): void;
  /** Lays out other sequences, as many as there are now or not, with their models. */
  open(sequences: Sequences, engines: readonly (Predictor | null)[]): void;
  /** Connects a model to a sequence, or takes it away. A request under way at the old one is dropped. */
  setEngine(engine: Predictor | null, of?: number): void;
  /** Stops timer and requests. */
  dispose(): void;
}

/** A player of one sequence, by itself. */
export interface RunningSession extends Omit<RunningPlayer, 'store' | 'open'> {
  readonly store: StoreApi<Session>;
}

/** One model's part: the request under way, and why steps were not answered again. */
interface Asking {
  engine: Predictor | null;
  request: { step: StepId; prompt: readonly TokenId[]; abort: AbortController } | null;
  // Of steps that show an excerpt: a background refresh is not retried.
  readonly refused: Map<StepId, Failure>;
}

/**
 * Connects sequences to time and to engines; the only impure part of a player. It keeps two rules:
 * one request is under way exactly while a prediction is missing that the picture is waiting for, and
 * a phase that may end by itself ends when its dwell is over, wherever the reader came from.
 */
export function runPlayer(initial: Sequences, clock: Clock, rules: Rules = stageRules): RunningPlayer {
  const store = createStore<Sequences>(() => initial);
  const idle = (): Asking => ({ engine: null, request: null, refused: new Map() });
  let asking = initial.map(idle);
  let cancelTimer = () => {};

  const queue: (readonly [Action, number | null])[] = [];
  let isBusy = false;

  function dispatch(action: Action, only: number | null = null): void {
    queue.push([action, only]);
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) perform(...next);
    } finally {
      isBusy = false;
    }
  }

  function perform(action: Action, only: number | null): void {
    const before = store.getState();
    const after = reduceSequences(before, action, rules, only);
    if (after === before) return action.type === 'advance' ? before.forEach(reportStall) : undefined;
    store.setState(
      after.map((sequence, i) =>
        sequence === before[i] ? sequence : { ...sequence, since: sinceAfter(action, before[i]!, sequence) },
      ),
      true,
    );
    if (action.type === 'open') {
      asking.forEach(({ refused }, i) => (only === null || only === i) && refused.clear());
      return connect(only);
    }
    settle();
  }

  /** When the phase that an action leads to began. */
  function sinceAfter(action: Action, before: Session, after: Session): number {
    const now = clock.now();
    // What the reader starts from rest begins at once: there is nothing left to settle.
    if (action.type === 'drive' && before.drive === 'hold') return -Infinity;
    // What is laid out or visited again stands there whole.
    if (laysOut.has(action.type)) return -Infinity;
    if (after.phase !== before.phase || after.cursor !== before.cursor) return now;
    // Time goes on where it stood while the model was computing.
    if (action.type === 'answered') return now - elapsedMs(before, now);
    return before.since;
  }

  /**
   * A beat that leads nowhere: the draw falls among tokens that are not listed. While no model is connected one may be
   * on its way, and while one is asked its answer is; otherwise nothing will ever say more.
   */
  function reportStall(sequence: Session, i: number): void {
    const { phase, cursor, live, trace } = sequence;
    const { engine, refused } = asking[i]!;
    if (phase !== 'predicted' || engine === null || nextChoice(sequence) !== null) return;
    const asked = stepAt(trace, cursor).source === 'live' ? notListed : refused.get(cursor);
    const failure = live ? asked : notRecorded;
    if (failure !== undefined) dispatch(failure, i);
  }

  /** Brings timer and requests in line with the state. */
  function settle(): void {
    cancelTimer();
    const sequences = store.getState();
    for (const [i, sequence] of sequences.entries()) {
      if (asking[i]!.engine !== null && !sequence.live && missingPrediction(sequence) !== null)
        return dispatch(notRecorded, i);
      ask(sequence, i);
    }
    if (!endsByItself(sequences, rules)) return;
    const [lead] = sequences as readonly [Session];
    const began = Math.max(...sequences.map(({ since }) => since));
    const dwell = Math.max(...sequences.map(one => dwellOf(tempoOf(one), one, rules)));
    const left = lead.turns > 1 ? 0 : began + dwell - clock.now();
    // Beats nobody sees need no timer, and the page draws one picture for them instead of four. Only at `ready` time
    // passes in any case: a known run would otherwise be walked in one endless call.
    if (left <= 0 && sequences.every(({ phase }) => phase !== 'ready')) return dispatch({ type: 'advance' });
    cancelTimer = clock.after(Math.max(0, left), () => dispatch({ type: 'advance' }));
  }

  function ask(sequence: Session, i: number): void {
    const part = asking[i]!;
    const { engine, refused } = part;
    const missing = rules.isOver(i, sequence) ? null : missingPrediction(sequence);
    const step = missing !== null && sequence.phase !== 'predicting' && refused.has(missing) ? null : missing;
    const { prompt } = sequence.trace; // one array per trace, so it tells a newly opened trace from the old one
    if (part.request !== null && (part.request.step !== step || part.request.prompt !== prompt)) {
      part.request.abort.abort();
      part.request = null;
    }
    if (step === null || engine === null || !sequence.live || part.request !== null) return;

    const abort = new AbortController();
    part.request = { step, prompt, abort };
    const context = contextAt(sequence.trace, step);
    const seen = context.slice(windowStart(context.length, engine.contextLength));
    inTurn(engine, () => engine.predict(seen, abort.signal), abort.signal).then(
      answer => {
        if (abort.signal.aborted) return;
        part.request = null;
        dispatch({ type: 'answered', step, source: 'live', ...answer }, i);
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        part.request = null;
        const failure = failureOf(error, clock.now());
        if (store.getState()[i]!.phase === 'predicting') return dispatch(failure, i);
        // Nobody waits for it: the excerpt stays in view.
        refused.set(step, failure);
        settle();
      },
    );
  }

  /** Tells sequences whether the connected engine computes the numbers of their traces. */
  function connect(only: number | null): void {
    store.getState().forEach(({ trace: { model } }, i) => {
      if (only !== null && only !== i) return;
      const { engine } = asking[i]!;
      const live =
        engine !== null && engine.model.id === model.id && engine.model.revision === model.revision;
      dispatch({ type: 'connected', live, ...(live && { endOfText: engine!.endOfText }) }, i);
    });
  }

  const stop = (part: Asking): void => {
    part.request?.abort.abort();
    part.request = null;
  };

  return {
    store,
    dispatch,
    open(sequences, engines) {
      asking.forEach(stop);
      asking = engines.map(engine => ({ ...idle(), engine }));
      cancelTimer();
      store.setState(sequences, true);
      connect(null);
    },
    setEngine(engine, of = 0) {
      const part = asking[of]!;
      stop(part);
      part.refused.clear();
      part.engine = engine;
      connect(of);
    },
    dispose() {
      cancelTimer();
      asking.forEach(stop);
    },
  };
}

/** A player of one sequence. */
export function runSession(initial: Session, clock: Clock): RunningSession {
  const { store: sequences, open: _, ...player } = runPlayer([initial], clock);
  const store = createStore<Session>(() => initial);
  sequences.subscribe(([session]) => store.setState(session!, true));
  return { ...player, store };
}

const laysOut: ReadonlySet<Action['type']> = new Set(['open', 'goTo', 'back', 'reset', 'graft']);

type Failure = Extract<Action, { type: 'failed' }>;

/** A recording has nothing more here, and the model that is connected is not the one it was made with. */
const notRecorded: Failure = { type: 'failed', error: 'not-recorded' };

/** The model itself names only its likeliest tokens. */
const notListed: Failure = { type: 'failed', error: 'not-listed' };

/** What a sequence is told when an engine does not answer. An error that is none of an engine's is a bug in its worker. */
function failureOf(error: unknown, now: number): Failure {
  if (!(error instanceof EngineError)) return { type: 'failed', error: 'worker-crashed' };
  const { code, retryAfterMs } = error;
  return { type: 'failed', error: code, retryAt: retryAfterMs === null ? null : now + retryAfterMs };
}

/**
 * The step a prediction is missing for: the cursor while it is predicting, or the shown one where an excerpt stands and
 * a live model could give the whole vocabulary. After a failure nothing is, until the reader tries again.
 */
function missingPrediction(session: Session): StepId | null {
  const { phase, cursor, trace, live, drive } = session;
  if (phase === 'failed') return null;
  if (phase === 'predicting') return isAnswered(session, cursor) ? null : cursor;
  const shown = shownStep(session);
  const { prediction, source } = stepAt(trace, shown);
  const excerpt = live && prediction !== null && source !== 'live';
  return excerpt && (drive === 'hold' || shown === cursor) ? shown : null;
}
