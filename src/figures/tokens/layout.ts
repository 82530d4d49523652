import type { TokenId } from '#lm/prediction.ts';
import { type Vocabulary, spell } from '#lm/token.ts';
import { type TokenLabel, hexOf, labelOf } from '#views/label.ts';

/** One token of a text. */
export interface Tile {
  readonly index: number; // in the text
  readonly id: TokenId;
  readonly label: TokenLabel; // standing alone: a part of a character shows its bytes
  readonly bytes: string; // 'e4 bd a0'
}

/** Tokens that belong together: one alone, or the parts of one character. */
export interface TileGroup {
  readonly character: string | null; // spelled by the tiles together; null for a token that stands alone
  readonly tiles: readonly Tile[];
}

export interface CutText {
  readonly groups: readonly TileGroup[];
  readonly tokens: number;
  readonly characters: number; // as readers count them: an emoji is one
  readonly bytes: number; // in UTF-8
}

/** A text as the tokens it is cut into, with the parts of a character side by side. */
export function layoutTokens(text: string, ids: readonly TokenId[], vocabulary: Vocabulary): CutText {
  const groups: { character: string | null; tiles: Tile[] }[] = [];
  let bytes = 0;
  spell(ids, vocabulary).forEach(({ id, part }, index) => {
    const own = vocabulary.bytes(id);
    bytes += own.length;
    const tile: Tile = { index, id, label: labelOf(id, vocabulary), bytes: hexOf(own) };
    if (part !== null && part.index > 0) groups.at(-1)!.tiles.push(tile);
    else groups.push({ character: part?.character ?? null, tiles: [tile] });
  });
  const characters = [...new Intl.Segmenter().segment(text)].length;
  return { groups, tokens: ids.length, characters, bytes };
}
