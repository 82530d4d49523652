import { itsModel } from '../downloads.ts';
import type { Figure } from '../figure.ts';
import type { Localized } from '../scene.ts';

/**
 * Guess first. `prompt` is given, then each token of `passage` is guessed before it is shown. Score in bits, lower is
 * better, per token x: model −log2 p(x); reader −log2 q(x) with q = ½·[x is the guess] + ½·p, that is, the reader
 * lays half of a stake on one token and spreads the rest as the model does. A right guess costs at most 1 bit, a
 * wrong one 1 bit more than the model pays: a proper score that one guess can win.
 */
export interface GuessData {
  readonly passage: Localized<string>;
}

export const guess: Figure<GuessData, never> = {
  load: async () => (await import('./GuessFigure.tsx')).GuessFigure,
  downloads: itsModel,
  embedded: 'experiment',
};
