import type { Graph, Initializer } from './graph.ts';
import type { Matrix, Weights } from './weights.ts';

/** How projections are stored and multiplied, after the hub's suffixes: '', _fp16, _quantized, _q4. */
export type Precision = 'fp32' | 'fp16' | 'int8' | 'q4';

const BLOCK = 32; // weights of a column that share a scale in q4

/** The weights as a precision leaves them, for the reference to compute with. */
export function rounded(weights: Weights, precision: Precision): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, matrix]) => {
      const isProjection = /attn\.c_\w+\.weight|mlp\.c_\w+\.weight/.test(name);
      const quantised = precision === 'int8' ? isProjection || name === 'wte.weight' : isProjection;
      if (precision === 'fp16') return [name, { ...matrix, data: matrix.data.map(v => fromHalf(toHalf(v))) }];
      if (precision === 'fp32' || !quantised) return [name, matrix];
      return [name, precision === 'int8' ? fromInt8(matrix) : fromQ4(matrix)];
    }),
  );
}

/** Adds the nodes of x · weight in a precision. @returns the output's name and what must be stored */
export function multiply(
  graph: Graph,
  x: string,
  name: string,
  weight: Matrix,
  precision: Precision,
): { output: string; initializers: Initializer[] } {
  const { rows, columns, data } = weight;
  const dims = [rows, columns];
  if (precision === 'fp32') {
    return {
      output: graph.op('MatMul', [x, name]),
      initializers: [{ name, type: 'float', dims, data: bytesIn(data) }],
    };
  }
  if (precision === 'fp16') {
    const half = bytesIn(Uint16Array.from(data, toHalf));
    return {
      output: graph.op('MatMul', [x, name]),
      initializers: [{ name, type: 'float16', dims, data: half }],
    };
  }
  if (precision === 'int8') {
    const { values, scale } = toInt8(data);
    const output = integerProduct(graph, x, `${name}_quantized`, `${name}_scale`);
    return {
      output,
      initializers: [
        { name: `${name}_quantized`, type: 'int8', dims, data: bytesIn(values) },
        { name: `${name}_scale`, type: 'float', dims: [], data: bytesIn(Float32Array.of(scale)) },
      ],
    };
  }
  const { packed, scales } = toQ4(weight);
  const attributes = { K: rows, N: columns, bits: 4, block_size: BLOCK };
  const inputs = [x, `${name}_q4`, `${name}_scales`];
  const [output] = graph.ops('MatMulNBits', inputs, 1, attributes, 'com.microsoft');
  return {
    output: output!,
    initializers: [
      { name: `${name}_q4`, type: 'uint8', dims: [columns, rows / BLOCK, BLOCK / 2], data: packed },
      { name: `${name}_scales`, type: 'float', dims: [columns * (rows / BLOCK)], data: bytesIn(scales) },
    ],
  };
}

/** x · w for w in int8 with one scale, as dynamic quantization exports it. */
export function integerProduct(graph: Graph, x: string, quantized: string, scale: string): string {
  const [xq, xScale, xZero] = graph.ops('DynamicQuantizeLinear', [x], 3);
  const product = graph.op('MatMulInteger', [xq!, quantized, xZero!]);
  return graph.op('Mul', [graph.op('Cast', [product], { to: 1 }), graph.op('Mul', [xScale!, scale])]);
}

export const bytesIn = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

export function toInt8(data: Float32Array): { values: Int8Array; scale: number } {
  let max = 0;
  for (const value of data) max = Math.max(max, Math.abs(value));
  const scale = Math.fround(max / 127);
  const values = new Int8Array(data.length);
  for (let i = 0; i < data.length; i++) values[i] = Math.round(data[i]! / scale); // from() takes ten times as long
  return { values, scale };
}

function fromInt8(matrix: Matrix): Matrix {
  const { values, scale } = toInt8(matrix.data);
  return { ...matrix, data: Float32Array.from(values, value => value * scale) };
}

/** Blocks down each column, two weights to a byte, low half first, 8 stands for 0. @see MatMulNBits */
function toQ4({ rows, columns, data }: Matrix): { packed: Uint8Array; scales: Float32Array } {
  const blocks = rows / BLOCK;
  const packed = new Uint8Array((columns * rows) / 2);
  const scales = new Float32Array(columns * blocks);
  for (let n = 0; n < columns; n++) {
    for (let b = 0; b < blocks; b++) {
      let max = 0;
      for (let i = 0; i < BLOCK; i++) max = Math.max(max, Math.abs(data[(b * BLOCK + i) * columns + n]!));
      const scale = Math.fround(max / 7);
      scales[n * blocks + b] = scale;
      for (let i = 0; i < BLOCK; i++) {
        const q = Math.round(data[(b * BLOCK + i) * columns + n]! / scale) + 8;
        packed[(n * rows + b * BLOCK + i) >> 1]! |= q << (4 * (i % 2));
      }
    }
  }
  return { packed, scales };
}

function fromQ4(matrix: Matrix): Matrix {
  const { rows, columns } = matrix;
  const { packed, scales } = toQ4(matrix);
  const data = new Float32Array(rows * columns);
  for (let n = 0; n < columns; n++) {
    for (let k = 0; k < rows; k++) {
      const q = (packed[(n * rows + k) >> 1]! >> (4 * (k % 2))) & 15;
      data[k * columns + n] = (q - 8) * scales[n * (rows / BLOCK) + Math.floor(k / BLOCK)]!;
    }
  }
  return { ...matrix, data };
}

/** float32 → IEEE 754 half, to nearest, ties to even; for values within its range. */
export function toHalf(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (magnitude < 2 ** -14) return sign | evenRound(magnitude * 2 ** 24); // subnormal
  const exponent = Math.floor(Math.log2(magnitude));
  return sign | (((exponent + 15) << 10) + evenRound((magnitude / 2 ** exponent - 1) * 1024));
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function evenRound(value: number): number {
  const floor = Math.floor(value);
  const over = value - floor;
  return over > 0.5 || (over === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
