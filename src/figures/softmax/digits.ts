import { type Arithmetic, type Scientific, expScientific } from './layout.ts';

/** How many digits the lines of one token's arithmetic are written with, so that each is true as it stands. */
export interface Digits {
  readonly logit: number; // decimals
  readonly temperature: number; // decimals
  readonly scaled: number; // decimals
  readonly power: number; // significant digits, of power and sum
}

const fewest = { decimals: 4, significant: 5 };
const most = 15; // beyond it double precision itself ends

/**
 * The fewest digits with which a calculator that is given a line's left side, as printed, shows its right side. Four
 * decimals in an exponent leave five good digits in the power, unless one of them stands at the border of rounding.
 *
 * @param percent how a share is written
 */
export function digitsOf(row: Arithmetic, temperature: number, percent: (share: number) => string): Digits {
  let power = fewest.significant;
  while (power < most && !isTrueQuotient(row, power, percent)) power++;
  let scaled = fewest.decimals;
  while (scaled < most && !isTruePower(row, scaled, power)) scaled++;
  let logit = fewest.decimals;
  while (logit < most && !isTrueDivision(row, temperature, logit, scaled)) logit++;
  return { logit, temperature: Math.max(2, decimalsIn(temperature)), scaled, power };
}

function isTrueQuotient(
  { power, sum, share }: Arithmetic,
  digits: number,
  percent: (x: number) => string,
): boolean {
  const [a, b] = [significant(power, digits), significant(sum, digits)];
  const quotient = (a.mantissa / b.mantissa) * 10 ** (a.exponent - b.exponent);
  const printed = percent(share);
  // “>99.9%” is true of 1 as well, “<0.1%” of 0.
  return percent(quotient) === printed || (/^[<>]/.test(printed) && Math.abs(quotient - share) < 1e-4);
}

function isTruePower({ scaled, power }: Arithmetic, decimals: number, digits: number): boolean {
  const [a, b] = [significant(expScientific(rounded(scaled, decimals)), digits), significant(power, digits)];
  return a.exponent === b.exponent && Math.abs(a.mantissa - b.mantissa) < 10 ** -digits;
}

const isTrueDivision = ({ logit, scaled }: Arithmetic, t: number, decimals: number, of: number): boolean =>
  Math.abs(rounded(rounded(logit, decimals) / t, of) - rounded(scaled, of)) < 10 ** -(of + 1);

/** The same number with so many significant digits; 9.9996 with four of them is 1 × 10 more. */
export function significant({ mantissa, exponent }: Scientific, digits: number): Scientific {
  const written = rounded(mantissa, digits - 1);
  return written < 10 ? { mantissa: written, exponent } : { mantissa: written / 10, exponent: exponent + 1 };
}

const rounded = (x: number, decimals: number): number => Number(x.toFixed(decimals));

const decimalsIn = (x: number): number => String(x).split('.')[1]?.length ?? 0;
