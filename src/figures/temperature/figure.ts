import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** One prediction under temperature: bars, and four pools (top 1, 2–10, 11–100, the rest). */
export const temperature: Figure<object, 'temperature'> = {
  load: async () => (await import('./TemperatureFigure.tsx')).TemperatureFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
