import { scaleLinear } from 'd3';
import { type Distribution, draw } from '#lm/sampling.ts';
import { type BarRow, type BarsLayout, layoutBars, scaleFor } from '#views/bars/layout.ts';

/** One draw as a dot on its token's row. */
export interface Dot {
  readonly draw: number; // index among the draws: what the dot is
  readonly x: number; // left edge, as a fraction of the track, [0, 1]
}

export interface RedrawnRow extends BarRow {
  readonly count: number; // draws that landed here
  readonly dots: readonly Dot[];
}

export interface RedrawsLayout {
  readonly scale: number; // the probability that a bar of full width has
  readonly dot: number; // length of one draw on the track, a fraction
  readonly rows: readonly RedrawnRow[];
  readonly rest: BarsLayout['rest']; // its `count` counts tokens
  readonly restDots: readonly Dot[];
  readonly landed: number; // draws that landed on the most likely token
  readonly mean: number; // draws expected there
}

/**
 * The same prediction drawn many times. Bars and dots share one scale: a bar is as long as the dots it should get, so
 * that what is left over is chance. Only the rest may be too long for it: its bar is broken, and its dots move together.
 *
 * @param us one uniform number in [0, 1) per draw
 */
export function layoutRedraws(
  distribution: Distribution,
  bars: number,
  us: readonly number[],
): RedrawsLayout {
  const chart = layoutBars(distribution, bars);
  const draws = us.map(u => draw(distribution, u).rank);
  const onRow = (rank: number) => draws.flatMap((drawn, index) => (drawn === rank ? [index] : []));
  const drawsOfRest = draws.flatMap((drawn, index) => (drawn >= chart.rows.length ? [index] : []));
  const perRow = chart.rows.map(({ rank }) => onRow(rank));

  const most = Math.max(0, ...perRow.map(indices => indices.length));
  const scale = scaleFor(Math.max(...chart.rows.map(row => row.probability), most / Math.max(1, us.length)));
  const width = scaleLinear([0, scale], [0, 1]);
  const dot = us.length === 0 ? 0 : width(1 / us.length);
  const dotsOf = (indices: readonly number[], step: number): Dot[] =>
    indices.map((index, i) => ({ draw: index, x: i * step }));
  return {
    scale,
    dot,
    rows: chart.rows.map((row, i) => ({
      ...row,
      width: width(row.probability),
      ghost: null,
      count: perRow[i]!.length,
      dots: dotsOf(perRow[i]!, dot),
    })),
    rest: {
      ...chart.rest,
      ghost: null,
      width: Math.min(1, width(chart.rest.probability)),
      broken: chart.rest.probability > scale,
    },
    restDots: dotsOf(drawsOfRest, Math.min(dot, (1 - dot) / drawsOfRest.length)),
    landed: perRow[0]?.length ?? 0,
    mean: us.length * (chart.rows[0]?.probability ?? 0),
  };
}
