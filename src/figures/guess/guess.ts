import { type Prediction, type TokenId, probabilityAt, rankOf } from '#lm/prediction.ts';
import { surpriseBits } from '#lm/sampling.ts';
import type { Lab } from '#views/lab.ts';

/** One token of the passage after it has been uncovered. */
export interface Round {
  readonly truth: TokenId; // what the passage goes on with
  readonly guess: TokenId | null; // null: the reader passed and follows the model
  readonly probability: number; // the model's, of the truth
  readonly modelBits: number; // −log2 p(truth)
  readonly readerBits: number; // −log2 q(truth), see `stake`
}

/** The game: a passage, and the rounds that have been played. */
export interface Game {
  readonly passage: readonly TokenId[];
  readonly rounds: readonly Round[]; // rounds.length tokens of the passage are uncovered
  readonly phase: 'covered' | 'uncovered'; // of the token at hand; uncovered: it is the last of `rounds`
}

export type GameAction =
  | { readonly type: 'uncover'; readonly guess: TokenId | null; readonly prediction: Prediction }
  | { readonly type: 'next' }
  | { readonly type: 'again' };

export const openGame = (passage: readonly TokenId[]): Game => ({ passage, rounds: [], phase: 'covered' });

export function reduceGame(game: Game, action: GameAction): Game {
  const { passage, rounds, phase } = game;
  switch (action.type) {
    case 'uncover': {
      const truth = passage[rounds.length];
      if (phase !== 'covered' || truth === undefined) return game;
      return {
        ...game,
        rounds: [...rounds, roundOf(truth, action.guess, action.prediction)],
        phase: 'uncovered',
      };
    }
    case 'next':
      return phase === 'uncovered' && rounds.length < passage.length ? { ...game, phase: 'covered' } : game;
    case 'again':
      return openGame(passage);
  }
}

export const isOver = ({ passage, rounds, phase }: Game): boolean =>
  rounds.length === passage.length && phase === 'uncovered';

/**
 * What the reader's probability for the truth is: half a stake on the guess, the other half laid as the model lays it.
 * A hit costs at most one bit, a miss one bit more than the model pays; who passes pays what the model pays.
 */
export function stake(hit: boolean, passed: boolean, p: number): number {
  return passed ? p : 0.5 * (hit ? 1 : 0) + 0.5 * p;
}

function roundOf(truth: TokenId, guess: TokenId | null, prediction: Prediction): Round {
  const probability = probabilityOf(prediction, truth);
  return {
    truth,
    guess,
    probability,
    modelBits: surpriseBits(probability),
    readerBits: surpriseBits(stake(guess === truth, guess === null, probability)),
  };
}

/** The model's probability of a token, temperature 1; of a complete prediction. */
export const probabilityOf = (prediction: Prediction, id: TokenId): number =>
  probabilityAt(prediction, rankOf(prediction, id));

/** Sums of surprise so far, in bits. */
export const scoreOf = (rounds: readonly Round[]): { reader: number; model: number } => ({
  reader: rounds.reduce((sum, round) => sum + round.readerBits, 0),
  model: rounds.reduce((sum, round) => sum + round.modelBits, 0),
});

/** What a typed guess means to the model. */
export type Reading =
  | { readonly kind: 'nothing' } // nothing typed
  | { readonly kind: 'impossible' } // no token of the vocabulary that could follow begins like this
  | { readonly kind: 'token'; readonly id: TokenId; readonly whole: boolean }; // whole: it is all that was typed

/**
 * Reads a typed word as the next token: the first token that the tokenizer makes of it *in this place*. So only tokens
 * that really continue the text can be guessed. A word is tried with a space before it first, since readers type words
 * and not the spaces between them.
 */
export function readGuess(typed: string, context: readonly TokenId[], text: string, lab: Lab): Reading {
  if (typed.trim() === '') return { kind: 'nothing' };
  const spaced = /[\s]$/.test(text) || /^\s/.test(typed) || text === '' ? [typed] : [` ${typed}`, typed];
  const isWord = /^[\p{L}\p{N}]/u.test(typed) && !/\p{Script=Han}/u.test(typed);
  for (const candidate of isWord ? spaced : spaced.toReversed()) {
    const ids = lab.encode(text + candidate);
    const follows = ids.length > context.length && context.every((id, i) => ids[i] === id);
    if (follows) return { kind: 'token', id: ids[context.length]!, whole: ids.length === context.length + 1 };
  }
  return { kind: 'impossible' };
}

/** The model's most likely tokens in an order that gives nothing away: that of their ids. */
export const offers = ({ ids }: Prediction, count: number): TokenId[] =>
  Array.from(ids.subarray(0, count)).sort((a, b) => a - b);
