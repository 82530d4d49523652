import { depthOf, stepAt } from '#trace/trace.ts';
import { type Action, type Drive, type Session, isAnswered, reduce } from './state.ts';
import { type Beat, type Tempo, beats, beatsIn, beatMs } from './tempo.ts';

/**
 * What a player moves: one sequence on the stage; in a figure also several that write in step, so that at each step one
 * random number is drawn and falls on the strip of each (common random numbers). Seed, settings and drive are the same
 * in all of them.
 */
export type Sequences = readonly Session[]; // at least one

/** What a picture asks of its player. */
export interface Rules {
  readonly asksAhead: boolean; // what comes after a token is asked for at once, not when the reader asks for the next
  readonly shows: readonly Beat[]; // the other beats take no time
  readonly limit: number; // tokens to write at most
  /** Whether a sequence has come to its end: it writes no more, the others go on. */
  readonly isOver: (index: number, sequence: Session) => boolean;
}

/** The stage's: every beat is seen, and a reader may go on from any end. */
export const stageRules: Rules = { asksAhead: false, shows: beats, limit: Infinity, isOver: () => false };

/** Tokens written: the same in all sequences that have not ended. */
export const positionOf = (sequences: Sequences): number =>
  Math.max(...sequences.map(({ trace, cursor }) => depthOf(trace, cursor)));

/** Whether nothing more will be written. */
export const isFinished = (sequences: Sequences, rules: Rules): boolean =>
  positionOf(sequences) >= rules.limit || sequences.every((sequence, i) => rules.isOver(i, sequence));

/** Whether all that still write stand in one of these phases; false where none does. */
const areAll = (sequences: Sequences, rules: Rules, ...phases: readonly Session['phase'][]): boolean => {
  const writing = sequences.filter((sequence, i) => !rules.isOver(i, sequence));
  return writing.length > 0 && writing.every(({ phase }) => phases.includes(phase));
};

/** Shortest stay in the present phase, ms, of the beats that are seen. */
export function dwellOf(tempo: Tempo, { phase, trace, cursor }: Session, { shows }: Rules): number {
  if (phase === 'failed') return Infinity;
  const depth = depthOf(trace, cursor);
  return beatsIn[phase]
    .filter(beat => shows.includes(beat))
    .reduce((total, beat) => total + beatMs(tempo, beat, depth), 0);
}

/** Whether the present phase ends when its dwell is over. */
export function endsByItself(sequences: Sequences, rules: Rules): boolean {
  const writing = sequences.filter((sequence, i) => !rules.isOver(i, sequence));
  const { drive } = sequences[0]!;
  if (writing.length === 0 || writing.some(({ phase }) => phase === 'failed')) return false;
  const predicting = writing.filter(({ phase }) => phase === 'predicting');
  if (predicting.length > 0) return predicting.every(one => isAnswered(one, one.cursor));
  if (rules.asksAhead && writing.some(({ phase }) => phase === 'ready')) return true;
  return drive !== 'hold' && positionOf(sequences) < rules.limit;
}

/**
 * @param only the sequence an action is about; all of them where it is left out
 */
export function reduceSequences(
  sequences: Sequences,
  action: Action,
  rules: Rules,
  only: number | null = null,
): Sequences {
  const each = (of: (sequence: Session, i: number) => Session): Sequences => {
    const next = sequences.map(of);
    return next.every((sequence, i) => sequence === sequences[i]) ? sequences : next;
  };
  if (only !== null) {
    // A model that fails stops the others too; tried again, they go on as they were asked to.
    const kept = action.type === 'failed' && rules.asksAhead;
    const { drive, turns } = sequences[0]!;
    const reduced = (sequence: Session) => {
      const next = reduce(sequence, action);
      return kept ? { ...next, drive, turns } : next;
    };
    return each((sequence, i) => (i === only ? reduced(sequence) : sequence));
  }
  if (!rules.asksAhead) return each(sequence => reduce(sequence, action));
  switch (action.type) {
    case 'advance':
      return advance(sequences, rules);
    case 'drive':
      return drive(sequences, action.drive, rules);
    case 'back':
      return back(sequences);
    case 'reset':
      return each(sequence => undrawn(reduce(sequence, action)));
    default:
      return each(sequence => reduce(sequence, action));
  }
}

/** One beat of all that still write. They wait for the slowest before anything is drawn. */
function advance(sequences: Sequences, rules: Rules): Sequences {
  const isWriting = (sequence: Session, i: number) => !rules.isOver(i, sequence);
  const move = (moves: (sequence: Session) => boolean): Session[] =>
    sequences.map((sequence, i) =>
      isWriting(sequence, i) && moves(sequence) ? reduce(sequence, { type: 'advance' }) : sequence,
    );
  const behind = (sequence: Session) => sequence.phase === 'ready' || sequence.phase === 'failed';
  if (sequences.some((sequence, i) => isWriting(sequence, i) && behind(sequence))) return move(behind);
  if (areAll(sequences, rules, 'predicting', 'predicted')) {
    const open = sequences.some((one, i) => isWriting(one, i) && !isAnswered(one, one.cursor));
    const predicting = sequences.some((one, i) => isWriting(one, i) && one.phase === 'predicting');
    if (open) return sequences;
    if (predicting) return move(({ phase }) => phase === 'predicting');
    if (positionOf(sequences) >= rules.limit) return held(sequences);
    const drawn = move(() => true);
    // Where one of them cannot say what was drawn, none goes on.
    return areAll(drawn, rules, 'sampled') ? drawn : sequences;
  }
  if (!areAll(sequences, rules, 'sampled')) return held(sequences);
  const appended = move(() => true);
  const { drive, turns } = sequences[0]!;
  const left = Math.max(0, turns - 1);
  const goesOn = !isFinished(appended, rules) && (drive === 'run' || (drive === 'turn' && left > 0));
  return driven(appended, goesOn ? drive : 'hold', goesOn ? left : 0);
}

/** Played once more after its end, it begins again: with another seed, another story. */
function drive(sequences: Sequences, wanted: Drive, rules: Rules): Sequences {
  const ended = isFinished(sequences, rules);
  if (ended && wanted !== 'run') return held(sequences);
  const from = ended ? sequences.map(sequence => undrawn(reduce(sequence, { type: 'reset' }))) : sequences;
  return from.map(sequence => reduce(sequence, { type: 'drive', drive: wanted }));
}

/** Lifts the marker, else takes the last token back. A sequence that had ended before it stays as it is. */
function back(sequences: Sequences): Sequences {
  if (sequences.some(({ phase }) => phase === 'sampled'))
    return held(
      sequences.map(one => (one.phase === 'sampled' ? { ...one, phase: 'predicted', choice: null } : one)),
    );
  const position = positionOf(sequences);
  if (position === 0) return held(sequences);
  return held(
    sequences.map(one => {
      const { parent } = stepAt(one.trace, one.cursor);
      if (parent === null || depthOf(one.trace, one.cursor) < position) return one;
      return undrawn(reduce(one, { type: 'goTo', step: parent }));
    }),
  );
}

/** A step with its prediction in view and nothing drawn from it. */
function undrawn(sequence: Session): Session {
  const known = stepAt(sequence.trace, sequence.cursor).prediction !== null;
  return { ...sequence, phase: known ? 'predicted' : 'ready', choice: null };
}

const driven = (sequences: Sequences, drive: Drive, turns: number): Sequences =>
  sequences.map(sequence => ({ ...sequence, drive, turns }));

const held = (sequences: Sequences): Sequences =>
  sequences.every(({ drive }) => drive === 'hold') ? sequences : driven(sequences, 'hold', 0);
