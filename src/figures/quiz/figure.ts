import { nothing } from '../downloads.ts';
import type { Figure } from '../figure.ts';

/** The exit ticket: ticket/ticket.ts. */
export const quiz: Figure<object, never> = {
  load: async () => (await import('./QuizFigure.tsx')).QuizFigure,
  downloads: nothing,
  isWorded: true,
};
