import type { TokenId } from '#lm/prediction.ts';
import type { Distribution } from '#lm/sampling.ts';

/** A word of a text that may be exchanged. */
export interface Swap {
  readonly word: string; // its first occurrence in the text
  readonly others: readonly string[];
}

/** A stretch of the text: fixed words, or a word that may be exchanged. */
export interface Piece {
  readonly text: string; // as it stands now
  readonly swap: number | null; // index into the swaps
}

/**
 * The text with the chosen words in it. Places are those in the original text, so that one exchange does not move the
 * place of another.
 *
 * @param chosen word in force, by swap
 * @throws RangeError if a word does not occur in the text
 */
export function layoutPieces(text: string, swaps: readonly Swap[], chosen: readonly string[]): Piece[] {
  const places = swaps
    .map(({ word }, swap) => ({ swap, word, at: text.indexOf(word) }))
    .sort((a, b) => a.at - b.at);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { swap, word, at } of places) {
    if (at < end) throw new RangeError(`${JSON.stringify(word)} does not stand by itself in ${text}`);
    if (at > end) pieces.push({ text: text.slice(end, at), swap: null });
    pieces.push({ text: chosen[swap]!, swap });
    end = at + word.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), swap: null });
  return pieces;
}

/** A token whose probability an exchange has changed. */
export interface Mover {
  readonly id: TokenId;
  readonly before: number; // probability
  readonly now: number;
}

const visible = 0.0005; // half of the last digit that a percentage is written with

/**
 * The tokens of the whole vocabulary that gained and lost most, in probability.
 *
 * @param most how many of each at most; tokens that did not move visibly are left out
 */
export function movers(
  before: Distribution,
  now: Distribution,
  most: number,
): { gained: readonly Mover[]; lost: readonly Mover[] } {
  const old = new Map(Array.from(before.ids, (id, rank) => [id, before.probabilities[rank]!]));
  const all = Array.from(now.ids, (id, rank): Mover => ({
    id,
    before: old.get(id) ?? 0,
    now: now.probabilities[rank]!,
  })).sort((a, b) => b.now - b.before - (a.now - a.before));
  return {
    gained: all.slice(0, most).filter(mover => mover.now - mover.before > visible),
    lost: all
      .slice(-most)
      .filter(mover => mover.before - mover.now > visible)
      .reverse(),
  };
}
