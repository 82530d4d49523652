import type { ApiContext } from './context.ts';
import type { Candidate } from './token.ts';
import type { Transport } from './transport.ts';

/** How one kind of server is asked for a next-token distribution, and how it answers. One file each. */
export interface Dialect {
  readonly endpoint: Endpoint;

  /** Candidates to ask for, tried from the left: a server that refuses a number may take a smaller one. */
  readonly counts: readonly number[];

  /**
   * exact: the model reads the text and nothing else. instructed: only a chat model can be asked, which reads its own
   * template around the text and an instruction to continue it, so its numbers are those of another context (≈).
   */
  readonly continuation: 'exact' | 'instructed';

  /** Whether it can be asked to go on inside a character (`ApiContext.pending` not empty). */
  readonly insideCharacters: boolean;

  /**
   * Body of the request.
   *
   * @param count candidates wanted
   * @param attempt 0, then 1, 2 … when an answer held no token because the model drew the end of the text
   * @param limit the field for "one token": OpenAI's newer models refuse the older name of it
   */
  request(
    context: ApiContext,
    model: string,
    count: number,
    attempt: number,
    limit?: 'max_tokens' | 'max_completion_tokens',
  ): object;

  /**
   * Candidates of an answer; null when the model drew the end of the text and the server says nothing more.
   *
   * @param endIds the model's end-of-text tokens, where `describe` found them
   * @throws EngineError 'no-logprobs' | 'nonsense'
   */
  read(answer: unknown, endIds: ReadonlySet<number>): readonly Candidate[] | null;

  /** Facts only this kind of server tells. Never throws for a fact it does not get. */
  describe?(transport: Transport, model: string, signal: AbortSignal): Promise<Partial<ModelFacts>>;
}

/** A path, and what it is under: the server's root or its OpenAI-compatible part. */
export interface Endpoint {
  readonly base: 'root' | 'v1';
  readonly path: string;
}

/** What a server tells about a model; null where it does not. */
export interface ModelFacts {
  readonly vocabSize: number | null; // V
  readonly contextLength: number | null; // tokens
  readonly endIds: readonly number[]; // the server's ids of end-of-text tokens; [] where it gives none
}
