import { uniform } from '#lm/random.ts';
import type { Gpt2, Linear, Norm } from '../plain/gpt2.ts';
import { attend } from './attention.ts';
import { crossEntropy } from './loss.ts';
import { Tape, type Tensor, tensor } from './tape.ts';

/** How large a pocket model is. */
export interface Shape {
  readonly layers: number; // L
  readonly heads: number; // H; divides the embedding, which is a multiple of four
  readonly embedding: number; // C
  readonly context: number; // characters it sees
  readonly vocab: number; // V
}

interface Block {
  readonly norm1: readonly [Tensor, Tensor];
  readonly qkv: readonly [Tensor, Tensor];
  readonly attentionOut: readonly [Tensor, Tensor];
  readonly norm2: readonly [Tensor, Tensor];
  readonly mlpIn: readonly [Tensor, Tensor];
  readonly mlpOut: readonly [Tensor, Tensor];
}

const STREAM = 31; // of the random numbers that a model begins with, apart from draws and batches

/** A GPT-2 whose numbers can be trained: the same steps as in plain/gpt2.ts, for many rows at once and on a tape. */
export class PocketModel {
  private readonly tokens: Tensor;
  private readonly positions: Tensor;
  private readonly blocks: readonly Block[];
  private readonly last: readonly [Tensor, Tensor];
  /** Every tensor that training changes, in a fixed order. */
  readonly parameters: readonly Tensor[];

  /** Random numbers to begin with, as GPT-2 had them (Radford et al. 2019, §2.3). */
  constructor(
    readonly shape: Shape,
    seed: number,
  ) {
    const { layers, embedding: C, vocab, context } = shape;
    let drawn = 0;
    const normal = (): number => {
      const [a, b] = [uniform(seed, drawn++, STREAM), uniform(seed, drawn++, STREAM)];
      return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b); // Box and Muller 1958
    };
    const parameters: Tensor[] = [];
    const made = (rows: number, columns: number, spread: number, middle = 0): Tensor => {
      const values = Float32Array.from(
        { length: rows * columns },
        () => middle + (spread && spread * normal()),
      );
      const made = tensor(rows, columns, values);
      parameters.push(made);
      return made;
    };
    const norm = (): [Tensor, Tensor] => [made(1, C, 0, 1), made(1, C, 0)];
    const linear = (ins: number, outs: number, spread: number): [Tensor, Tensor] => [
      made(ins, outs, spread),
      made(1, outs, 0),
    ];
    // What is added to the running sum is scaled down by the number of additions.
    const out = 0.02 / Math.sqrt(2 * layers);
    this.tokens = made(vocab, C, 0.02);
    this.positions = made(context, C, 0.02);
    this.blocks = Array.from({ length: layers }, () => ({
      norm1: norm(),
      qkv: linear(C, 3 * C, 1 / Math.sqrt(C)),
      attentionOut: linear(C, C, out),
      norm2: norm(),
      mlpIn: linear(C, 4 * C, 1 / Math.sqrt(C)),
      mlpOut: linear(4 * C, C, out),
    }));
    this.last = norm();
    this.parameters = parameters;
  }

  /** Number of trained values. */
  get size(): number {
    return this.parameters.reduce((sum, { values }) => sum + values.length, 0);
  }

  /**
   * The loss of a batch, nats a character; with its gradients added to every parameter.
   *
   * @param ids rows of `length` tokens one behind the other
   * @param targets the token that follows each
   */
  loss(ids: ArrayLike<number>, targets: ArrayLike<number>, length: number): number {
    const tape = new Tape();
    const places = Uint32Array.from({ length: ids.length }, (_, r) => r % length);
    let x = tape.add(tape.look(this.tokens, ids), tape.look(this.positions, places));
    for (const block of this.blocks) {
      const projected = tape.linear(tape.norm(x, ...block.norm1), ...block.qkv);
      x = tape.add(x, tape.linear(attend(tape, projected, this.shape.heads, length), ...block.attentionOut));
      const inner = tape.each(tape.linear(tape.norm(x, ...block.norm2), ...block.mlpIn), gelu, geluSlope);
      x = tape.add(x, tape.linear(inner, ...block.mlpOut));
    }
    const loss = crossEntropy(tape, tape.compare(tape.norm(x, ...this.last), this.tokens), targets);
    tape.backward();
    return loss;
  }

  /** The same numbers for plain/gpt2.ts, which answers; they go on changing with the training. */
  get weights(): Gpt2 {
    const norm = ([weight, bias]: readonly [Tensor, Tensor]): Norm => ({
      weight: weight.values,
      bias: bias.values,
    });
    const linear = ([weight, bias]: readonly [Tensor, Tensor]): Linear => ({ weight, bias: bias.values });
    return {
      heads: this.shape.heads,
      tokens: this.tokens,
      positions: this.positions,
      blocks: this.blocks.map(block => ({
        beforeAttention: norm(block.norm1),
        queryKeyValue: linear(block.qkv),
        attentionOut: linear(block.attentionOut),
        beforeMlp: norm(block.norm2),
        mlpIn: linear(block.mlpIn),
        mlpOut: linear(block.mlpOut),
      })),
      last: norm(this.last),
    };
  }

  /** All trained values in one row, for a worker to send or a file to keep. */
  flat(): Float32Array<ArrayBuffer> {
    const all = new Float32Array(this.size);
    let at = 0;
    for (const { values } of this.parameters) {
      all.set(values, at);
      at += values.length;
    }
    return all;
  }

  /** @throws RangeError for another number of values */
  restore(all: Float32Array): void {
    if (all.length !== this.size) throw new RangeError(`${all.length} values for a model of ${this.size}`);
    let at = 0;
    for (const { values } of this.parameters) {
      values.set(all.subarray(at, at + values.length));
      at += values.length;
    }
  }
}

const K = Math.sqrt(2 / Math.PI);

const gelu = (x: number): number => 0.5 * x * (1 + Math.tanh(K * (x + 0.044715 * x ** 3)));

function geluSlope(x: number): number {
  const t = Math.tanh(K * (x + 0.044715 * x ** 3));
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * K * (1 + 3 * 0.044715 * x * x);
}
