import { nothing } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** BLEU against training cost, Table 2 of the paper. */
export const bleu: Figure<object, never> = {
  load: async () => (await import('./Bleu.tsx')).Bleu,
  downloads: nothing,
};
