import { type Beat, type Tempo, beatMs } from '#player/tempo.ts';

/** Lengths of the beats of one token, ms. 0: the beat is not shown. */
export interface Beats {
  readonly feed: number; // the text flies to the machine
  readonly think: number; // one wave through the plates; repeats while the model computes
  readonly predict: number; // the rows burst out
  readonly sample: number; // box and marker
  readonly append: number; // the token flies to the story
  readonly settle: number; // the bars become a column of the river
  readonly still: boolean; // reduced motion: the same beats as still frames
}

/** The beats of a tempo as the pictures take them, out of the one table there is. */
export function beatsOf(tempo: Tempo, still: boolean): Beats {
  const of = (beat: Beat) => beatMs(tempo, beat);
  return {
    feed: of('read'),
    think: Math.max(tempo === 'fast' ? 0 : 250, of('layers') / 2),
    predict: of('rest'),
    sample: of('sample'),
    append: of('append'),
    settle: of('settle'),
    still,
  };
}

/**
 * True where nothing is seen to move between one distribution and the next. Rows and segments are plain elements then,
 * kept by rank: to slide they would have to be made anew for every token, and be measured and animated for no one.
 */
export const isQuick = ({ predict }: Beats): boolean => predict === 0;

/** The film's easing: zero speed at both ends. */
export const ease = [0.5, 0, 0.5, 1] as const;

/** ms → the seconds framer-motion wants. */
export const seconds = (ms: number): number => ms / 1000;
