import type { TokenId } from '#lm/prediction.ts';
import type { Feed, Literal, Runtime, Tensor } from './runtime/runtime.ts';
import type { Signature } from './signature.ts';

/**
 * Keys and values of the tokens the model read last. A new context shares its beginning with the last one nearly
 * always — one token more, a step back, another branch — and that beginning is not computed again.
 */
export class KeyValueCache {
  private ids: readonly TokenId[] = [];
  private tensors: readonly Tensor[] | null = null; // [1, H, P, C/H], in the order of signature.pasts

  /** @param heads H, each of `headSize` = C/H */
  constructor(
    private readonly runtime: Runtime,
    private readonly signature: Signature,
    private readonly heads: number,
    private readonly headSize: number,
  ) {}

  /**
   * Keeps what a context shares with the last one, at most all but its last token, whose logits are wanted.
   *
   * @returns the number of tokens P whose keys and values are at hand, and these to be fed; empty ones for 0
   */
  async reuse(context: readonly TokenId[]): Promise<{ length: number; feeds: readonly Feed[] }> {
    const length = Math.min(commonPrefix(this.ids, context), context.length - 1);
    if (length === 0) return { length, feeds: this.none() };
    if (length < this.ids.length) await this.crop(length);
    return { length, feeds: this.tensors! };
  }

  /** Takes over what a pass over the whole context returned. */
  store(context: readonly TokenId[], tensors: readonly Tensor[]): void {
    this.clear();
    this.ids = context.slice();
    this.tensors = tensors;
  }

  clear(): void {
    this.tensors?.forEach(tensor => tensor.release());
    this.tensors = null;
    this.ids = [];
  }

  private async crop(length: number): Promise<void> {
    const cropped = await allOrNone(this.tensors!.map(tensor => this.runtime.crop(tensor, length)));
    const ids = this.ids.slice(0, length);
    this.clear();
    this.ids = ids;
    this.tensors = cropped;
  }

  /** Keys and values of no token. */
  none(): Literal[] {
    const { cacheType, pasts } = this.signature;
    const nothing = cacheType === 'float16' ? new Uint16Array(0) : new Float32Array(0);
    return pasts.map(() => ({ type: cacheType, data: nothing, dims: [1, this.heads, 0, this.headSize] }));
  }
}

/** When one finds no room the others give theirs back: that is when memory is short. */
async function allOrNone(tensors: readonly Promise<Tensor>[]): Promise<Tensor[]> {
  const settled = await Promise.allSettled(tensors);
  const made = settled.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = settled.find(result => result.status === 'rejected');
  if (failed === undefined) return made;
  made.forEach(tensor => tensor.release());
  throw failed.reason;
}

function commonPrefix(a: readonly TokenId[], b: readonly TokenId[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}
