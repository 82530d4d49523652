import type { TokenId } from '#lm/prediction.ts';
import { type Answer, type BackendReport, type Engine, EngineError } from '../engine.ts';
import { type ApiContext, contextOf } from './context.ts';
import type { Dialect, ModelFacts } from './dialect.ts';
import { type DialectId, dialects } from './dialects.ts';
import { pieces } from './pieces.ts';
import { predictionFromCandidates } from './prediction.ts';
import type { Transport } from './transport.ts';
import { SessionVocabulary } from './vocabulary.ts';

/** What was found out about a server before the first prediction. */
export interface ApiModel {
  readonly id: string; // the model's name on the server
  readonly host: string; // of the server; the same name elsewhere may be another model
  readonly dialect: DialectId;
  readonly count: number; // candidates asked for
  readonly limit: 'max_tokens' | 'max_completion_tokens'; // the field that asks for one token
  readonly facts: ModelFacts;
}

const mostDraws = 4; // requests for one prediction, when the server draws the end of the text and says nothing else

/**
 * A model behind an API.
 *
 * It lists the likeliest candidates only; the rest is a remainder of known mass. Its contexts are text: `encode` cuts
 * a prompt into pieces for display (see `pieces`), while every generated token is the model's own, byte for byte. The
 * text is sent whole each time, so the server may split it into other tokens than those that were drawn, and a typed
 * `<|endoftext|>` may be read by the server as its special token.
 */
export class ApiEngine implements Engine {
  readonly model: Engine['model'];
  readonly contextLength: number; // pieces and tokens; Infinity when the server does not tell, and refuses by itself
  readonly endOfText: TokenId;
  readonly vocabulary: SessionVocabulary;
  readonly report: BackendReport;
  private readonly dialect: Dialect;
  private underWay = new AbortController();
  private disposed = false;

  constructor(
    private readonly api: ApiModel,
    private readonly transport: Transport,
    private readonly now: () => number, // ms
  ) {
    this.dialect = dialects[api.dialect];
    // An API tells nothing about its weights; what is known is the way its numbers come.
    this.model = { id: `${api.id} @ ${api.host}`, revision: `api/${api.dialect}` };
    const adapter = this.dialect.continuation === 'exact' ? api.dialect : `${api.dialect} ≈`;
    this.report = { backend: 'api', adapter, threads: 1, verification: null, rejected: [] };
    this.contextLength = api.facts.contextLength ?? Infinity;
    this.vocabulary = new SessionVocabulary(api.facts.vocabSize);
    this.endOfText = this.vocabulary.endOfText;
  }

  encode(text: string): TokenId[] {
    return pieces(text).map(bytes => this.intern({ bytes, special: null }));
  }

  intern(token: { readonly bytes: Uint8Array; readonly special: string | null }): TokenId {
    return this.vocabulary.intern({ ...token, serverId: null });
  }

  /**
   * Asks the server for the distribution after a context. `latencyMs` is the whole round trip: an API does not tell
   * the forward pass apart.
   *
   * @throws EngineError 'split-character' where an API of text cannot be asked: inside a character
   */
  async predict(context: readonly TokenId[], signal: AbortSignal): Promise<Answer> {
    if (this.disposed) throw new EngineError('worker-crashed', `the connection to ${this.api.id} was closed`);
    if (context.length === 0) throw new RangeError('context is empty; the least is the end-of-text token');
    if (context.length > this.contextLength) {
      throw new EngineError(
        'context-too-long',
        `context is ${context.length}; ${this.api.id} takes ${this.contextLength}`,
      );
    }
    this.underWay.abort();
    const request = new AbortController();
    this.underWay = request;
    const stop = () => request.abort();
    signal.addEventListener('abort', stop);
    try {
      signal.throwIfAborted();
      const began = this.now();
      const prediction = await this.ask(contextOf(context, this.vocabulary), request.signal);
      return { prediction, latencyMs: this.now() - began };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  dispose(): void {
    this.disposed = true;
    this.underWay.abort();
  }

  private async ask(context: ApiContext, signal: AbortSignal) {
    const { count, id, facts, limit } = this.api;
    const { dialect } = this;
    if (context.pending.some(({ serverId }) => serverId === null || !dialect.insideCharacters)) {
      throw new EngineError(
        'split-character',
        'the context ends inside a character, and this API takes only whole ones',
      );
    }
    const endIds = new Set(facts.endIds);
    for (let attempt = 0; attempt < mostDraws; attempt++) {
      const answer = await this.transport.post(
        dialect.endpoint,
        dialect.request(context, id, count, attempt, limit),
        signal,
      );
      signal.throwIfAborted();
      const candidates = dialect.read(answer, endIds);
      if (candidates !== null) return predictionFromCandidates(candidates, count, this.vocabulary);
    }
    throw new EngineError(
      'no-logprobs',
      'the model ends the text here, and the server does not say how likely that is',
    );
  }
}
