import { expect } from 'vitest';
import { formatsOf } from '#i18n/format.ts';
import { languages } from '#i18n/messages.tsx';
import type { Known } from '#lm/known.ts';
import type { Distribution } from '#lm/sampling.ts';
import { doubtOf, remainderAfter, sidesOf } from '#lm/shares.ts';
import { layoutBars } from '#views/bars/layout.ts';
import { entropyOf } from './reference.ts';

const f = formatsOf('en');
const { known } = languages.en;
const print = {
  share: f.percent,
  count: f.integer,
  bits: (x: number) => f.decimal(x, 1),
  sides: (x: number) => f.decimal(x, 1),
};

let compared = 0;
export const comparedSoFar = (): number => compared;

/** Half a unit of the last digit that is printed. */
const rounding = { share: 0.0005, count: 0.5, bits: 0.05, sides: 0.05 };
const valueOf = (text: string): number =>
  Number(text.replace(/[^\d.]/g, '')) / (text.endsWith('%') ? 100 : 1);

/**
 * A printed number against the true one: printed plainly it must be the same digits; ≈ within its twentieth; limits must
 * hold.
 *
 * @param precision relative, of what the numbers were made from: a server's are in single precision
 */
export function compare(
  claim: Known,
  truth: number,
  kind: keyof typeof print,
  where: string,
  precision = 1e-9,
): void {
  const printed = kind === 'sides' ? known.number(claim, 1) : known[kind](claim);
  compared += 1;
  const slack = rounding[kind] + 1e-9 + Math.abs(truth) * 1e-6;
  const range = /^([<>]?[\d.,]+)–([<>]?[\d.,]+%?)$/.exec(printed);
  let holds: boolean;
  if (printed === '?') holds = true;
  else if (printed.startsWith('≈'))
    holds = Math.abs(valueOf(printed) - truth) <= 0.05 * Math.max(truth, valueOf(printed)) + slack;
  else if (printed.startsWith('≥')) holds = truth >= valueOf(printed) - slack;
  else if (printed.startsWith('≤')) holds = truth <= valueOf(printed) + slack;
  else if (range !== null) {
    const [low, high] = [valueOf(range[1]! + (printed.endsWith('%') ? '%' : '')), valueOf(range[2]!)];
    holds = truth >= low - slack && truth <= high + slack;
  } else holds = [0, precision, -precision].some(by => print[kind](truth * (1 + by)) === printed);
  if (!holds) expect.fail(`${where}: printed ${printed}, true ${print[kind](truth)} (${truth})`);
}

/**
 * Everything that stands beside the bars against the reference.
 *
 * @param idOf a token of the distribution in the reference's ids; null where the distribution does not name it
 * @param truth [V] after the settings
 * @param model [V] before them
 */
export function compareAll(
  shown: Distribution,
  idOf: (id: number) => number | null,
  truth: readonly number[],
  model: readonly number[],
  { bars, where, precision }: { bars: number; where: string; precision?: number },
): void {
  const { rows, rest } = layoutBars(shown, bars);
  let [left, modelLeft, count] = [1, 1, truth.filter(p => p > 0).length];
  let isNamed = true;
  for (const row of rows) {
    const id = idOf(row.id);
    if (id === null) {
      isNamed = false;
      continue;
    }
    const at = `${where}, rank ${row.rank + 1}`;
    compare(row.share, truth[id]!, 'share', at, precision);
    compare(row.before, model[id]!, 'share', `${at}, before`, precision);
    left -= truth[id]!;
    modelLeft -= model[id]!;
    if (truth[id]! > 0) count -= 1;
  }
  if (isNamed) {
    const others = remainderAfter(shown, rows.length);
    expect(others).toEqual({ count: rest.count, share: rest.share, before: rest.before });
    compare(rest.count, count, 'count', `${where}, others`);
    // A difference of sums: as exact as the sums are.
    compareDifference(rest.share, left, `${where}, rest`);
    compareDifference(rest.before, modelLeft, `${where}, rest before`);
  }
  const bits = entropyOf(truth);
  compare(doubtOf(shown), bits, 'bits', `${where}, doubt`, Math.max(1e-7, precision ?? 0));
  compare(sidesOf(doubtOf(shown)), 2 ** bits, 'sides', `${where}, sides`, Math.max(1e-6, precision ?? 0));
}

function compareDifference(claim: Known, truth: number, where: string): void {
  const printed = known.share(claim);
  const same = [0, 1e-6, -1e-6].some(by => print.share(Math.max(0, truth + by)) === printed);
  compared += 1;
  if (!same && claim.how === 'exact') expect.fail(`${where}: printed ${printed}, true ${truth}`);
  if (!same) compare(claim, Math.max(0, truth), 'share', where);
}
