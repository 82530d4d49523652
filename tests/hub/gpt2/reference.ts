import type { Matrix, Shape, Weights } from './weights.ts';

type Rows = readonly Float64Array[];

/**
 * GPT-2 in double precision, straight from its definition and without a cache: what every exported graph must agree
 * with. Slow; for small shapes.
 *
 * @see Radford et al. 2019; github.com/openai/gpt-2 src/model.py
 * @returns logits [V] after the last token
 */
export function referenceLogits(shape: Shape, weights: Weights, context: readonly number[]): Float64Array {
  const { heads, embedding: C, layers } = shape;
  const at = (name: string): Matrix => weights[name]!;
  const row = ({ data, columns }: Matrix, i: number): Float32Array =>
    data.subarray(i * columns, (i + 1) * columns);
  const linear = (x: Rows, name: string): Rows =>
    x.map(v => affine(v, at(`${name}.weight`), at(`${name}.bias`)));
  const norm = (x: Rows, name: string): Rows =>
    x.map(v => layerNorm(v, at(`${name}.weight`), at(`${name}.bias`)));

  let x: Rows = context.map((id, position) =>
    add(row(at('wte.weight'), id), row(at('wpe.weight'), position)),
  );
  for (let i = 0; i < layers; i++) {
    const qkv = linear(norm(x, `h.${i}.ln_1`), `h.${i}.attn.c_attn`);
    const mixed = linear(attention(qkv, heads, C), `h.${i}.attn.c_proj`);
    x = x.map((v, t) => add(v, mixed[t]!));
    const inner = linear(norm(x, `h.${i}.ln_2`), `h.${i}.mlp.c_fc`).map(v => v.map(gelu));
    const outer = linear(inner, `h.${i}.mlp.c_proj`);
    x = x.map((v, t) => add(v, outer[t]!));
  }
  const last = layerNorm(x.at(-1)!, at('ln_f.weight'), at('ln_f.bias'));
  const wte = at('wte.weight');
  return Float64Array.from({ length: wte.rows }, (_, id) => dot(last, row(wte, id)));
}

/** Causal attention. @param qkv [T][3C] queries, keys, values side by side */
function attention(qkv: Rows, heads: number, C: number): Rows {
  const size = C / heads;
  return qkv.map((own, t) => {
    const mixed = new Float64Array(C);
    for (let h = 0; h < heads; h++) {
      const q = own.subarray(h * size, (h + 1) * size);
      const seen = qkv.slice(0, t + 1);
      const scores = seen.map(v => dot(q, v.subarray(C + h * size, C + (h + 1) * size)) / Math.sqrt(size));
      const max = Math.max(...scores);
      const weights = scores.map(score => Math.exp(score - max));
      const sum = weights.reduce((a, b) => a + b);
      seen.forEach((v, s) => {
        for (let i = 0; i < size; i++) mixed[h * size + i]! += (weights[s]! / sum) * v[2 * C + h * size + i]!;
      });
    }
    return mixed;
  });
}

function affine(x: Float64Array, weight: Matrix, bias: Matrix): Float64Array {
  const y = Float64Array.from(bias.data);
  for (let i = 0; i < weight.rows; i++) {
    for (let j = 0; j < weight.columns; j++) y[j]! += x[i]! * weight.data[i * weight.columns + j]!;
  }
  return y;
}

function layerNorm(x: Float64Array, weight: Matrix, bias: Matrix): Float64Array {
  const mean = x.reduce((a, b) => a + b) / x.length;
  const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length;
  return x.map((v, i) => ((v - mean) / Math.sqrt(variance + 1e-5)) * weight.data[i]! + bias.data[i]!);
}

const gelu = (x: number): number =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
const add = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! + b[i]!);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
