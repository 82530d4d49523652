import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';
import { type ApiToken, endOfText } from './token.ts';

/**
 * Tokens met in this session, numbered as they come: an API tells bytes, and ids are needed to speak of them. The
 * ids mean nothing outside the session, so a run over an API is shared as a file with its bytes, never as a link.
 */
export class SessionVocabulary implements Vocabulary {
  private readonly tokens: ApiToken[] = [];
  private readonly ids = new Map<string, TokenId>();

  /** The mark that ends a text; always known. */
  readonly endOfText: TokenId = this.intern(endOfText);

  /** @param vocabSize V where the server tells it; null where it does not */
  constructor(private readonly vocabSize: number | null) {}

  /** V; Infinity when the server does not tell it: the vocabulary is open, and nobody here can count the others. */
  get size(): number {
    return this.vocabSize ?? Infinity;
  }

  /** The id of a token: an old one where the same bytes, or the same special token, were met before. */
  intern(token: ApiToken): TokenId {
    // One character per byte; U+0100 can be none of them, so no text is taken for a special token.
    const key = token.special === null ? String.fromCharCode(...token.bytes) : `\u0100${token.special}`;
    const known = this.ids.get(key);
    if (known !== undefined) {
      // A piece of a prompt has no server id; the model's own token of the same bytes brings one.
      if (this.tokens[known]!.serverId === null && token.serverId !== null) this.tokens[known] = token;
      return known;
    }
    const id = this.tokens.push(token) - 1;
    this.ids.set(key, id);
    return id;
  }

  /**
   * An id for the n-th token of an answer, n ≥ 0, that is listed without a spelling. It adds nothing to a text. Each has
   * a name of its own, so that two rows never look alike and a saved run finds them again.
   */
  unnamed(n: number): TokenId {
    return this.intern({ bytes: new Uint8Array(), special: n === 0 ? '⟨?⟩' : `⟨?${n + 1}⟩`, serverId: null });
  }

  /** @throws RangeError if no such token was met */
  token(id: TokenId): ApiToken {
    const token = this.tokens[id];
    if (token === undefined) throw new RangeError(`token ${id}; this session has met ${this.tokens.length}`);
    return token;
  }

  bytes(id: TokenId): Uint8Array {
    return this.token(id).bytes;
  }

  special(id: TokenId): string | null {
    return this.token(id).special;
  }
}
