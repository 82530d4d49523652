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

/** Timings of the film's slow cycle (feed 0–2 s, think 1.5–2.5, predict 3–4, sample 4–5, append 5–6, settle 6–7). */
const moving: Record<'lesson' | 'watch' | 'stream' | 'fast', Omit<Beats, 'still'>> = {
  lesson: { feed: 2000, think: 1050, predict: 900, sample: 950, append: 1000, settle: 900 },
  watch: { feed: 600, think: 700, predict: 500, sample: 700, append: 500, settle: 300 },
  stream: { feed: 0, think: 250, predict: 110, sample: 120, append: 0, settle: 120 },
  fast: { feed: 0, think: 0, predict: 0, sample: 0, append: 0, settle: 0 },
};

export const beatsOf = (tempo: keyof typeof moving, still: boolean): Beats => ({ ...moving[tempo], still });

/**
 * True where nothing is seen to move between one distribution and the next. Rows and segments are plain elements then,
 * kept by rank: to slide they would have to be made anew for every token, and be measured and animated for no one.
 */
export const isQuick = ({ predict }: Beats): boolean => predict === 0;

/** The film's easing: zero speed at both ends. */
export const ease = [0.5, 0, 0.5, 1] as const;

/** ms → the seconds framer-motion wants. */
export const seconds = (ms: number): number => ms / 1000;
