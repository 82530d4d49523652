import type { Phase } from './state.ts';

/** How slowly one token is shown. From the film's eight seconds to as fast as the model goes. */
export type Tempo = 'lesson' | 'watch' | 'stream' | 'fast';
export const tempos = ['lesson', 'watch', 'stream', 'fast'] as const satisfies readonly Tempo[];

/**
 * The beats of one token, in order. In `rest` a prediction stands undrawn: for a moment while the stage moves by itself,
 * otherwise until the reader asks for a draw.
 */
export const beats = [
  'read',
  'vectors',
  'layers',
  'lastColumn',
  'predict',
  'rest',
  'sample',
  'append',
  'settle',
] as const;
export type Beat = (typeof beats)[number];

/** Which beats pass in a phase, one after the other. While the model has not answered, time stands still at the end of `layers`. */
export const beatsIn: Readonly<Record<Phase, readonly Beat[]>> = {
  predicting: ['read', 'vectors', 'layers', 'lastColumn', 'predict'],
  predicted: ['rest'],
  sampled: ['sample'],
  ready: ['append', 'settle'],
  failed: [],
};

/** Lengths of the beats, ms: the one table that clock and pictures go by. */
const lengths: Readonly<Record<Tempo, Readonly<Record<Beat, number>>>> = {
  lesson: {
    read: 1400,
    vectors: 800,
    layers: 2750,
    lastColumn: 400,
    predict: 750,
    rest: 600,
    sample: 1450,
    append: 550,
    settle: 400,
  },
  watch: {
    read: 380,
    vectors: 200,
    layers: 760,
    lastColumn: 160,
    predict: 380,
    rest: 250,
    sample: 600,
    append: 290,
    settle: 230,
  },
  stream: {
    read: 0,
    vectors: 0,
    layers: 120,
    lastColumn: 0,
    predict: 0,
    rest: 110,
    sample: 130,
    append: 0,
    settle: 140,
  },
  fast: {
    read: 0,
    vectors: 0,
    layers: 0,
    lastColumn: 0,
    predict: 0,
    rest: 0,
    sample: 0,
    append: 0,
    settle: 0,
  },
};

/** What is new to the model from the second token on is one token: its flight, ms; the others have been read. */
const oneFlight: Readonly<Record<Tempo, number>> = { lesson: 750, watch: 220, stream: 0, fast: 0 };

/**
 * @param depth tokens appended before: at 0 the whole text is read
 * @returns length of a beat, ms
 */
export const beatMs = (tempo: Tempo, beat: Beat, depth = 0): number =>
  beat === 'read' && depth > 0 ? oneFlight[tempo] : lengths[tempo][beat];

/** @returns shortest stay in a phase, ms; a slow model makes `predicting` longer */
export const dwellMs = (tempo: Tempo, phase: Phase, depth = 0): number =>
  phase === 'failed'
    ? Infinity
    : beatsIn[phase].reduce((total, beat) => total + beatMs(tempo, beat, depth), 0);

/** @returns where in `predicting` time waits for the model, ms from the beginning of the phase */
export const waitsAtMs = (tempo: Tempo, depth = 0): number =>
  beatMs(tempo, 'read', depth) + beatMs(tempo, 'vectors', depth) + beatMs(tempo, 'layers', depth);

/**
 * The beat that stands at a time in a phase, and how far it has gone.
 *
 * @param elapsed ms since the phase began; at its end or later the last beat of the phase is complete
 * @returns null in a phase that has no beats
 */
export function beatAt(
  phase: Phase,
  elapsed: number,
  tempo: Tempo,
  depth = 0,
): { readonly beat: Beat; readonly share: number } | null {
  let begin = 0; // of a beat, ms from the beginning of the phase
  for (const beat of beatsIn[phase]) {
    const length = beatMs(tempo, beat, depth);
    if (elapsed < begin + length) return { beat, share: (elapsed - begin) / length };
    begin += length;
  }
  const last = beatsIn[phase].at(-1);
  return last === undefined ? null : { beat: last, share: 1 };
}

/**
 * The tempo that accelerates by itself: slow while the loop is new, then the same objects run faster until they blur
 * into streaming.
 *
 * @param shown tokens appended since the reader last took control
 * @param playing only a run goes beyond `watch`: a reader who presses for every token wants to see it
 */
export function acceleratedTempo(shown: number, playing: boolean): Tempo {
  if (shown < 3) return 'lesson';
  if (shown < 8 || !playing) return 'watch';
  return shown < 20 ? 'stream' : 'fast';
}
