/** Sizes of a GPT-2. */
export interface Shape {
  readonly layers: number; // L
  readonly heads: number; // H
  readonly embedding: number; // C
  readonly vocabSize: number; // V
  readonly contextLength: number; // tokens
}

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array; // row-major
}

/** Weights under Hugging Face's names, vectors as matrices of one row. Projections are [in, out], as GPT-2's are. */
export type Weights = Readonly<Record<string, Matrix>>;

/**
 * Random weights, with a spread that makes the logits differ clearly between tokens.
 *
 * @param seed integer; the same seed gives the same weights
 */
export function randomWeights(
  { layers, embedding: C, vocabSize, contextLength }: Shape,
  seed: number,
): Weights {
  const uniform = xorshift(seed);
  const matrix = (rows: number, columns: number, spread: number, around = 0): Matrix => {
    const data = new Float32Array(rows * columns);
    for (let i = 0; i < data.length; i++) data[i] = around + (uniform() * 2 - 1) * spread;
    return { rows, columns, data };
  };
  const norm = (name: string): [string, Matrix][] => [
    [`${name}.weight`, matrix(1, C, 0.2, 1)],
    [`${name}.bias`, matrix(1, C, 0.1)],
  ];
  const linear = (name: string, rows: number, columns: number): [string, Matrix][] => [
    [`${name}.weight`, matrix(rows, columns, 2 / Math.sqrt(rows))],
    [`${name}.bias`, matrix(1, columns, 0.1)],
  ];
  const blocks = Array.from({ length: layers }, (_, i) => [
    ...norm(`h.${i}.ln_1`),
    ...linear(`h.${i}.attn.c_attn`, C, 3 * C),
    ...linear(`h.${i}.attn.c_proj`, C, C),
    ...norm(`h.${i}.ln_2`),
    ...linear(`h.${i}.mlp.c_fc`, C, 4 * C),
    ...linear(`h.${i}.mlp.c_proj`, 4 * C, C),
  ]).flat();
  return Object.fromEntries([
    ['wte.weight', matrix(vocabSize, C, 0.5)],
    ['wpe.weight', matrix(contextLength, C, 0.2)],
    ...blocks,
    ...norm('ln_f'),
  ]);
}

/** Marsaglia 2003, xorshift32: fast enough for a hundred million weights. In [0, 1). */
function xorshift(seed: number): () => number {
  let x = (seed * 2654435761) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 0x100000000;
  };
}
