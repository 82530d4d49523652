import type { Tile } from './layout.ts';

/** Neighbouring tiles between which no line may break. */
export interface Word {
  readonly key: string; // of its first tile: a token that joins it leaves the others where they are
  readonly tiles: readonly Tile[];
  readonly signature: string; // changes exactly when one of its tiles looks different
}

const longest = 16; // characters a line may have to carry over; what is longer may break between its tokens

const closing = /^[\p{Pe}\p{Pf}.,!?;:'"%…—，。！？；：、·～]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;
const breaksAnywhere = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。！？；：、]/u;

/**
 * The tiles of a story as words: a word made of several tokens, a character made of several, and a sign with what it
 * closes or opens, each in one piece. Chinese may break between any two characters otherwise.
 */
export function wordsOf(tiles: readonly Tile[]): Word[] {
  const words: Tile[][] = [];
  let length = 0;
  for (const tile of tiles) {
    const last = words.at(-1);
    const { length: more } = tile.token.text;
    if (last !== undefined && length + more <= longest && belongTogether(last.at(-1)!, tile)) {
      last.push(tile);
      length += more;
    } else {
      words.push([tile]);
      length = more;
    }
  }
  return words.map(word => ({
    key: word[0]!.key,
    tiles: word,
    signature: word.map(({ signature }) => signature).join(' '),
  }));
}

function belongTogether({ token: before }: Tile, { token }: Tile): boolean {
  if (before.special !== null || token.special !== null) return false;
  if (token.part !== null && token.part.index > 0) return true;
  const [left, right] = [before.text, token.text];
  if (left === '' || right === '' || /^\s/.test(right) || /\s$/.test(left)) return false;
  if (closing.test(right) || opening.test(left)) return true;
  return !breaksAnywhere.test(left.at(-1)!) && !breaksAnywhere.test(right[0]!);
}
