import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** "The rest of its plan": an empty drawer, then several continuations from the same step, side by side. */
export interface FuturesData {
  readonly futures: number;
  readonly tokens: number;
}

export const futures: Figure<FuturesData, 'temperature' | 'seed'> = {
  load: async () => (await import('./FuturesFigure.tsx')).FuturesFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
