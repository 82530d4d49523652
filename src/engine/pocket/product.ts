/**
 * Products of row-major tables, where nearly all of the training's time goes. Four columns of the left table are taken
 * at once, so that each number on the right side of `+=` is loaded and stored a quarter as often: twice as fast in V8.
 */

/** y += x · w. x [rows, ins], w [ins, outs], y [rows, outs]; `ins` is a multiple of four. */
export function addProduct(
  y: Float32Array,
  x: Float32Array,
  w: Float32Array,
  rows: number,
  ins: number,
  outs: number,
): void {
  for (let r = 0; r < rows; r++) {
    const to = r * outs;
    for (let i = 0; i < ins; i += 4) {
      const at = r * ins + i;
      const [a, b, c, d] = [x[at]!, x[at + 1]!, x[at + 2]!, x[at + 3]!];
      const [wa, wb, wc, wd] = [i * outs, (i + 1) * outs, (i + 2) * outs, (i + 3) * outs];
      for (let j = 0; j < outs; j++) {
        y[to + j]! += a * w[wa + j]! + b * w[wb + j]! + c * w[wc + j]! + d * w[wd + j]!;
      }
    }
  }
}

/**
 * The way back from y = x · w: dx += dy · wᵀ and dw += xᵀ · dy.
 *
 * @param dy [rows, outs]: how the loss changes with y
 */
export function addProductGradients(
  dx: Float32Array,
  dw: Float32Array,
  dy: Float32Array,
  x: Float32Array,
  w: Float32Array,
  rows: number,
  ins: number,
  outs: number,
): void {
  for (let r = 0; r < rows; r++) {
    const from = r * outs;
    for (let i = 0; i < ins; i += 4) {
      const at = r * ins + i;
      const [a, b, c, d] = [x[at]!, x[at + 1]!, x[at + 2]!, x[at + 3]!];
      const [wa, wb, wc, wd] = [i * outs, (i + 1) * outs, (i + 2) * outs, (i + 3) * outs];
      let [da, db, dc, dd] = [0, 0, 0, 0];
      for (let j = 0; j < outs; j++) {
        const g = dy[from + j]!;
        da += g * w[wa + j]!;
        db += g * w[wb + j]!;
        dc += g * w[wc + j]!;
        dd += g * w[wd + j]!;
        dw[wa + j]! += g * a;
        dw[wb + j]! += g * b;
        dw[wc + j]! += g * c;
        dw[wd + j]! += g * d;
      }
      dx[at]! += da;
      dx[at + 1]! += db;
      dx[at + 2]! += dc;
      dx[at + 3]! += dd;
    }
  }
}
