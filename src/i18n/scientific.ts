/** mantissa × 10^exponent, mantissa in [1, 10). */
export interface Scientific {
  readonly mantissa: number;
  readonly exponent: number;
}

/**
 * 0.0123 → 1.23 × 10⁻²; numbers that fit are written out. The same in every language.
 *
 * @param digits significant ones, ≥ 5
 */
export function scientific({ mantissa, exponent }: Scientific, digits: number): string {
  const written = mantissa.toFixed(digits - 1);
  // Rounding may lift 9.99999 to 10.
  if (written.startsWith('10'))
    return scientific({ mantissa: mantissa / 10, exponent: exponent + 1 }, digits);
  if (exponent >= -2 && exponent < digits) return (mantissa * 10 ** exponent).toPrecision(digits);
  const superscript = [...String(exponent)].map(c => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
  return `${written} × 10${superscript}`;
}

/** 2.3e19 → 2.3 × 10¹⁹. The same in every language. */
export function powerOfTen(x: number): string {
  const exponent = Math.floor(Math.log10(x));
  const superscript = [...String(exponent)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${(x / 10 ** exponent).toFixed(1)} × 10${superscript}`;
}
