import { scaleLinear } from 'd3';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import { rankOf } from '#lm/prediction.ts';
import { type Round, probabilityOf, scoreOf } from './guess.ts';

/** Where a token stands in a prediction. */
export interface Standing {
  readonly id: TokenId;
  readonly rank: number; // 0-based
  readonly probability: number;
}

/** The tokens a round is about, where they have no bar of their own: the guess, the truth, or both. */
export function layoutOutside(
  prediction: Prediction,
  bars: number,
  { guess, truth }: Pick<Round, 'guess' | 'truth'>,
): Standing[] {
  const ids = guess === null || guess === truth ? [truth] : [truth, guess];
  return ids
    .map(id => ({ id, rank: rankOf(prediction, id), probability: probabilityOf(prediction, id) }))
    .filter(({ rank }) => rank >= bars)
    .sort((a, b) => a.rank - b.rank);
}

/** Surprise of one token, as a stretch of the score. All numbers are fractions of the longer score. */
export interface Stretch {
  readonly index: number; // of the round
  readonly start: number;
  readonly width: number;
}

/** Both scores on one scale, token by token. */
export function layoutScore(rounds: readonly Round[]): { reader: Stretch[]; model: Stretch[] } {
  const { reader, model } = scoreOf(rounds);
  const scale = scaleLinear([0, Math.max(8, reader, model)], [0, 1]); // a first token does not fill the whole line
  const stretches = (bits: (round: Round) => number): Stretch[] => {
    let start = 0;
    return rounds.map((round, index) => {
      const stretch = { index, start: scale(start), width: scale(bits(round)) };
      start += bits(round);
      return stretch;
    });
  };
  return { reader: stretches(round => round.readerBits), model: stretches(round => round.modelBits) };
}
