import type { Tensor } from './tape.ts';

/**
 * One step of training: every number goes a little against its gradient, the same distance whether its gradients are large
 * or small (Adam; Kingma and Ba 2015), and shrinks a little (Loshchilov and Hutter 2019).
 */
export class Adam {
  private readonly means: readonly Float32Array[];
  private readonly squares: readonly Float32Array[];
  private steps = 0;

  constructor(private readonly parameters: readonly Tensor[]) {
    this.means = parameters.map(({ values }) => new Float32Array(values.length));
    this.squares = parameters.map(({ values }) => new Float32Array(values.length));
  }

  /**
   * Moves the values and forgets the gradients.
   *
   * @param rate how far a value may go in one step
   */
  step(rate: number): void {
    this.steps++;
    const [b1, b2, decay] = [0.9, 0.99, 0.01];
    const first = 1 - b1 ** this.steps;
    const second = 1 - b2 ** this.steps;
    this.parameters.forEach(({ values, gradient, rows }, n) => {
      const [mean, square] = [this.means[n]!, this.squares[n]!];
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i]!;
        mean[i] = b1 * mean[i]! + (1 - b1) * g;
        square[i] = b2 * square[i]! + (1 - b2) * g * g;
        if (rows > 1) values[i]! *= 1 - rate * decay; // norms and biases do not shrink
        values[i]! -= (rate * (mean[i]! / first)) / (Math.sqrt(square[i]! / second) + 1e-8);
      }
      gradient.fill(0);
    });
  }
}
