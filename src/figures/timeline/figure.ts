import { nothing } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import type { Milestone } from './milestone.ts';

/** 2017 → 2022. */
export interface TimelineData {
  readonly milestones: readonly Milestone[];
}

export const timeline: Figure<TimelineData, never> = {
  load: async () => (await import('./TimelineFigure.tsx')).TimelineFigure,
  downloads: nothing,
};
