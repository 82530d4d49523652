import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { predictionFrom, truncate } from '#lm/prediction.ts';
import {
  type Game,
  isOver,
  offers,
  openGame,
  probabilityOf,
  readGuess,
  reduceGame,
  scoreOf,
  stake,
} from '#figures/guess/guess.ts';
import { layoutOutside, layoutScore } from '#figures/guess/layout.ts';
import { labOf } from '#run/labs.ts';

const prediction = predictionFrom(Float32Array.from([0.5, 0.25, 0.125, 0.125], p => Math.log(p)));
const play = (game: Game, ...guesses: (number | null)[]): Game =>
  guesses.reduce<Game>(
    (now, guess) => reduceGame(reduceGame(now, { type: 'next' }), { type: 'uncover', guess, prediction }),
    game,
  );

describe('the score', () => {
  it('counts what the model pays: −log2 p of the truth', () => {
    const { rounds } = play(openGame([1, 0, 2]), null, null, null);
    expect(rounds.map(round => round.modelBits)).toEqual([2, 1, 3].map(bits => expect.closeTo(bits, 6)));
    // Who passes follows the model.
    expect(scoreOf(rounds).reader).toBeCloseTo(scoreOf(rounds).model, 12);
  });

  it('charges a hit one bit at most, and a miss one bit more than the model', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1, noNaN: true }), p => {
        expect(-Math.log2(stake(true, false, p))).toBeLessThanOrEqual(1);
        expect(-Math.log2(stake(false, false, p))).toBeCloseTo(-Math.log2(p) + 1, 9);
      }),
    );
  });

  it('is that of a stake which sums to 1 over the vocabulary, whatever the guess', () => {
    const sum = [0, 1, 2, 3].reduce(
      (all, id) => all + stake(id === 2, false, probabilityOf(prediction, id)),
      0,
    );
    expect(sum).toBeCloseTo(1, 6);
  });

  it('lies on one scale for both, token after token without gaps', () => {
    const { rounds } = play(openGame([1, 0, 2]), 1, 3, null);
    const { reader, model } = layoutScore(rounds);
    for (const line of [reader, model]) {
      line.forEach((stretch, i) => {
        const before = line[i - 1];
        expect(stretch.start).toBeCloseTo(before === undefined ? 0 : before.start + before.width, 9);
      });
    }
    const end = (line: typeof reader) => line.at(-1)!.start + line.at(-1)!.width;
    const { reader: bits, model: modelBits } = scoreOf(rounds);
    expect(end(reader) / end(model)).toBeCloseTo(bits / modelBits, 9);
  });
});

describe('the game', () => {
  it('covers again for the next token, and is over after the last', () => {
    let game = play(openGame([1, 0]), 1);
    expect(game.phase).toBe('uncovered');
    game = reduceGame(game, { type: 'next' });
    expect([game.phase, game.rounds.length, isOver(game)]).toEqual(['covered', 1, false]);
    game = reduceGame(game, { type: 'uncover', guess: 0, prediction });
    expect(isOver(game)).toBe(true);
    expect(reduceGame(game, { type: 'next' })).toBe(game);
    expect(reduceGame(game, { type: 'again' })).toEqual(openGame([1, 0]));
  });

  it('counts an uncovered token once, however often it is pressed', () => {
    const game = play(openGame([1, 0]), 1);
    expect(reduceGame(game, { type: 'uncover', guess: 0, prediction })).toBe(game);
  });

  it('shows guess and truth at their true ranks where they have no bar', () => {
    const logits = Float32Array.from({ length: 5000 }, (_, id) => -id / 100);
    const long = predictionFrom(logits);
    const standing = layoutOutside(long, 8, { guess: 2999, truth: 40 });
    expect(standing.map(({ rank }) => rank)).toEqual([40, 2999]);
    expect(standing[1]!.probability).toBeCloseTo(Math.exp(-29.99 - long.logZ), 15);
    expect(layoutOutside(long, 8, { guess: 3, truth: 3 })).toEqual([]);
    expect(truncate(long, 8).ids.length).toBe(8); // the bars alone could not have told
  });

  it('offers the likeliest tokens in an order that does not tell which is likelier', () => {
    const other = predictionFrom(Float32Array.from([0.1, 0.3, 0.2, 0.4], p => Math.log(p)));
    expect(offers(other, 3)).toEqual([1, 2, 3]);
    expect(Array.from(other.ids.subarray(0, 3))).toEqual([3, 1, 2]);
  });
});

describe('a typed guess', () => {
  const lab = labOf(
    new BigramEngine({ The: { ' cat': 1, ' c': 1 }, ' cat': { s: 1, '.': 1 }, a: { t: 1 }, ' ': { c: 1 } }),
  );
  const context = lab.encode('The');
  const token = (text: string) => lab.encode(text)[0];

  it('is the token it would be in this place, space before it and all', () => {
    expect(readGuess('cat', context, 'The', lab)).toEqual({ kind: 'token', id: token(' cat'), whole: true });
    expect(readGuess(' cat', context, 'The', lab)).toEqual({ kind: 'token', id: token(' cat'), whole: true });
  });

  it('longer than one token counts as its first', () => {
    expect(readGuess('cats', context, 'The', lab)).toEqual({
      kind: 'token',
      id: token(' cat'),
      whole: false,
    });
  });

  it('that is punctuation stands without a space', () => {
    const after = lab.encode('The cat');
    expect(readGuess('.', after, 'The cat', lab)).toEqual({ kind: 'token', id: token('.'), whole: true });
  });

  it('of nothing is nothing', () => {
    expect(readGuess('  ', context, 'The', lab)).toEqual({ kind: 'nothing' });
  });

  it('that would change the tokens before it cannot be made', () => {
    const c = lab.encode('The c');
    expect(readGuess('at', c, 'The c', labWithoutSpaces(lab))).toEqual({ kind: 'impossible' });
  });
});

/** The same vocabulary where a text goes on inside a word: with a space there is no such token. */
const labWithoutSpaces = (lab: ReturnType<typeof labOf>): ReturnType<typeof labOf> => ({
  ...lab,
  encode: text => (text === 'The c at' ? [0] : lab.encode(text)),
});
