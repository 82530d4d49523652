import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

const END = '<|endoftext|>';
const BYTES = 256;

/** What becomes one token: a word with the space before it, a number, one Chinese or Japanese character, any other sign. */
const piece =
  /[^\S\n]?(?:(?!\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana})[\p{L}\p{M}'’])+|[^\S\n]?\p{N}+|\n|[^\S\n]?[^\s\p{L}\p{N}]|[^]/gu;

/** The pieces of a text; joined, they are the text. */
export const piecesOf = (text: string): string[] => text.match(piece) ?? [];

/**
 * The words of one text as tokens: 0 … 255 are single bytes, for what the text does not have; then its own pieces in the
 * order in which they appear; the last is the end of the text.
 */
export class Words {
  readonly vocabulary: Vocabulary;
  readonly end: TokenId;
  private readonly ids = new Map<string, TokenId>();
  private readonly plain: TokenId[] = []; // by id: the same word's first spelling, with or without a space

  constructor(text: string) {
    const encoder = new TextEncoder();
    const plain = new Map<string, TokenId>();
    const spelled: Uint8Array[] = Array.from({ length: BYTES }, (_, byte) => Uint8Array.of(byte));
    for (const word of piecesOf(text)) {
      if (this.ids.has(word)) continue;
      const bare = word.trimStart() || word;
      if (!plain.has(bare)) plain.set(bare, spelled.length);
      this.plain[spelled.length] = plain.get(bare)!;
      this.ids.set(word, spelled.length);
      spelled.push(encoder.encode(word));
    }
    this.end = spelled.length;
    this.vocabulary = {
      size: spelled.length + 1,
      bytes: id => {
        if (id === this.end) return new Uint8Array();
        const bytes = spelled[id];
        if (bytes === undefined) throw new RangeError(`token ${id} of a vocabulary of ${spelled.length + 1}`);
        return bytes;
      },
      special: id => (id === this.end ? END : null),
    };
  }

  /** Tokens that count as the same word: at the start of a text a word has no space before it. */
  sameWord(id: TokenId): TokenId {
    return this.plain[id] ?? id;
  }

  /** A piece that the text does not have is spelled in bytes: it can be read, and nothing is known about it. */
  encode(text: string): TokenId[] {
    return piecesOf(text).flatMap(word => {
      const id = this.ids.get(word);
      return id === undefined ? [...new TextEncoder().encode(word)] : [id];
    });
  }
}
