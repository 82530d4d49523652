import { type StoreApi, createStore } from 'zustand/vanilla';
import { type Engine, EngineError } from '#engine/engine.ts';
import type { TokenId } from '#lm/prediction.ts';
import { windowStart } from '#lm/token.ts';
import { type StepId, contextAt, stepAt } from '#trace/trace.ts';
import { dwellMs } from './pace.ts';
import { type Action, type Session, isAnswered, reduce, shownStep, tempoOf } from './state.ts';

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
  let since = -Infinity; // when the present phase began; a session that just opened has nothing to wait for
  let cancelTimer = () => {};
  let request: { step: StepId; prompt: readonly TokenId[]; abort: AbortController } | null = null;

  function dispatch(action: Action): void {
    const before = store.getState();
    const after = reduce(before, action);
    if (after === before) return;
    if (after.phase !== before.phase || after.cursor !== before.cursor) since = clock.now();
    // What the reader starts from rest begins at once: there is nothing left to settle.
    if (action.type === 'drive' && before.drive === 'hold') since = -Infinity;
    store.setState(after, true);
    if (action.type === 'open') return connect();
    settle();
  }

  /** Brings timer and request in line with the state. */
  function settle(): void {
    cancelTimer();
    const session = store.getState();
    ask(session);
    if (!endsByItself(session)) return;
    const left = session.turns > 1 ? 0 : since + dwellMs(tempoOf(session), session.phase) - clock.now();
    // Beats nobody sees need no timer, and the page draws one picture for them instead of four. Only at `ready` time
    // passes in any case: a known run would otherwise be walked in one endless call.
    if (left <= 0 && session.phase !== 'ready') return dispatch({ type: 'advance' });
    cancelTimer = clock.after(Math.max(0, left), () => dispatch({ type: 'advance' }));
  }

  function ask(session: Session): void {
    const step = wanted(session);
    const { prompt } = session.trace; // one array per trace, so it tells a newly opened trace from the old one
    if (request !== null && (request.step !== step || request.prompt !== prompt)) {
      request.abort.abort();
      request = null;
    }
    if (step === null || engine === null || !session.live || request !== null) return;

    const abort = new AbortController();
    request = { step, prompt, abort };
    const context = contextAt(session.trace, step);
    const seen = context.slice(windowStart(context.length, engine.contextLength));
    engine.predict(seen, abort.signal).then(
      answer => {
        if (abort.signal.aborted) return;
        request = null;
        dispatch({ type: 'answered', step, source: 'live', ...answer });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        request = null;
        if (!(error instanceof EngineError)) return dispatch({ type: 'failed', error: 'worker-crashed' });
        const { code, retryAfterMs } = error;
        const retryAt = retryAfterMs === null ? null : clock.now() + retryAfterMs;
        dispatch({ type: 'failed', error: code, retryAt });
      },
    );
  }

  /** Tells the session whether the connected engine computes the numbers of its trace. */
  function connect(): void {
    const { model } = store.getState().trace;
    const live = engine !== null && engine.model.id === model.id && engine.model.revision === model.revision;
    dispatch({ type: 'connected', live });
    settle();
  }

  return {
    store,
    dispatch,
    setEngine(next) {
      request?.abort.abort();
      request = null;
      engine = next;
      connect();
    },
    dispose() {
      cancelTimer();
      request?.abort.abort();
    },
  };
}

function endsByItself(session: Session): boolean {
  const { phase, drive, cursor } = session;
  if (phase === 'failed') return false;
  if (phase === 'predicting') return isAnswered(session, cursor);
  return drive !== 'hold';
}

/**
 * The step a prediction is wanted for: the cursor while it is predicting, or the shown one where a recorded excerpt
 * stands and a live model could give the whole vocabulary.
 */
function wanted(session: Session): StepId | null {
  const { phase, cursor, trace, live, drive } = session;
  if (phase === 'predicting') return isAnswered(session, cursor) ? null : cursor;
  const shown = shownStep(session);
  const excerpt = live && stepAt(trace, shown).source === 'recorded';
  return excerpt && (drive === 'hold' || shown === cursor) ? shown : null;
}
