import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digitsOf } from '#figures/softmax/digits.ts';
import { arithmeticOf } from '#figures/softmax/layout.ts';
import { en } from '#i18n/en/index.ts';
import { predictionFrom } from '#lm/prediction.ts';

const superscript = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A printed number as a calculator takes it. */
function typed(text: string): number {
  const [mantissa, power = ''] = text.replaceAll(',', '').split(' × 10');
  const exponent = [...power].map(c => (c === '⁻' ? '-' : String(superscript.indexOf(c)))).join('');
  return Number(`${mantissa}e${exponent === '' ? 0 : exponent}`);
}

/** Whether a result, rounded as the printed one is, is the printed one. */
function isPrintedAs(result: number, printed: string): boolean {
  const [mantissa, power] = printed.replaceAll(',', '').split(' × 10');
  const decimals = mantissa!.split('.')[1]?.length ?? 0;
  const unit = typed(`1${power === undefined ? '' : ` × 10${power}`}`) * 10 ** -decimals;
  return Math.abs(result - typed(printed)) <= unit * 0.5000001;
}

/** A share as printed; “>99.9%” is true of 1 as well. */
const said = (x: number, printed: string): boolean =>
  printed.startsWith('>')
    ? x > 0.999
    : printed.startsWith('<')
      ? x < 0.001
      : en.format.percent(x) === printed;

it('prints no line of the arithmetic that a calculator would not', () => {
  const { division, exponential, quotient } = en.figures.softmax;
  let lines = 0;
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 10, maxLength: 60 }),
      fc.constantFrom(0.05, 0.3, 0.5, 0.8, 1, 1.25, 1.5, 2, 5, 1.125),
      (logits, temperature) => {
        for (const row of arithmeticOf(predictionFrom(Float32Array.from(logits)), temperature, 8)!) {
          const digits = digitsOf(row, temperature, en.format.percent);
          const [sum, scaled] = division(row, temperature, digits).split(' = ');
          const [logit, t] = sum!.split(' ÷ ').map(typed);
          expect(isPrintedAs(logit! / t!, scaled!), division(row, temperature, digits)).toBe(true);
          const [power, result] = exponential(row, digits).split(' = ');
          const printed = exponential(row, digits);
          if (Math.abs(row.scaled) < 700)
            expect(isPrintedAs(Math.exp(typed(power!.slice(2))), result!), printed).toBe(true);
          const [parts, share] = quotient(row, digits).split(' = ');
          const [a, b] = parts!.split(' ÷ ').map(typed);
          if (Math.abs(row.scaled) < 700) expect(said(a! / b!, share!), quotient(row, digits)).toBe(true);
          lines += 3;
        }
      },
    ),
    { numRuns: 200 },
  );
  expect(lines).toBeGreaterThan(1000);
});
