/**
 * GPT-2 (Radford et al. 2019) in plain TypeScript, to be read: one token goes in, and out come numbers for what could
 * follow. L blocks, H heads, C numbers a token, V tokens in the vocabulary. A pre-norm Transformer with learned
 * positions, GELU in its tanh form, and one table of token vectors for reading and for answering.
 */

/** Numbers of a table, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array; // [rows · columns]
}

export interface Linear {
  readonly weight: Matrix; // [in, out]
  readonly bias: Float32Array; // [out]
}

export interface Norm {
  readonly weight: Float32Array; // [C]
  readonly bias: Float32Array; // [C]
}

export interface Block {
  readonly beforeAttention: Norm;
  readonly queryKeyValue: Linear; // [C, 3C]
  readonly attentionOut: Linear; // [C, C]
  readonly beforeMlp: Norm;
  readonly mlpIn: Linear; // [C, 4C]
  readonly mlpOut: Linear; // [4C, C]
}

/** All that training has found. */
export interface Gpt2 {
  readonly heads: number; // H
  readonly tokens: Matrix; // [V, C]: the vector of each token
  readonly positions: Matrix; // [context, C]: the vector of each place
  readonly blocks: readonly Block[];
  readonly last: Norm;
}

/** What has been read: each block's keys and values, one vector [C] a position. Reading on leaves them as they are. */
export interface Cache {
  readonly keys: Float32Array[][]; // [L][positions read]
  readonly values: Float32Array[][];
}

/** What a reader can look at on the way. */
export interface Inside {
  readonly states: Float32Array[]; // [L + 1] the token's vector: as it went in, then after each block
  readonly attention: Float32Array[]; // [L] the weights of each head over all positions, [H · positions]
}

export const emptyCache = ({ blocks }: Gpt2): Cache => ({
  keys: blocks.map(() => []),
  values: blocks.map(() => []),
});

/**
 * Reads one more token: its vector passes through every block, and in each it looks at what was read before.
 *
 * @param cache grows by this token
 * @param inside is filled, if given
 * @returns the token's vector after the last block, [C]
 */
export function readToken(model: Gpt2, cache: Cache, token: number, inside?: Inside): Float32Array {
  const position = cache.keys[0]!.length;
  let x = add(row(model.tokens, token), row(model.positions, position));
  inside?.states.push(x);
  model.blocks.forEach((block, n) => {
    x = add(x, attend(model, block, cache, n, layerNorm(x, block.beforeAttention), inside));
    const inner = linear(layerNorm(x, block.beforeMlp), block.mlpIn).map(gelu);
    x = add(x, linear(inner, block.mlpOut));
    inside?.states.push(x);
  });
  return x;
}

/**
 * The model's answer: how well each token of the vocabulary fits a vector, as a logit. [V]
 *
 * @param x [C] after the last block; a vector from further below gives the logit lens
 */
export function logitsOf({ tokens, last }: Gpt2, x: Float32Array): Float32Array {
  const answer = layerNorm(x, last);
  const logits = new Float32Array(tokens.rows);
  for (let token = 0; token < tokens.rows; token++)
    logits[token] = dot(answer, tokens.values, token * answer.length);
  return logits;
}

/** Attention: each head compares a query with the keys of all tokens so far, and mixes their values by the result. [C] */
function attend(
  { heads }: Gpt2,
  block: Block,
  cache: Cache,
  n: number,
  x: Float32Array,
  inside: Inside | undefined,
): Float32Array {
  const C = x.length;
  const size = C / heads; // numbers a head has
  const projected = linear(x, block.queryKeyValue);
  const query = projected.subarray(0, C);
  const keys = cache.keys[n]!;
  const values = cache.values[n]!;
  keys.push(projected.subarray(C, 2 * C));
  values.push(projected.subarray(2 * C));

  const mixed = new Float32Array(C);
  const weights = new Float32Array(heads * keys.length);
  for (let head = 0; head < heads; head++) {
    const from = head * size;
    const part = query.subarray(from, from + size);
    const scores = keys.map(key => dot(part, key, from) / Math.sqrt(size));
    const share = softmax(scores);
    weights.set(share, head * keys.length);
    for (let at = 0; at < values.length; at++)
      for (let i = from; i < from + size; i++) mixed[i]! += share[at]! * values[at]![i]!;
  }
  inside?.attention.push(weights);
  return linear(mixed, block.attentionOut);
}

/** Shares of 1 that grow with the scores: e^score, divided by the sum of all. */
export function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores); // taken off, or e^score could overflow
  const powers = scores.map(score => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map(power => power / sum);
}

/** Moves the numbers to mean 0 and variance 1, then stretches and shifts each as it was learned. [C] → [C] */
function layerNorm(x: Float32Array, { weight, bias }: Norm): Float32Array {
  const C = x.length;
  let mean = 0;
  for (let i = 0; i < C; i++) mean += x[i]! / C;
  let variance = 0;
  for (let i = 0; i < C; i++) variance += (x[i]! - mean) ** 2 / C;
  const scale = 1 / Math.sqrt(variance + 1e-5);
  return x.map((value, i) => (value - mean) * scale * weight[i]! + bias[i]!);
}

/** x · W + b. [in] → [out] */
function linear(x: Float32Array, { weight, bias }: Linear): Float32Array {
  const out = Float64Array.from(bias);
  const columns = out.length;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const start = i * columns;
    for (let j = 0; j < columns; j++) out[j]! += value * weight.values[start + j]!;
  }
  return Float32Array.from(out);
}

/** 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))): about 0 below −2, about x above 2 (arXiv:1606.08415). */
const gelu = (x: number): number =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

function dot(a: Float32Array, b: Float32Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[from + i]!;
  return sum;
}

const add = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value + b[i]!);

const row = ({ columns, values }: Matrix, index: number): Float32Array =>
  values.subarray(index * columns, (index + 1) * columns);
