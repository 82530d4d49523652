import { scaleLinear, scaleLog } from 'd3';
import type { Results } from './results.ts';

/** The chart, in user units. */
export const lossSize = { width: 400, height: 290, left: 34, right: 22, top: 26, bottom: 42 } as const;

export interface LossPoint {
  readonly id: string; // of the model
  readonly parameters: number;
  readonly bits: number; // per byte, of the weights that run here
  readonly x: number;
  readonly y: number;
}

/** A way of predicting that has no size to be drawn at: a line across the chart. */
export interface LossReference {
  readonly name: string; // as in the file
  readonly bits: number;
  readonly y: number;
  readonly letter: string; // a, b, c … in the chart and in its key
  readonly label: number; // y of the letter
}

export interface LossLayout {
  readonly points: readonly LossPoint[]; // smallest model first
  readonly references: readonly LossReference[]; // most bits first
  readonly bitTicks: readonly { readonly bits: number; readonly y: number }[];
  readonly sizeTicks: readonly { readonly parameters: number; readonly x: number }[];
}

/** Parts of the held-out text that one of these models was measured on, in the file's order. */
export const partsOf = (results: Results, models: readonly string[]): string[] => [
  ...new Set(measured(results, models).flatMap(([, { bitsPerByte }]) => Object.keys(bitsPerByte!.shipped))),
];

/**
 * Held-out bits per byte against the number of parameters, one dot a model. The size is logarithmic, as doubling it is
 * what costs; bits are linear and start at 0, so that a saving is seen at its true share.
 *
 * @param models in any order; those without a measurement are left out
 */
export function layoutLoss(results: Results, models: readonly string[], part: string): LossLayout {
  const { width, height, left, right, top, bottom } = lossSize;
  const dots = measured(results, models)
    .filter(([, model]) => part in model.bitsPerByte!.shipped)
    .map(([id, { parameters, bitsPerByte }]) => ({
      id,
      parameters,
      bits: bitsPerByte!.shipped[part]!,
    }))
    .sort((a, b) => a.parameters - b.parameters);
  const lines = Object.entries(results.references)
    .filter(([, bits]) => part in bits)
    .map(([name, bits]) => ({ name, bits: bits[part]! }));
  const sizes = dots.map(dot => dot.parameters);
  const x = scaleLog([Math.min(...sizes) / 2, Math.max(...sizes) * 2], [left, width - right]);
  const most = Math.max(...dots.map(dot => dot.bits), ...lines.map(line => line.bits));
  const y = scaleLinear([0, most * 1.08], [height - bottom, top]);
  return {
    points: dots.map(dot => ({ ...dot, x: x(dot.parameters), y: y(dot.bits) })),
    references: labelled(lines.map(line => ({ ...line, y: y(line.bits) }))),
    bitTicks: y.ticks(6).map(bits => ({ bits, y: y(bits) })),
    sizeTicks: x
      .ticks(4)
      .filter(parameters => /^[125]/.test(String(parameters)))
      .map(parameters => ({ parameters, x: x(parameters) })),
  };
}

const apart = 14; // height of a letter

/** Letters stand at the ends of their lines; where two lines are close the lower one's moves down. */
function labelled<T extends { readonly y: number }>(
  references: readonly T[],
): (T & { readonly letter: string; readonly label: number })[] {
  let lowest = -Infinity;
  return references
    .toSorted((a, b) => a.y - b.y)
    .map((reference, i) => {
      lowest = Math.max(reference.y, lowest + apart);
      return { ...reference, letter: String.fromCharCode(97 + i), label: lowest };
    });
}

const measured = (results: Results, models: readonly string[]) =>
  Object.entries(results.models).filter(
    ([id, model]) => models.includes(id) && model.bitsPerByte !== undefined,
  );
