import { type StoreApi, createStore } from 'zustand/vanilla';
import { type Engine, EngineError } from '#engine/engine.ts';
import { inTurn } from '#engine/turns.ts';
import type { TokenId } from '#lm/prediction.ts';
import { windowStart } from '#lm/token.ts';
import { type StepId, contextAt, depthOf, stepAt } from '#trace/trace.ts';
import { type Action, type Session, elapsedMs, isAnswered, reduce, shownStep, tempoOf } from './state.ts';
import { dwellMs } from './tempo.ts';

/** Time as an argument, so that tests move it by hand. */
export interface Clock {
  now(): number; // ms
  after(ms: number, run: () => void): () => void; // returns its cancel
}

export interface RunningSession {
  readonly store: StoreApi<Session>;
  dispatch(action: Action): void;
  /** Connects a model, or takes it away. A request under way at the old one is dropped. */
  setEngine(engine: Engine | null): void;
  dispose(): void;
}

/**
 * Connects a session to time and to an engine; the only impure part of it. It keeps two rules:
 * one request is under way exactly while a prediction is missing that the stage is waiting for, and
 * a phase that may end by itself ends when its dwell is over, wherever the reader came from.
 */
export function runSession(initial: Session, clock: Clock): RunningSession {
  const store = createStore<Session>(() => initial);
  let engine: Engine | null = null;
  let cancelTimer = () => {};
  let request: { step: StepId; prompt: readonly TokenId[]; abort: AbortController } | null = null;
  // Why steps that show an excerpt were not answered again: a question the reader did not ask is asked once.
  const refused = new Map<StepId, Failure>();

  function dispatch(action: Action): void {
    const before = store.getState();
    const after = reduce(before, action);
    if (after === before) return action.type === 'advance' ? stay(before) : undefined;
    store.setState({ ...after, since: sinceAfter(action, before, after) }, true);
    if (action.type === 'open') {
      refused.clear();
      return connect();
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
  function stay({ phase, cursor, live, trace }: Session): void {
    if (phase !== 'predicted' || engine === null) return;
    const asked = stepAt(trace, cursor).source === 'live' ? notListed : refused.get(cursor);
    const failure = live ? asked : notRecorded;
    if (failure !== undefined) dispatch(failure);
  }

  /** Brings timer and request in line with the state. */
  function settle(): void {
    cancelTimer();
    const session = store.getState();
    if (engine !== null && !session.live && wanted(session) !== null) return dispatch(notRecorded);
    ask(session);
    if (!endsByItself(session)) return;
    const dwell = dwellMs(tempoOf(session), session.phase, depthOf(session.trace, session.cursor));
    const left = session.turns > 1 ? 0 : session.since + dwell - clock.now();
    // Beats nobody sees need no timer, and the page draws one picture for them instead of four. Only at `ready` time
    // passes in any case: a known run would otherwise be walked in one endless call.
    if (left <= 0 && session.phase !== 'ready') return dispatch({ type: 'advance' });
    cancelTimer = clock.after(Math.max(0, left), () => dispatch({ type: 'advance' }));
  }

  function ask(session: Session): void {
    const open = wanted(session);
    const step = open !== null && session.phase !== 'predicting' && refused.has(open) ? null : open;
    const { prompt } = session.trace; // one array per trace, so it tells a newly opened trace from the old one
    if (request !== null && (request.step !== step || request.prompt !== prompt)) {
      request.abort.abort();
      request = null;
    }
    if (step === null || engine === null || !session.live || request !== null) return;

    const abort = new AbortController();
    const asked = engine;
    request = { step, prompt, abort };
    const context = contextAt(session.trace, step);
    const seen = context.slice(windowStart(context.length, asked.contextLength));
    inTurn(asked, () => asked.predict(seen, abort.signal), abort.signal).then(
      answer => {
        if (abort.signal.aborted) return;
        request = null;
        dispatch({ type: 'answered', step, source: 'live', ...answer });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        request = null;
        const failure = failureOf(error, clock.now());
        if (store.getState().phase === 'predicting') return dispatch(failure);
        // Nobody waits for it: the excerpt stays on the stage.
        refused.set(step, failure);
        settle();
      },
    );
  }

  /** Tells the session whether the connected engine computes the numbers of its trace. */
  function connect(): void {
    const { model } = store.getState().trace;
    const live = engine !== null && engine.model.id === model.id && engine.model.revision === model.revision;
    dispatch({ type: 'connected', live, ...(live && { endOfText: engine!.endOfText }) });
  }

  return {
    store,
    dispatch,
    setEngine(next) {
      request?.abort.abort();
      request = null;
      refused.clear();
      engine = next;
      connect();
    },
    dispose() {
      cancelTimer();
      request?.abort.abort();
    },
  };
}

const laysOut: ReadonlySet<Action['type']> = new Set(['open', 'goTo', 'back', 'reset', 'graft']);

type Failure = Extract<Action, { type: 'failed' }>;

/** A recording has nothing more here, and the model that is connected is not the one it was made with. */
const notRecorded: Failure = { type: 'failed', error: 'not-recorded' };

/** The model itself names only its likeliest tokens. */
const notListed: Failure = { type: 'failed', error: 'not-listed' };

/** What a session is told when an engine does not answer. An error that is none of an engine's is a bug in its worker. */
function failureOf(error: unknown, now: number): Failure {
  if (!(error instanceof EngineError)) return { type: 'failed', error: 'worker-crashed' };
  const { code, retryAfterMs } = error;
  return { type: 'failed', error: code, retryAt: retryAfterMs === null ? null : now + retryAfterMs };
}

function endsByItself(session: Session): boolean {
  const { phase, drive, cursor } = session;
  if (phase === 'failed') return false;
  if (phase === 'predicting') return isAnswered(session, cursor);
  return drive !== 'hold';
}

/**
 * The step a prediction is wanted for: the cursor while it is predicting, or the shown one where an excerpt stands and
 * a live model could give the whole vocabulary. After a failure nothing is, until the reader tries again.
 */
function wanted(session: Session): StepId | null {
  const { phase, cursor, trace, live, drive } = session;
  if (phase === 'failed') return null;
  if (phase === 'predicting') return isAnswered(session, cursor) ? null : cursor;
  const shown = shownStep(session);
  const { prediction, source } = stepAt(trace, shown);
  const excerpt = live && prediction !== null && source !== 'live';
  return excerpt && (drive === 'hold' || shown === cursor) ? shown : null;
}
