import type * as Ort from 'onnxruntime-web';
import type { TokenId } from '#lm/prediction.ts';
import { KeyValueCache } from './cache.ts';
import { signatureOf } from './signature.ts';
import type { Signature } from './signature.ts';

/** A GPT-2 graph in a session: tokens in, logits of the next one out. */
export class Decoder {
  readonly signature: Signature;
  private readonly cache: KeyValueCache;

  constructor(
    private readonly ort: typeof Ort,
    private readonly session: Ort.InferenceSession,
  ) {
    this.signature = signatureOf(session);
    this.cache = new KeyValueCache(ort, this.signature);
  }

  /**
   * Logits [V] after a context. Only tokens that the last context did not begin with are computed.
   *
   * @param context 1 … contextLength token ids
   */
  async logits(context: readonly TokenId[]): Promise<{ logits: Float32Array; latencyMs: number }> {
    const past = await this.cache.reuse(context);
    const feeds = this.feeds(context, past.length, past.tensors);
    const started = performance.now();
    const results = await this.session.run(feeds, ['logits', ...this.signature.presents]);
    const latencyMs = performance.now() - started;
    this.cache.store(
      context,
      this.signature.presents.map(name => results[name]!),
    );
    return { logits: lastRow(results.logits!), latencyMs };
  }

  /**
   * Any outputs of a pass over a whole context, computed afresh: the cache holds no attention and no hidden states.
   *
   * @param outputs names among the signature's
   */
  async outputs(context: readonly TokenId[], outputs: readonly string[]): Promise<readonly Ort.Tensor[]> {
    const none = new KeyValueCache(this.ort, this.signature);
    const { tensors } = await none.reuse(context);
    const results = await this.session.run(this.feeds(context, 0, tensors), outputs);
    return outputs.map(name => results[name]!);
  }

  private feeds(
    context: readonly TokenId[],
    past: number,
    tensors: readonly Ort.Tensor[],
  ): Record<string, Ort.Tensor> {
    const fresh = context.slice(past);
    const feeds: Record<string, Ort.Tensor> = { input_ids: this.integers(fresh) };
    if (this.signature.hasAttentionMask) feeds.attention_mask = this.integers(context.map(() => 1));
    if (this.signature.hasPositionIds) feeds.position_ids = this.integers(fresh.map((_, i) => past + i));
    if (this.signature.hasLogitsToKeep) {
      feeds.num_logits_to_keep = new this.ort.Tensor('int64', BigInt64Array.of(1n), []);
    }
    this.signature.pasts.forEach((name, i) => (feeds[name] = tensors[i]!));
    return feeds;
  }

  /** [1, n] of int64 */
  private integers(values: readonly number[]): Ort.Tensor {
    return new this.ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  }
}

/** The last V values: graphs give the logits of every position unless they can be told otherwise. */
function lastRow(logits: Ort.Tensor): Float32Array {
  const vocabSize = logits.dims.at(-1)!;
  return (logits.data as Float32Array).slice(-vocabSize);
}
