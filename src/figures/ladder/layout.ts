import type { Known } from '#lm/known.ts';
import type { Distribution } from '#lm/sampling.ts';
import { type Segment, layoutStrip } from '#views/strip/layout.ts';

/** One model's strip, standing upright: all numbers are fractions of its height, from the top. */
export interface Rung {
  readonly segments: readonly (Segment & { readonly named: boolean })[]; // the tokens with a segment of their own
  readonly rest: {
    readonly start: number;
    readonly height: number;
    readonly count: Known;
    readonly share: Known;
  };
}

const room = 0.075; // a name needs this share of the height

/** @param bars tokens that get a segment of their own */
export function layoutRung(distribution: Distribution, bars: number): Rung {
  const { segments, rest } = layoutStrip(distribution, bars, null);
  return {
    segments: segments.map(segment => ({ ...segment, named: segment.width >= room })),
    rest: { start: rest.start, height: rest.width, count: rest.count, share: rest.share },
  };
}
