import { type Tape, type Tensor, tensor } from './tape.ts';

/**
 * Causal attention within sequences of `length` rows: each row mixes the values of the rows up to its own, by how well
 * its query fits their keys (Vaswani et al. 2017, §3.2).
 *
 * @param projected queries, keys and values side by side, [rows, 3C]
 * @returns [rows, C]
 */
export function attend(tape: Tape, projected: Tensor, heads: number, length: number): Tensor {
  const C = projected.columns / 3;
  const size = C / heads;
  const { rows, values: qkv, gradient } = projected;
  const out = tensor(rows, C);
  const shares = new Float32Array(rows * heads * length); // [row][head][position it looks at]
  const scale = 1 / Math.sqrt(size);

  for (let r = 0; r < rows; r++) {
    const first = r - (r % length);
    for (let head = 0; head < heads; head++) {
      const from = head * size;
      const share = shares.subarray((r * heads + head) * length, (r * heads + head + 1) * length);
      let sum = 0;
      for (let at = first; at <= r; at++) {
        let score = 0;
        for (let c = from; c < from + size; c++) score += qkv[r * 3 * C + c]! * qkv[(at * 3 + 1) * C + c]!;
        share[at - first] = score * scale;
      }
      const largest = share.subarray(0, r - first + 1).reduce((a, b) => Math.max(a, b));
      for (let at = first; at <= r; at++) sum += share[at - first] = Math.exp(share[at - first]! - largest);
      for (let at = first; at <= r; at++) {
        const weight = (share[at - first]! /= sum);
        for (let c = from; c < from + size; c++)
          out.values[r * C + c]! += weight * qkv[(at * 3 + 2) * C + c]!;
      }
    }
  }

  const pulls = new Float32Array(length);
  tape.note(() => {
    for (let r = 0; r < rows; r++) {
      const first = r - (r % length);
      for (let head = 0; head < heads; head++) {
        const from = head * size;
        const share = shares.subarray((r * heads + head) * length, (r * heads + head + 1) * length);
        let mean = 0; // of the pulls, weighted: what softmax takes off each
        for (let at = first; at <= r; at++) {
          let pull = 0;
          for (let c = from; c < from + size; c++) {
            const g = out.gradient[r * C + c]!;
            pull += g * qkv[(at * 3 + 2) * C + c]!;
            gradient[(at * 3 + 2) * C + c]! += g * share[at - first]!;
          }
          pulls[at - first] = pull;
          mean += pull * share[at - first]!;
        }
        for (let at = first; at <= r; at++) {
          const score = share[at - first]! * (pulls[at - first]! - mean) * scale;
          for (let c = from; c < from + size; c++) {
            gradient[r * 3 * C + c]! += score * qkv[(at * 3 + 1) * C + c]!;
            gradient[(at * 3 + 1) * C + c]! += score * qkv[r * 3 * C + c]!;
          }
        }
      }
    }
  });
  return out;
}
