import { scaleLinear, scaleSqrt } from 'd3';
import type { Milestone } from './milestone.ts';

/** The line in user units; notes stand below it as text of the page. */
export const timelineSize = { width: 760, height: 190, inset: 64, base: 150, largest: 118 } as const;

export interface TimelineMark {
  readonly milestone: Milestone;
  readonly x: number; // centre
  readonly side: number | null; // of the square; null: size not published
}

/** Milestones at their years, as squares whose *area* is the number of parameters. */
export function layoutTimeline(milestones: readonly Milestone[]): TimelineMark[] {
  const years = milestones.map(({ year }) => year);
  const { width, inset, largest } = timelineSize;
  const x = scaleLinear([Math.min(...years), Math.max(...years)], [inset, width - inset]);
  const most = Math.max(...milestones.map(({ parameters }) => parameters ?? 0));
  const side = scaleSqrt([0, most], [0, largest]);
  return milestones.map(milestone => ({
    milestone,
    x: x(milestone.year),
    side: milestone.parameters === null ? null : side(milestone.parameters),
  }));
}
