import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

/** Each character of one text is a token; two more stand for the text's ends and for characters that it does not have. */
export class Characters {
  readonly vocabulary: Vocabulary;
  readonly end: TokenId;
  readonly unknown: TokenId;
  private readonly ids: ReadonlyMap<string, TokenId>;

  /** @param alphabet the different characters in the order of their ids */
  constructor(readonly alphabet: readonly string[]) {
    this.ids = new Map(alphabet.map((character, id) => [character, id]));
    this.unknown = alphabet.length;
    this.end = alphabet.length + 1;
    const bytes = alphabet.map(character => new TextEncoder().encode(character));
    const marks = new Map([
      [this.unknown, '<unk>'],
      [this.end, '<|endoftext|>'],
    ]);
    this.vocabulary = {
      size: alphabet.length + 2,
      bytes(id) {
        if (marks.has(id)) return new Uint8Array();
        if (bytes[id] === undefined)
          throw new RangeError(`token ${id} of a vocabulary of ${bytes.length + 2}`);
        return bytes[id];
      },
      special: id => marks.get(id) ?? null,
    };
  }

  static of(text: string): Characters {
    return new Characters([...new Set(text)].sort());
  }

  encode(text: string): TokenId[] {
    return [...text].map(character => this.ids.get(character) ?? this.unknown);
  }
}
