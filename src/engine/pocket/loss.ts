import type { Tape, Tensor } from './tape.ts';

/**
 * How surprised the model is by what really comes next: the mean of −ln p over the rows (nats). Each logit is then pushed
 * by p − 1 where it was the true token and by p where it was not: the true bar up, all others down.
 *
 * @param logits [rows, V]
 * @param targets the true next token of each row
 */
export function crossEntropy(tape: Tape, logits: Tensor, targets: ArrayLike<number>): number {
  const { rows, columns: V, values } = logits;
  const shares = new Float32Array(values.length);
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const row = values.subarray(r * V, (r + 1) * V);
    const largest = row.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (let v = 0; v < V; v++) sum += shares[r * V + v] = Math.exp(row[v]! - largest);
    for (let v = 0; v < V; v++) shares[r * V + v]! /= sum;
    loss -= (row[targets[r]!]! - largest - Math.log(sum)) / rows;
  }
  tape.note(() => {
    for (let r = 0; r < rows; r++)
      for (let v = 0; v < V; v++)
        logits.gradient[r * V + v]! += (shares[r * V + v]! - (v === targets[r] ? 1 : 0)) / rows;
  });
  return loss;
}
