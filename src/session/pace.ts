import type { Phase } from './state.ts';

/** How slowly one token is shown. From the film's seven seconds to as fast as the model goes. */
export type Tempo = 'lesson' | 'watch' | 'stream' | 'fast';
export const tempos = ['lesson', 'watch', 'stream', 'fast'] as const satisfies readonly Tempo[];

/** Shortest stay in each phase, ms. In `predicting` the model's own time counts; a slow model makes it longer. */
const dwell: Record<Tempo, Record<Exclude<Phase, 'failed'>, number>> = {
  lesson: { predicting: 3000, predicted: 1000, sampled: 1000, ready: 2000 }, // 7 s a token
  watch: { predicting: 900, predicted: 550, sampled: 750, ready: 800 }, // 3 s
  stream: { predicting: 120, predicted: 110, sampled: 130, ready: 140 }, // 0.5 s
  fast: { predicting: 0, predicted: 0, sampled: 0, ready: 0 },
};

/** @returns shortest stay in a phase, ms */
export const dwellMs = (tempo: Tempo, phase: Phase): number =>
  phase === 'failed' ? Infinity : dwell[tempo][phase];

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
