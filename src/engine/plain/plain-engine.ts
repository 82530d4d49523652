import { type TokenId, predictionFrom } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import type { Answer, Engine, LoadProgress } from '../engine.ts';
import { fetchFiles } from '../files/fetch-files.ts';
import { Lane } from '../lane.ts';
import type { Model, ModelSpec } from '../spec.ts';
import { loadTokenizer } from '../tokenizer.ts';
import { type Cache, type Gpt2, type Inside, emptyCache, logitsOf, readToken } from './gpt2.ts';
import { readWeights } from './weights.ts';

/** Text → tokens, and what a token is. */
export type Speller = Pick<Engine, 'encode' | 'vocabulary'>;

/** What an engine must know of the model it computes. */
export type PlainSpec = Pick<ModelSpec, 'id' | 'revision' | 'contextLength' | 'endOfText'>;

const BREATH = 8; // ms of computing between two looks at the page

/** What one pass of the plain engine shows of itself: of the last token alone. */
export interface PlainInspection extends Inside {
  readonly lens: readonly Float32Array[]; // [L + 1] logits [V] if the stack ended there
}

/**
 * A small model of our own on the page's own thread, without a runtime: it answers before one has arrived, and where
 * WebAssembly is forbidden. A token of en-nano takes one or two milliseconds.
 */
export class PlainEngine implements Engine {
  readonly model: Engine['model'];
  readonly contextLength: number;
  readonly endOfText: TokenId | null;
  readonly vocabulary: Engine['vocabulary'];
  private readonly lane = new Lane();
  private read: readonly TokenId[] = []; // what the cache holds
  private cache: Cache;
  private disposed = false;

  constructor(
    spec: PlainSpec,
    private readonly weights: Gpt2,
    private readonly tokenizer: Speller,
  ) {
    this.model = { id: spec.id, revision: spec.revision };
    this.contextLength = spec.contextLength;
    this.endOfText = spec.endOfText;
    this.vocabulary = tokenizer.vocabulary;
    this.cache = emptyCache(weights);
  }

  encode(text: string): TokenId[] {
    return this.tokenizer.encode(text);
  }

  predict(context: readonly TokenId[], signal: AbortSignal): Promise<Answer> {
    return this.lane.run(async () => {
      const start = performance.now();
      const state = await this.stateAfter(context, signal);
      const logits = logitsOf(this.weights, state);
      const latencyMs = performance.now() - start;
      return { prediction: predictionFrom(logits), latencyMs };
    }, signal);
  }

  /**
   * What the last token's vector is after each block, where its heads look, and what the model would say there.
   *
   * @param context 1 … contextLength token ids
   */
  inspectLast(context: readonly TokenId[], signal: AbortSignal): Promise<PlainInspection> {
    return this.lane.run(async () => {
      this.forgetFrom(context.length - 1); // so that the last token is read again, with someone watching
      const inside: Inside = { states: [], attention: [] };
      await this.stateAfter(context, signal, inside);
      return { ...inside, lens: inside.states.map(state => logitsOf(this.weights, state)) };
    }, signal);
  }

  dispose(): void {
    this.disposed = true;
    this.cache = emptyCache(this.weights);
    this.read = [];
  }

  /** The last token's vector [C] after the last block. Reads what the cache does not have, and lets the page breathe. */
  private async stateAfter(
    context: readonly TokenId[],
    signal: AbortSignal,
    inside?: Inside,
  ): Promise<Float32Array> {
    this.check(context);
    const known = context.findIndex((id, i) => id !== this.read[i]);
    // The last token is always read: its vector is not kept.
    this.forgetFrom(Math.min(known === -1 ? context.length : known, context.length - 1));
    let state: Float32Array = new Float32Array();
    let since = performance.now();
    for (let at = this.read.length; at < context.length; at++) {
      if (performance.now() - since > BREATH) {
        await new Promise(resolve => setTimeout(resolve));
        signal.throwIfAborted();
        if (this.disposed) throw ended();
        since = performance.now();
      }
      const last = at === context.length - 1;
      state = readToken(this.weights, this.cache, context[at]!, last ? inside : undefined);
      this.read = context.slice(0, at + 1);
    }
    return state;
  }

  private forgetFrom(length: number): void {
    if (this.read.length <= length) return;
    for (const vectors of [...this.cache.keys, ...this.cache.values]) vectors.length = length;
    this.read = this.read.slice(0, length);
  }

  private check(context: readonly TokenId[]): void {
    if (this.disposed) throw ended();
    if (context.length === 0) throw new RangeError('an empty context: begin with the end-of-text token');
    if (context.length > this.contextLength) {
      const limit = `${this.model.id} takes ${this.contextLength}`;
      throw new EngineError('context-too-long', `context is ${context.length} tokens; ${limit}`);
    }
    const strange = context.find(id => !(id < this.weights.tokens.rows));
    if (strange !== undefined)
      throw new RangeError(`token ${strange} of a vocabulary of ${this.weights.tokens.rows}`);
  }
}

const ended = (): EngineError => new EngineError('worker-crashed', 'the engine has been disposed of');

/**
 * Loads one of the page's own models without a runtime.
 *
 * @throws EngineError; DOMException 'AbortError' when `signal` fires
 */
export async function loadPlainEngine(
  model: Model,
  onProgress: (progress: LoadProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<PlainEngine> {
  const { graph, weights } = model.spec.files;
  if (weights === undefined) throw new EngineError('model-invalid', 'the weights are not beside the graph');
  const tokenizer = loadTokenizer(model, signal);
  tokenizer.catch(() => {}); // awaited below
  const files = await fetchFiles(model, [graph, weights], null, onProgress);
  signal?.throwIfAborted();
  const gpt2 = readWeights(files.get(graph.path)!, files.get(weights.path)!, model.spec);
  return new PlainEngine(model.spec, gpt2, await tokenizer);
}
