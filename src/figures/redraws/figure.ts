import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** One prediction drawn many times into columns of dots. */
export interface RedrawsData {
  readonly draws: number;
}

export const redraws: Figure<RedrawsData, 'temperature'> = {
  load: async () => (await import('./RedrawsFigure.tsx')).RedrawsFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
