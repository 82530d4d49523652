import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { SamplingParams } from '#lm/sampling.ts';
import {
  type Choice,
  type StepId,
  type Trace,
  depthOf,
  follow,
  nextOnLine,
  pathTo,
  stepAt,
  withPrediction,
} from '#trace/trace.ts';
import { type Shoot, graft } from '#trace/graft.ts';
import { shorten } from '#trace/shorten.ts';
import { nextChoice, sample } from './choice.ts';
import { type Tempo, acceleratedTempo, waitsAtMs } from './tempo.ts';

/** The beats a reader sees. `ready` waits for the next token; `sampled` has drawn it but not yet appended it. */
export type Phase = 'ready' | 'predicting' | 'predicted' | 'sampled' | 'failed';

/** How far the session goes by itself: not at all, until the asked-for tokens are appended, or on and on. */
export type Drive = 'hold' | 'turn' | 'run';

/** Where a reader is in a trace, and what happens next. Everything else on the stage is derived from this. */
export interface Session {
  readonly trace: Trace;
  readonly cursor: StepId;
  readonly visited: ReadonlySet<StepId>; // steps the reader has stood at: a recording's future is not shown before
  readonly phase: Phase;
  readonly since: number; // when the present phase began, ms of the clock; −∞: its beats are over
  readonly choice: Choice | null; // set in `sampled`
  readonly drive: Drive;
  readonly turns: number; // tokens still to append; > 1 when the reader presses faster than the stage moves
  readonly params: SamplingParams;
  readonly seed: number; // [0, 2³²)
  readonly before: number; // tokens drawn under the seed before the trace begins: 0 unless it goes on from a run
  readonly tempo: Tempo | 'auto'; // auto: accelerates by itself
  readonly shown: number; // tokens appended since the reader last took control, for `auto`
  readonly live: boolean; // an engine for this trace's model is connected: recorded excerpts are asked for anew
  readonly endOfText: TokenId | null; // a run stops after this token
  readonly maxTokens: number; // a run stops at this depth
  readonly error: string | null; // EngineErrorCode in `failed`
  readonly retryAt: number | null; // time before which asking again is refused, ms of the clock; null: nobody says
}

export type Action =
  | {
      type: 'open';
      trace: Trace;
      cursor?: StepId;
      phase?: 'ready' | 'predicted';
      visited?: 'all' | ReadonlySet<StepId>; // 'all': the reader's own run, opened again
      endOfText?: TokenId | null;
    }
  | { type: 'drive'; drive: Drive }
  | { type: 'advance' } // one beat
  | {
      type: 'answered';
      step: StepId;
      prediction: Prediction;
      latencyMs: number;
      source: 'live' | 'recorded';
    }
  | { type: 'failed'; error: string; retryAt?: number | null }
  | { type: 'back' }
  | { type: 'goTo'; step: StepId }
  | { type: 'choose'; step: StepId; id: TokenId }
  | { type: 'graft'; step: StepId; shoot: Shoot } // tokens written elsewhere by the same model; stands at their end
  | { type: 'reset' }
  | { type: 'connected'; live: boolean; endOfText?: TokenId | null }
  | { type: 'takeControl' } // slow down again
  | { type: 'setParams'; params: Partial<SamplingParams> }
  | { type: 'setSeed'; seed: number }
  | { type: 'setTempo'; tempo: Tempo | 'auto' };

/** A session at the start of a trace. */
export function openSession(
  trace: Trace,
  options: Pick<Session, 'params' | 'seed' | 'tempo'> &
    Partial<Pick<Session, 'endOfText' | 'maxTokens' | 'before'>>,
): Session {
  return {
    endOfText: null,
    maxTokens: 2000,
    before: 0,
    ...options,
    trace,
    cursor: 0,
    visited: new Set([0]),
    phase: 'ready',
    since: -Infinity, // a session that just opened has nothing to wait for
    choice: null,
    drive: 'hold',
    turns: 0,
    shown: 0,
    live: false,
    ...fine,
  };
}

/** The tempo in force now. */
export const tempoOf = ({ tempo, shown, drive }: Session): Tempo =>
  tempo === 'auto' ? acceleratedTempo(shown, drive === 'run') : tempo;

/**
 * The step whose distribution the stage shows: the cursor's once it is predicted, until then the one before it, so
 * that the bars a token was drawn from stay while the token settles.
 */
export function shownStep({ trace, cursor, phase }: Session): StepId {
  if (phase === 'predicted' || phase === 'sampled') return cursor;
  return stepAt(trace, cursor).parent ?? cursor;
}

/**
 * How far into its phase a session is, ms: all that moves on the stage is a function of the session and of this. It
 * stands still at the end of the layers until the model has answered.
 *
 * @param now ms of the session's clock
 */
export function elapsedMs(session: Session, now: number): number {
  const elapsed = now - session.since;
  if (session.phase !== 'predicting' || isAnswered(session, session.cursor)) return elapsed;
  return Math.min(elapsed, waitsAtMs(tempoOf(session), depthOf(session.trace, session.cursor)));
}

/** True while the stage is moving by itself. */
export const isPlaying = ({ drive }: Session): boolean => drive === 'run';

const fine = { error: null, retryAt: null } as const;
const rest = { ...fine, phase: 'ready', choice: null, drive: 'hold', turns: 0 } as const;

export function reduce(session: Session, action: Action): Session {
  const next = transition(session, action);
  if (next.visited.has(next.cursor)) return next;
  return { ...next, visited: new Set(next.visited).add(next.cursor) };
}

function transition(session: Session, action: Action): Session {
  const { trace } = session;
  switch (action.type) {
    case 'open':
      return {
        ...session,
        ...rest,
        trace: action.trace,
        cursor: action.cursor ?? 0,
        visited: new Set(
          action.visited === 'all'
            ? action.trace.steps.keys()
            : (action.visited ?? pathTo(action.trace, action.cursor ?? 0)),
        ),
        phase: action.phase ?? 'ready',
        endOfText: action.endOfText === undefined ? session.endOfText : action.endOfText,
        shown: 0,
      };
    case 'drive':
      return drive(session, action.drive);
    case 'advance':
      return advance(session);
    case 'answered': {
      const { type: _, step, ...answer } = action;
      return { ...session, trace: shorten(withPrediction(trace, step, answer), step, shownStep(session)) };
    }
    case 'failed':
      return { ...session, ...rest, phase: 'failed', error: action.error, retryAt: action.retryAt ?? null };
    case 'back':
      return back(session);
    case 'goTo':
      return look({ ...session, trace: { ...trace, head: lineThrough(trace, action.step) } }, action.step);
    case 'choose': {
      // What nobody can spell cannot be appended.
      if (stepAt(trace, action.step).prediction?.unnamed?.has(action.id)) return session;
      // The chosen token is appended at once; a run goes on from there.
      const choice: Choice = { by: 'reader', id: action.id };
      const drive = session.drive === 'run' ? 'run' : 'turn';
      return { ...session, cursor: action.step, phase: 'sampled', choice, drive, turns: 1, ...fine };
    }
    case 'graft': {
      const grown = graft(trace, action.step, action.shoot);
      const visited = new Set([...session.visited, ...pathTo(grown, grown.head)]);
      return { ...session, ...rest, trace: grown, cursor: grown.head, visited };
    }
    case 'reset':
      return { ...session, ...rest, trace: { ...trace, head: 0 }, cursor: 0, shown: 0 };
    case 'connected':
      return {
        ...session,
        ...(action.live && session.phase === 'failed' && rest), // what failed can be asked again
        live: action.live,
        endOfText: action.endOfText === undefined ? session.endOfText : action.endOfText,
      };
    case 'takeControl':
      return { ...session, shown: 0 };
    case 'setParams':
      return redraw({ ...session, params: { ...session.params, ...action.params } });
    case 'setSeed':
      return redraw({ ...session, seed: action.seed >>> 0 });
    case 'setTempo':
      return { ...session, tempo: action.tempo, shown: 0 };
  }
}

function drive(session: Session, drive: Drive): Session {
  if (drive === 'hold') return { ...session, drive, turns: 0 };
  const retry = session.phase === 'failed' ? { ...fine, phase: 'ready' as const } : {};
  // A press during a turn asks for one token more; the one under way hurries.
  const turns = drive === 'run' ? 0 : session.drive === 'turn' ? session.turns + 1 : 1;
  return { ...session, ...retry, drive, turns };
}

function advance(session: Session): Session {
  const { cursor, phase } = session;
  switch (phase) {
    case 'ready':
    case 'failed':
      return { ...session, phase: 'predicting', choice: null, ...fine };
    case 'predicting':
      return isAnswered(session, cursor) ? { ...session, phase: 'predicted' } : session;
    case 'predicted': {
      const choice = nextChoice(session);
      return choice === null ? session : { ...session, phase: 'sampled', choice };
    }
    case 'sampled':
      return append(session);
  }
}

/**
 * Whether the step's prediction is as good as it can be: any prediction while nothing is connected, a live one once a
 * model is.
 */
export function isAnswered({ trace, live }: Session, step: StepId): boolean {
  const { prediction, source } = stepAt(trace, step);
  return prediction !== null && (!live || source === 'live');
}

function append(session: Session): Session {
  const { trace, step } = follow(session.trace, session.cursor, session.choice!);
  const turns = Math.max(0, session.turns - 1);
  const ended = session.choice!.id === session.endOfText || depthOf(trace, step) >= session.maxTokens;
  const goesOn = session.drive === 'run' ? !ended : session.drive === 'turn' && turns > 0;
  return {
    ...session,
    trace,
    cursor: step,
    phase: 'ready',
    choice: null,
    drive: goesOn ? session.drive : 'hold',
    turns: goesOn ? turns : 0,
    shown: session.shown + 1,
  };
}

/** Undoes a beat that is not yet appended; else goes to where the last token was chosen. */
function back(session: Session): Session {
  const { trace, cursor, phase } = session;
  const { parent } = stepAt(trace, cursor);
  const lookingBack = phase === 'sampled' && nextOnLine(trace, cursor) !== null;
  if (phase === 'sampled' && !lookingBack && stepAt(trace, cursor).prediction !== null) {
    return { ...session, ...rest, phase: 'predicted' };
  }
  if ((phase === 'ready' || lookingBack) && parent !== null) return look(session, parent);
  return { ...session, ...rest };
}

/** Stands at a step as it was when its token was chosen; with its distribution open, or ready to ask, where none was. */
function look(session: Session, step: StepId): Session {
  const { trace } = session;
  const at = { ...session, ...rest, cursor: step };
  if (stepAt(trace, step).prediction === null) return at;
  const next = nextOnLine(trace, step);
  if (next === null) return { ...at, phase: 'predicted' };
  return { ...at, phase: 'sampled', choice: stepAt(trace, next).choice };
}

/** The head for a jump: unchanged when the step lies on the line, else the end of the step's own branch. */
function lineThrough(trace: Trace, step: StepId): StepId {
  for (let at: StepId | null = trace.head; at !== null; at = stepAt(trace, at).parent) {
    if (at === step) return trace.head;
  }
  return step;
}

/** New settings: what lies ahead is drawn anew, and a draw that is not yet appended is drawn again. */
function redraw(session: Session): Session {
  const trace = { ...session.trace, head: session.cursor };
  const next = { ...session, trace };
  if (session.phase !== 'sampled' || session.choice?.by !== 'sampler') return next;
  const choice = sample(next);
  return choice === null ? { ...next, phase: 'predicted', choice } : { ...next, choice };
}
