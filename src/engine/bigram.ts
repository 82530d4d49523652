import { predictionFrom } from '#lm/prediction.ts';
import type { TokenId } from '#lm/prediction.ts';
import { EngineError } from './engine.ts';
import type { Answer, Engine } from './engine.ts';
import { Lane } from './lane.ts';

/** Token → the tokens that may follow it, with weights. A token without a row is followed by the end of the text. */
export type Bigrams = Readonly<Record<string, Readonly<Record<string, number>>>>;

const END = '<|endoftext|>';

/**
 * A language model small enough to work out by hand: the next token depends on the last one alone. Session tests run
 * on it; it keeps the same contract as the real engines.
 */
export class BigramEngine implements Engine {
  readonly model = { id: 'bigram', revision: '00000000' };
  readonly endOfText: TokenId = 0;
  readonly vocabulary: Engine['vocabulary'];
  private readonly tokens: readonly string[]; // spellings by id
  private readonly lane = new Lane();
  private disposed = false;

  /** @param contextLength tokens */
  constructor(
    private readonly bigrams: Bigrams,
    readonly contextLength = 64,
  ) {
    const spelled = Object.entries(bigrams).flatMap(([token, next]) => [token, ...Object.keys(next)]);
    this.tokens = [...new Set([END, ...spelled])];
    const bytes = this.tokens.map(token => new TextEncoder().encode(token === END ? '' : token));
    this.vocabulary = {
      size: bytes.length,
      bytes(id) {
        if (bytes[id] === undefined) throw new RangeError(`token ${id} of a vocabulary of ${bytes.length}`);
        return bytes[id];
      },
      special: id => (id === this.endOfText ? END : null),
    };
  }

  /**
   * Longest token first.
   *
   * @throws RangeError where the text goes on with nothing of the vocabulary
   */
  encode(text: string): TokenId[] {
    const ids: TokenId[] = [];
    let rest = text;
    while (rest !== '') {
      const fitting = this.tokens.filter(token => token !== END && rest.startsWith(token));
      const longest = fitting.sort((a, b) => b.length - a.length)[0];
      if (longest === undefined) throw new RangeError(`no token begins ${JSON.stringify(rest.slice(0, 20))}`);
      ids.push(this.tokens.indexOf(longest));
      rest = rest.slice(longest.length);
    }
    return ids;
  }

  predict(context: readonly TokenId[], signal: AbortSignal): Promise<Answer> {
    return this.lane.run(async () => this.answer(context), signal);
  }

  dispose(): void {
    this.disposed = true;
  }

  private answer(context: readonly TokenId[]): Answer {
    if (this.disposed) throw new EngineError('worker-crashed', 'the engine has been disposed of');
    if (context.length === 0) throw new RangeError('an empty context: begin with the end-of-text token');
    if (context.length > this.contextLength) {
      throw new EngineError(
        'context-too-long',
        `context is ${context.length} tokens; bigram takes ${this.contextLength}`,
      );
    }
    const next = this.bigrams[this.tokens[context.at(-1)!]!] ?? { [END]: 1 };
    const logits = Float32Array.from(this.tokens, token => Math.log(next[token] ?? 0));
    return { prediction: predictionFrom(logits), latencyMs: 0 };
  }
}
