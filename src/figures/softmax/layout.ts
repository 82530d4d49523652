import { type Prediction, isComplete } from '#lm/prediction.ts';

/** The steps from a score to a share, for one token. */
export interface Arithmetic {
  readonly logit: number;
  readonly scaled: number; // logit ÷ T
  readonly power: Scientific; // e to that
  readonly sum: Scientific; // of the powers over the whole vocabulary
  readonly share: number; // power ÷ sum
}

/** mantissa × 10^exponent, mantissa in [1, 10): e^scaled may be too large or too small to be written out. */
export interface Scientific {
  readonly mantissa: number;
  readonly exponent: number;
}

/**
 * @param temperature > 0
 * @returns one entry per rank; null where the prediction does not list the whole vocabulary, so that no sum can be made
 */
export function arithmeticOf(
  prediction: Prediction,
  temperature: number,
  count: number,
): Arithmetic[] | null {
  if (!isComplete(prediction)) return null;
  const { logits } = prediction;
  const max = logits[0]! / temperature;
  let relative = 0; // Σ exp(scaled − max): around the maximum, or it would overflow at a low temperature
  for (let rank = 0; rank < logits.length; rank++) relative += Math.exp(logits[rank]! / temperature - max);
  const logSum = max + Math.log(relative);
  return Array.from(logits.subarray(0, count), logit => ({
    logit,
    scaled: logit / temperature,
    power: expScientific(logit / temperature),
    sum: expScientific(logSum),
    share: Math.exp(logit / temperature - logSum),
  }));
}

/** e^x as mantissa and exponent, for any x. */
export function expScientific(x: number): Scientific {
  const log10 = x / Math.LN10;
  const exponent = Math.floor(log10);
  const mantissa = 10 ** (log10 - exponent);
  // Rounding may lift 9.999… to 10.
  return mantissa < 10 ? { mantissa, exponent } : { mantissa: 1, exponent: exponent + 1 };
}

/** The four columns as fractions of their own longest bar, [−1, 1]; logits may be negative. */
export function columnWidths(
  rows: readonly Arithmetic[],
): { logit: number; scaled: number; share: number }[] {
  const widest = (value: (row: Arithmetic) => number) =>
    Math.max(1e-9, ...rows.map(row => Math.abs(value(row))));
  const logit = widest(row => row.logit);
  const scaled = Math.max(
    logit,
    widest(row => row.scaled),
  ); // one scale for both: dividing by T is seen
  const share = Math.max(
    0.25,
    widest(row => row.share),
  );
  return rows.map(row => ({
    logit: row.logit / scaled,
    scaled: row.scaled / scaled,
    share: row.share / share,
  }));
}
