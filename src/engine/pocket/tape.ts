import { addProduct, addProductGradients } from './product.ts';

/**
 * Tables of numbers that remember how they were made. Computing forwards, a tape notes for each operation how a change
 * of its result would have come from its inputs; played backwards, it finds for every number how the loss would change
 * with it: its gradient (backpropagation; Rumelhart, Hinton, Williams 1986).
 */
export interface Tensor {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array; // [rows · columns], row by row
  readonly gradient: Float32Array; // d loss / d value, the same shape; added up, so zero before each step
}

export const tensor = (rows: number, columns: number, values = new Float32Array(rows * columns)): Tensor => ({
  rows,
  columns,
  values,
  gradient: new Float32Array(values.length),
});

export class Tape {
  private readonly steps: (() => void)[] = [];

  /** Follows every operation back, the last first. */
  backward(): void {
    for (const step of this.steps.reverse()) step();
    this.steps.length = 0;
  }

  /** The rows of a table that ids name. [ids, columns] */
  look(table: Tensor, ids: ArrayLike<number>): Tensor {
    const { columns } = table;
    const out = tensor(ids.length, columns);
    for (let r = 0; r < ids.length; r++) {
      const from = ids[r]! * columns;
      out.values.set(table.values.subarray(from, from + columns), r * columns);
    }
    this.steps.push(() => {
      for (let r = 0; r < ids.length; r++)
        for (let c = 0; c < columns; c++)
          table.gradient[ids[r]! * columns + c]! += out.gradient[r * columns + c]!;
    });
    return out;
  }

  add(a: Tensor, b: Tensor): Tensor {
    const out = tensor(
      a.rows,
      a.columns,
      a.values.map((value, i) => value + b.values[i]!),
    );
    this.steps.push(() => {
      for (let i = 0; i < out.values.length; i++) {
        a.gradient[i]! += out.gradient[i]!;
        b.gradient[i]! += out.gradient[i]!;
      }
    });
    return out;
  }

  /** x · W + b: [rows, in] · [in, out] + [out]. `in` is a multiple of four. */
  linear(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
    const { rows: ins, columns: outs } = weight;
    const { rows } = x;
    const out = tensor(rows, outs);
    for (let r = 0; r < rows; r++) out.values.set(bias.values, r * outs);
    addProduct(out.values, x.values, weight.values, rows, ins, outs);
    this.steps.push(() => {
      const { gradient } = out;
      for (let r = 0; r < rows; r++)
        for (let j = 0; j < outs; j++) bias.gradient[j]! += gradient[r * outs + j]!;
      addProductGradients(x.gradient, weight.gradient, gradient, x.values, weight.values, rows, ins, outs);
    });
    return out;
  }

  /** Each row against each row of a table: x · tableᵀ. [rows, V] */
  compare(x: Tensor, table: Tensor): Tensor {
    const { rows: V, columns, values: w, gradient: dw } = table;
    const { rows, values: xs, gradient: dx } = x;
    const out = tensor(rows, V);
    const { values: ys, gradient: dy } = out;
    for (let r = 0; r < rows; r++) {
      for (let v = 0; v < V; v++) {
        let sum = 0;
        for (let c = 0; c < columns; c++) sum += xs[r * columns + c]! * w[v * columns + c]!;
        ys[r * V + v] = sum;
      }
    }
    this.steps.push(() => {
      for (let r = 0; r < rows; r++) {
        for (let v = 0; v < V; v++) {
          const g = dy[r * V + v]!;
          for (let c = 0; c < columns; c++) {
            dx[r * columns + c]! += g * w[v * columns + c]!;
            dw[v * columns + c]! += g * xs[r * columns + c]!;
          }
        }
      }
    });
    return out;
  }

  /** Each number through a function of one number; `slope` is its derivative. */
  each(x: Tensor, f: (value: number) => number, slope: (value: number) => number): Tensor {
    const out = tensor(x.rows, x.columns, x.values.map(f));
    this.steps.push(() => {
      for (let i = 0; i < x.values.length; i++) x.gradient[i]! += out.gradient[i]! * slope(x.values[i]!);
    });
    return out;
  }

  /** Each row moved to mean 0 and variance 1, then stretched and shifted as learned (Ba, Kiros, Hinton 2016). */
  norm(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
    const C = x.columns;
    const out = tensor(x.rows, C);
    const normal = new Float32Array(x.values.length);
    const scales = new Float32Array(x.rows);
    for (let r = 0; r < x.rows; r++) {
      const row = x.values.subarray(r * C, (r + 1) * C);
      const mean = row.reduce((a, b) => a + b, 0) / C;
      const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / C;
      const scale = (scales[r] = 1 / Math.sqrt(variance + 1e-5));
      for (let c = 0; c < C; c++) {
        normal[r * C + c] = (row[c]! - mean) * scale;
        out.values[r * C + c] = normal[r * C + c]! * weight.values[c]! + bias.values[c]!;
      }
    }
    this.steps.push(() => {
      for (let r = 0; r < x.rows; r++) {
        let sum = 0;
        let dot = 0;
        for (let c = 0; c < C; c++) {
          const g = out.gradient[r * C + c]!;
          bias.gradient[c]! += g;
          weight.gradient[c]! += g * normal[r * C + c]!;
          sum += g * weight.values[c]!;
          dot += g * weight.values[c]! * normal[r * C + c]!;
        }
        for (let c = 0; c < C; c++) {
          const g = out.gradient[r * C + c]! * weight.values[c]!;
          x.gradient[r * C + c]! += scales[r]! * (g - sum / C - (normal[r * C + c]! * dot) / C);
        }
      }
    });
    return out;
  }

  /** For operations of more than a few lines, which stand in files of their own. */
  note(step: () => void): void {
    this.steps.push(step);
  }
}
