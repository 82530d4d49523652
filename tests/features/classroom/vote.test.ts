import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ballotOf,
  countAnswers,
  drawnFrom,
  noHands,
  raise,
  sharesOf,
  winnerOf,
} from '#features/classroom/vote.ts';

const words = [' the', ' a', ' dragon', ',', ' cat', ' and'];
const distribution = {
  ids: Uint32Array.from(words.keys()),
  modelProbabilities: Float64Array.from([0.4, 0.2, 0.1, 0.08, 0.05, 0.01]),
};
const ballot = ballotOf(distribution, id => words[id]!);

describe('a ballot', () => {
  it('holds the most likely tokens in the order of their texts, with the model’s own numbers', () => {
    expect(ballot.candidates.map(({ letter, text }) => `${letter}${text}`)).toEqual([
      'A,',
      'B a',
      'C cat',
      'D dragon',
      'E the',
    ]);
    expect(ballot.candidates[4]!.probability).toBe(0.4);
    expect(ballot.elseProbability).toBeCloseTo(0.17, 12);
  });

  it('is the same whatever order equal texts come in', () => {
    const twins = { ids: Uint32Array.of(9, 4), modelProbabilities: Float64Array.of(0.5, 0.5) };
    expect(ballotOf(twins, () => 'x').candidates.map(({ id }) => id)).toEqual([4, 9]);
  });
});

describe('hands', () => {
  it('are raised and lowered one by one, never below none', () => {
    const two = raise(raise(noHands(ballot), 1, 1), 1, 1);
    expect(two).toEqual([0, 2, 0, 0, 0, 0]);
    expect(raise(raise(raise(two, 1, -1), 1, -1), 1, -1)).toEqual(noHands(ballot));
  });

  it('share 1 among them, or nothing while nobody has voted', () => {
    expect(sharesOf(noHands(ballot))).toEqual([0, 0, 0, 0, 0, 0]);
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 6, maxLength: 6 }), hands => {
        fc.pre(hands.some(count => count > 0));
        const shares = sharesOf(hands);
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        expect(shares.map(share => share > 0)).toEqual(hands.map(count => count > 0));
      }),
    );
  });

  it('elect the first of the tallest, and nobody who is not a candidate', () => {
    expect(winnerOf(ballot, [0, 3, 3, 1, 0, 9])?.text).toBe(' a');
    expect(winnerOf(ballot, [0, 0, 0, 0, 0, 9])).toBeNull();
  });
});

describe('the draw of a class', () => {
  const hands = [0, 3, 0, 1, 0, 12]; // the twelve for something else name no token

  it('falls on candidates in their order, each on its share of the hands', () => {
    const at = (u: number) => drawnFrom(ballot, hands, u)?.text;
    expect([0, 0.74, 0.75, 0.999999].map(at)).toEqual([' a', ' a', ' dragon', ' dragon']);
  });

  it('falls on nobody where nobody voted for a candidate', () => {
    expect(drawnFrom(ballot, [0, 0, 0, 0, 0, 5], 0.5)).toBeNull();
  });
});

describe('pasted answers', () => {
  it('are letters or words, in any case and width, between any of the usual separators', () => {
    expect(countAnswers('A, b\nthe; The，Ｄ、 elephant \n\n', ballot)).toEqual([1, 1, 0, 1, 2, 1]);
  });

  it.each([
    ['张三：B\n李四: the', [0, 1, 0, 0, 1, 0]],
    ['10:21 张三\nA\n10:22 李四\nE', [1, 0, 0, 0, 1, 0]],
    ['张三 2026-11-28 10:21:05\ncat\n李四 11-28 10:22\nelephant', [0, 0, 1, 0, 0, 1]],
    ['10:21 张三：D', [0, 0, 0, 1, 0, 0]],
    ['选A\n我选 C\n答案是E', [1, 0, 1, 0, 1, 0]],
    ['B。\n“dragon”！\n(A)', [1, 1, 0, 1, 0, 0]],
    ['A B', [1, 1, 0, 0, 0, 0]],
    ['Ann: no idea', [0, 0, 0, 0, 0, 1]],
  ])('copied out of a chat, as %j, are what people said', (text, hands) => {
    expect(countAnswers(text, ballot)).toEqual(hands);
  });

  it('may be a sign that stands among the candidates', () => {
    const signs = ballotOf(distribution, id => ['。', '！', '春', '秋', '山', '水'][id]!);
    expect(countAnswers('。\n春！\n！', signs).filter(count => count > 0)).toEqual([1, 1, 1]);
  });

  it('are all counted, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(
          // No separators, no time, no two letters in one answer.
          fc.string().filter(s => !/[\n,;，；、]|\d:\d|\b[a-e]\s+[a-e]\b/i.test(s) && s.trim() !== ''),
        ),
        answers => {
          const hands = countAnswers(answers.join('\n'), ballot);
          expect(hands.reduce((a, b) => a + b, 0)).toBe(answers.length);
        },
      ),
    );
  });
});
