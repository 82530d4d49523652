import { nothing } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** The five sentences, each a door to the scene that shows it. */
export interface SummaryData {
  readonly shownBy: readonly [string, string, string, string, string];
}

export const summary: Figure<SummaryData, never> = {
  load: async () => (await import('./SummaryFigure.tsx')).SummaryFigure,
  downloads: nothing,
  isWorded: true,
};
