import { scaleLinear } from 'd3';
import type { Distribution } from '#lm/sampling.ts';
import type { Known } from '#lm/known.ts';
import type { TokenId } from '#lm/prediction.ts';
import { modelShareAt, remainderAfter, shareAt } from '#lm/shares.ts';

/** One row of the chart. Widths are fractions of the plotting width, [0, 1]. */
export interface BarRow {
  readonly id: TokenId; // what the row is; it keeps its element while its rank changes
  readonly rank: number; // 0-based
  readonly probability: number; // after the settings, as the bar draws it; 0 where cut
  readonly share: Known; // the same, as it is printed
  readonly before: Known; // before the settings
  readonly width: number; // of the bar
  readonly ghost: number | null; // of the outline: the model's own probability, where the settings changed it visibly
  readonly cut: boolean;
}

export interface BarsLayout {
  readonly rows: readonly BarRow[];
  readonly scale: number; // the probability that a bar of full width has, (0, 1]
  readonly rest: {
    readonly count: Known; // tokens that may be drawn but have no row
    readonly probability: number; // theirs together, as the bar draws it
    readonly share: Known; // the same, as it is printed
    readonly before: Known; // of all tokens without a row before the settings: what has been cut is not forgotten
    readonly width: number;
    readonly broken: boolean; // longer than the scale: drawn at full width, with a gap
    readonly ghost: number | null; // of the outline: `before`, where the settings changed it visibly
  };
}

/**
 * The k most likely tokens and one row for everything else. Nothing is renormalised: the rows and the rest sum to 1.
 *
 * One scale for all of them, see `scaleFor`. Only the rest may be too long for it; then its bar is broken.
 *
 * @param bars how many tokens are drawn
 */
export function layoutBars(distribution: Distribution, bars: number): BarsLayout {
  const { ids, probabilities, modelProbabilities, kept, tail, modelTail } = distribution;
  const n = Math.min(bars, ids.length);
  let longest = 0;
  let shown = 0;
  for (let rank = 0; rank < n; rank++) {
    longest = Math.max(longest, probabilities[rank]!, modelProbabilities[rank]!);
    shown += probabilities[rank]!;
  }
  const scale = scaleFor(longest);
  const width = scaleLinear([0, scale], [0, 1]);
  const rows = Array.from({ length: n }, (_, rank): BarRow => {
    const probability = probabilities[rank]!;
    const modelProbability = modelProbabilities[rank]!;
    const changed = Math.abs(width(probability) - width(modelProbability)) > 0.004;
    return {
      id: ids[rank]!,
      rank,
      probability,
      share: shareAt(distribution, rank),
      before: modelShareAt(distribution, rank),
      width: width(probability),
      ghost: changed ? width(modelProbability) : null,
      cut: rank >= kept,
    };
  });
  // Summed from the end: 1 − shown would keep the rounding errors of the whole vocabulary in a number near 0.
  let rest = tail;
  for (let rank = kept - 1; rank >= n; rank--) rest += probabilities[rank]!;
  let modelRest = modelTail;
  for (let rank = ids.length - 1; rank >= n; rank--) modelRest += modelProbabilities[rank]!;
  const isChanged = Math.abs(width(rest) - width(modelRest)) > 0.004;
  return {
    rows,
    scale,
    rest: {
      ...remainderAfter(distribution, n),
      probability: rest,
      width: Math.min(1, width(rest)),
      ghost: isChanged ? Math.min(1, width(modelRest)) : null,
      broken: rest > scale,
    },
  };
}

/**
 * What full width means: the longest bar or ghost, rounded up to whole twentieths so that the axis can say it. Never less
 * than 25 %: a flat distribution should look flat, and below that its bars would be too short to compare.
 *
 * @param longest probability of the longest bar, [0, 1]
 */
export const scaleFor = (longest: number): number =>
  Math.min(1, Math.max(0.25, Math.ceil(longest * 20 - 1e-9) / 20));
