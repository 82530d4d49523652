import { uniform } from '#lm/random.ts';
import type { TokenId } from '#lm/prediction.ts';
import { Adam } from './adam.ts';
import { PocketModel, type Shape } from './model.ts';

const STREAM = 32; // of the places where batches begin

/** What one step of training did. */
export interface Progress {
  readonly step: number; // steps taken, this one included
  readonly loss: number; // of its batch before the step, nats a character
}

/** Trains a pocket model on one text, a step at a time. The same text, shape and seed give the same model. */
export class Trainer {
  readonly model: PocketModel;
  private readonly adam: Adam;
  private taken = 0;

  /**
   * @param ids the text as tokens; at least two
   * @param sequences how many places of the text a step looks at
   * @throws RangeError for a text that is too short
   */
  constructor(
    private readonly ids: readonly TokenId[],
    shape: Shape,
    private readonly seed: number,
    private readonly sequences = 4,
    private readonly rate = 0.005,
  ) {
    if (ids.length < 2) throw new RangeError('a text of less than two characters teaches nothing');
    this.model = new PocketModel(shape, seed);
    this.adam = new Adam(this.model.parameters);
  }

  get steps(): number {
    return this.taken;
  }

  /** Looks at some places of the text, compares the predictions with what comes next there, and changes every number. */
  step(): Progress {
    const { ids, targets, length } = this.batch();
    const loss = this.model.loss(ids, targets, length);
    this.adam.step(this.rateNow());
    this.taken++;
    return { step: this.taken, loss };
  }

  /** Rises for some steps, then falls with their root: fast at first, careful later. */
  private rateNow(): number {
    const [n, warm] = [this.taken + 1, 20];
    return this.rate * Math.min(n / warm, Math.sqrt((warm * 5) / Math.max(n, warm * 5)));
  }

  private batch(): { ids: Uint32Array; targets: Uint32Array; length: number } {
    const length = Math.min(this.model.shape.context, this.ids.length - 1);
    const ids = new Uint32Array(this.sequences * length);
    const targets = new Uint32Array(ids.length);
    for (let s = 0; s < this.sequences; s++) {
      const u = uniform(this.seed, this.taken * this.sequences + s, STREAM);
      const start = Math.floor(u * (this.ids.length - length));
      for (let i = 0; i < length; i++) {
        ids[s * length + i] = this.ids[start + i]!;
        targets[s * length + i] = this.ids[start + i + 1]!;
      }
    }
    return { ids, targets, length };
  }
}
