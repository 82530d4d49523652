import type { TokenId } from '#lm/prediction.ts';
import type { Distribution } from '#lm/sampling.ts';

/** What a class may vote for: a token under a letter. */
export interface Candidate {
  readonly letter: string; // 'A' …
  readonly id: TokenId;
  readonly text: string; // as the bars show it
  readonly probability: number; // the model's own, at temperature 1, nothing cut
}

/** Candidates and everything else; the probabilities of both add up to 1. */
export interface Ballot {
  readonly candidates: readonly Candidate[];
  readonly elseProbability: number;
}

/** Votes for each candidate of a ballot, and last for something else. */
export type Hands = readonly number[];

/**
 * The most likely tokens as candidates. They stand in the order of their texts: in the order of their probabilities
 * the letters would give the answer away.
 *
 * @param count at most 26
 * @param textOf how a token is shown; tokens that look the same to a class (“ the” and “the”) stay apart
 */
export function ballotOf(
  { ids, modelProbabilities }: Pick<Distribution, 'ids' | 'modelProbabilities'>,
  textOf: (id: TokenId) => string,
  count = 5,
): Ballot {
  const likely = Array.from(ids.subarray(0, count), (id, rank) => ({
    id,
    text: textOf(id),
    probability: modelProbabilities[rank]!,
  }));
  const candidates = likely
    .sort((a, b) => compare(a.text.trim(), b.text.trim()) || a.id - b.id)
    .map((candidate, i) => ({ letter: String.fromCharCode(65 + i), ...candidate }));
  const listed = candidates.reduce((sum, { probability }) => sum + probability, 0);
  return { candidates, elseProbability: Math.max(0, 1 - listed) };
}

export const noHands = ({ candidates }: Ballot): Hands => Array<number>(candidates.length + 1).fill(0);

/** One hand more, or one less; never below none. */
export const raise = (hands: Hands, index: number, by: 1 | -1): Hands =>
  hands.map((count, i) => (i === index ? Math.max(0, count + by) : count));

/**
 * Counts pasted answers, out of a chat or a form: letters or the words themselves, separated by line breaks, commas or
 * semicolons. Names and times that a chat puts before an answer, or on a line of their own, are no answers. What is no
 * candidate is a vote for something else.
 */
export function countAnswers(text: string, ballot: Ballot): Hands {
  const hands = noHands(ballot).slice();
  for (const line of text.split(/\n/)) {
    const answers = line
      .replace(time, ' ')
      .split(/[,;，；、]+/)
      .filter(answer => folded(answer) !== '');
    // A name and a time, and nothing said: the line above an answer.
    if (time.test(line) && answers.length === 1 && candidatesIn(answers[0]!, ballot) === null) continue;
    for (const answer of answers) {
      for (const index of candidatesIn(answer, ballot) ?? [ballot.candidates.length]) hands[index]!++;
    }
  }
  return hands;
}

/** The time of a message, with its date where there is one: 10:21, 11-28 10:21:05, 2026/11/28 10:21. */
const time = /(?:\d{2,4}[-/.年])?(?:\d{1,2}[-/.月]\d{1,2}日?\s+)?\b\d{1,2}:\d{2}(?::\d{2})?\b/;

/** Indices of what one answer names: as it stands, after a name and a colon, without the words and signs around it. */
function candidatesIn(answer: string, { candidates }: Ballot): number[] | null {
  const find = (text: string) => {
    const word = folded(text);
    const byLetter = candidates.findIndex(({ letter }) => letter.toLowerCase() === word);
    return byLetter >= 0 ? byLetter : candidates.findIndex(({ text }) => folded(text) === word);
  };
  const said = answer.replace(/^[^:：]{1,40}[:：](?=.*\S)/, '');
  for (const text of [answer, said, bare(said), bare(said).replace(/^(?:我?[选投]|答案?[是为]?)\s*/, '')]) {
    const index = text === '' ? -1 : find(text);
    if (index >= 0) return [index];
  }
  const several = bare(said).split(/\s+/).map(find);
  return several.length > 1 && !several.includes(-1) ? several : null;
}

/** @returns the share of each, all 0 while nobody has voted */
export function sharesOf(hands: Hands): number[] {
  const all = hands.reduce((sum, count) => sum + count, 0);
  return hands.map(count => (all === 0 ? 0 : count / all));
}

/** The candidate with the most hands, the first of equals; null when nobody voted for a candidate. */
export function winnerOf({ candidates }: Ballot, hands: Hands): Candidate | null {
  const most = Math.max(...hands.slice(0, candidates.length));
  return most > 0 ? candidates[hands.indexOf(most)]! : null;
}

/**
 * The candidate the class draws when its hands are its distribution: the one under u on a strip of the candidates in
 * their order. Hands for something else name no token, so they have no part of the strip.
 *
 * @param u in [0, 1)
 * @returns null when nobody voted for a candidate
 */
export function drawnFrom({ candidates }: Ballot, hands: Hands, u: number): Candidate | null {
  const all = candidates.reduce((sum, _, i) => sum + hands[i]!, 0);
  let reached = 0;
  return candidates.find((_, i) => u * all < (reached += hands[i]!)) ?? null;
}

/** Without the signs people put around an answer. */
const bare = (text: string): string => text.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');

const folded = (text: string): string => text.trim().normalize('NFKC').toLowerCase();
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
