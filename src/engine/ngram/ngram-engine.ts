import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type TokenId, predictionFrom } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import type { Answer, Engine } from '../engine.ts';
import { Lane } from '../lane.ts';
import { Words, piecesOf } from './words.ts';

/** One place in the counted text. */
export interface Place {
  readonly start: number; // UTF-16 offset of the context's first token
  readonly next: number; // of the token that follows
  readonly end: number; // behind that token
}

/**
 * A language model that only counts (Shannon 1948, §3): it looks up every place of one text where the last n − 1 tokens
 * stand, and what follows there are its candidates, each with its share of the places. Nothing is smoothed and nothing
 * looked up in shorter contexts, so what the text does not have leaves it without an answer.
 */
export class NgramEngine implements Engine {
  readonly model: Engine['model'];
  readonly contextLength = 4096;
  readonly endOfText: TokenId;
  readonly vocabulary: Engine['vocabulary'];
  private readonly words: Words;
  private readonly tokens: readonly TokenId[]; // the text, and its end
  private readonly starts: readonly number[]; // UTF-16 offset of each token
  private readonly lane = new Lane();
  private disposed = false;

  /**
   * @param text what is counted; not empty
   * @param order n: how many tokens are looked at together, the predicted one included; 1 … 6
   * @throws RangeError for an empty text or another order
   */
  constructor(
    text: string,
    readonly order: number,
  ) {
    if (text === '') throw new RangeError('there is nothing to count in an empty text');
    if (!Number.isInteger(order) || order < 1 || order > 6)
      throw new RangeError(`an n-gram of ${order} tokens`);
    this.words = new Words(text);
    this.endOfText = this.words.end;
    this.vocabulary = this.words.vocabulary;
    this.tokens = [...this.words.encode(text), this.words.end];
    let at = 0;
    const starts = piecesOf(text).map(piece => (at += piece.length) - piece.length);
    this.starts = [...starts, text.length, text.length];
    const hash = sha256(new TextEncoder().encode(`${order} ${text}`));
    this.model = { id: 'ngram', revision: bytesToHex(hash).slice(0, 8) };
  }

  /** Tokens counted, the end of the text among them. */
  get size(): number {
    return this.tokens.length;
  }

  encode(text: string): TokenId[] {
    return this.words.encode(text);
  }

  /** @throws EngineError 'never-seen' where the text has no such context */
  predict(context: readonly TokenId[], signal: AbortSignal): Promise<Answer> {
    return this.lane.run(async () => this.count(context), signal);
  }

  /**
   * The places in the text that a bar was counted from.
   *
   * @param id the token that follows; absent: whatever follows
   */
  placesOf(context: readonly TokenId[], id?: TokenId): Place[] {
    const wanted = this.seen(context);
    return this.followers(wanted)
      .filter(at => id === undefined || this.tokens[at] === id)
      .map(at => ({
        start: this.starts[at - wanted.length]!,
        next: this.starts[at]!,
        end: this.starts[at + 1]!,
      }));
  }

  /** The part of a context that is looked at: its last n − 1 tokens. */
  seen(context: readonly TokenId[]): readonly TokenId[] {
    return this.order === 1 ? [] : context.slice(1 - this.order);
  }

  dispose(): void {
    this.disposed = true;
  }

  private count(context: readonly TokenId[]): Answer {
    if (this.disposed) throw new EngineError('worker-crashed', 'the engine has been disposed of');
    if (context.length === 0) throw new RangeError('an empty context: begin with the end-of-text token');
    if (context.length > this.contextLength) {
      throw new EngineError('context-too-long', `context is ${context.length} tokens; ngram takes 4096`);
    }
    const start = performance.now();
    const counts = new Float32Array(this.vocabulary.size);
    const places = this.followers(this.seen(context));
    if (places.length === 0) throw new EngineError('never-seen', 'the text has no such context');
    for (const at of places) counts[this.tokens[at]!]!++;
    const prediction = predictionFrom(counts.map(Math.log)); // logits: shares come out as count ÷ places
    return { prediction, latencyMs: performance.now() - start };
  }

  /** Indices of the tokens before which `wanted` stands. */
  private followers(wanted: readonly TokenId[]): number[] {
    const same = (id: TokenId): TokenId => this.words.sameWord(id);
    const words = wanted.map(same);
    const found: number[] = [];
    for (let at = words.length; at < this.tokens.length; at++) {
      if (words.every((word, i) => same(this.tokens[at - words.length + i]!) === word)) found.push(at);
    }
    return found;
  }
}
