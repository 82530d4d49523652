import type { TokenId } from '#lm/prediction.ts';
import type { ModelSpec } from '../spec.ts';
import { KeyValueCache } from './cache.ts';
import { type Feed, type Runtime, type Session, type Tensor, integers, take } from './runtime/runtime.ts';
import { signatureOf } from './signature.ts';
import type { Signature } from './signature.ts';

/** A model's graphs in their sessions. */
export interface Sessions {
  readonly main: Session; // reads tokens onto a past
  readonly firstPass: Session | null; // reads a context without a past, in exports that have two graphs
}

/** A GPT-2 graph in a session: tokens in, logits of the next one out. */
export class Decoder {
  readonly signature: Signature;
  private readonly cache: KeyValueCache;

  constructor(
    runtime: Runtime,
    private readonly sessions: Sessions,
    { heads, embedding }: Pick<ModelSpec, 'heads' | 'embedding'>,
  ) {
    this.signature = signatureOf(sessions.main);
    this.cache = new KeyValueCache(runtime, this.signature, heads, embedding / heads);
  }

  /**
   * Logits [V] after a context. Only tokens that the last context did not begin with are computed.
   *
   * @param context 1 … contextLength token ids
   */
  async logits(context: readonly TokenId[]): Promise<{ logits: Float32Array; latencyMs: number }> {
    const started = performance.now();
    let length = await this.begin(context);
    let logits: Float32Array | null = null;
    while (length < context.length) {
      const end = length + this.readableFrom(length, context.length);
      logits = await this.read(context.slice(0, end));
      length = end;
    }
    return { logits: logits!, latencyMs: performance.now() - started };
  }

  /**
   * Any outputs of a pass over a whole context, computed afresh: the cache holds no attention and no hidden states.
   *
   * @param outputs names among the signature's
   * @returns tensors that whoever asked releases
   */
  async outputs(context: readonly TokenId[], outputs: readonly string[]): Promise<readonly Tensor[]> {
    return this.sessions.main.run(this.feeds(context, 0, this.cache.none()), outputs);
  }

  /** Frees the sessions; the decoder answers nothing afterwards. */
  async release(): Promise<void> {
    this.cache.clear();
    await this.sessions.main.release();
    await this.sessions.firstPass?.release();
  }

  /** How many tokens of a context need not be read again. */
  private async begin(context: readonly TokenId[]): Promise<number> {
    const { length } = await this.cache.reuse(context);
    const singly = context.length - length > 8 && this.readableFrom(length, context.length) === 1;
    if (length === 0 || !singly || this.readableFrom(0, context.length) === 1) return length;
    this.cache.clear(); // one pass over everything costs less than many over one token each
    return 0;
  }

  /** How many of the tokens from `past` on one pass may read. */
  private readableFrom(past: number, length: number): number {
    const { oneToken, severalOntoPast } = this.signature;
    if (past === 0) return this.sessions.firstPass !== null || !oneToken ? length : 1;
    return severalOntoPast && !oneToken ? length - past : 1;
  }

  /** Reads what the cache does not hold of a context, and keeps its keys and values. @returns logits [V] */
  private async read(context: readonly TokenId[]): Promise<Float32Array> {
    const past = await this.cache.reuse(context);
    const { main, firstPass } = this.sessions;
    const session = past.length === 0 && firstPass !== null ? firstPass : main;
    const feeds = this.feeds(context, past.length, past.feeds, session);
    const [logits, ...presents] = await session.run(feeds, ['logits', ...this.signature.presents]);
    this.cache.store(context, presents);
    // Graphs give the logits of every position unless they can be told otherwise; the last row is wanted.
    return take(logits!, logits!.dims.at(-1)!);
  }

  private feeds(
    context: readonly TokenId[],
    past: number,
    pasts: readonly Feed[],
    session = this.sessions.main,
  ): Record<string, Feed> {
    const fresh = context.slice(past);
    const every: Record<string, () => Feed> = {
      input_ids: () => integers(fresh),
      attention_mask: () => integers(context.map(() => 1)),
      position_ids: () => integers(fresh.map((_, i) => past + i)),
      use_cache_branch: () => ({ type: 'bool', data: Uint8Array.of(past > 0 ? 1 : 0), dims: [1] }),
      num_logits_to_keep: () => ({ type: 'int64', data: BigInt64Array.of(1n), dims: [] }),
    };
    this.signature.pasts.forEach((name, i) => (every[name] = () => pasts[i]!));
    return Object.fromEntries(session.inputs.map(({ name }) => [name, every[name]!()]));
  }
}
