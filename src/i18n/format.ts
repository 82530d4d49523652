/** Number formats of one language. Every number a reader sees passes through here. */
export interface Formats {
  /** 0.213 → 21.3%; small but not zero → <0.1%; certain to rounding but not 1 → >99.9%. */
  percent(fraction: number): string;
  /** 0.25 → 25%: for axes, whose numbers are round. */
  percentWhole(fraction: number): string;
  integer(n: number): string;
  /** 1234567 → 1.2 MB (decimal megabytes, as download dialogs say). */
  bytes(n: number): string;
  /** 6900000 → 6.9M, 690 万 */
  count(n: number): string;
  /** 6.9M parameters; 690 万个参数, but 8 个参数: Chinese numerals take no space before a Chinese word. */
  counted(n: number, unit: string): string;
  decimal(x: number, digits: number): string;
  /** A number drawn from [0, 1), four digits, cut instead of rounded: 0.99997 → 0.9999, for 1 it never is. */
  chance(u: number): string;
}

export function formatsOf(locale: string): Formats {
  const percents = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const wholes = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const byDigits = new Map<number, Intl.NumberFormat>(); // making a format takes as long as using it a hundred times
  const decimals = (digits: number) => {
    const format =
      byDigits.get(digits) ??
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    byDigits.set(digits, format);
    return format;
  };
  const count = (n: number) => compact.format(n).replace(/(?<=\d)(?=[亿万])/, ' ');
  return {
    percent(fraction) {
      if (fraction > 0 && fraction < 0.001) return `<${percents.format(0.001)}`;
      // Rounding may not turn "almost" into "certain".
      if (fraction < 1 && fraction > 0.9995) return `>${percents.format(0.999)}`;
      return percents
        .format(fraction)
        .replace(/[.,]0(?=\s?%$)/, fraction === 1 || fraction === 0 ? '' : '$&');
    },
    percentWhole: fraction => wholes.format(fraction),
    integer: n => integers.format(n),
    bytes: n =>
      n < 1e6 ? `${integers.format(n / 1e3)} kB` : `${decimals(n < 1e7 ? 1 : 0).format(n / 1e6)} MB`,
    count,
    counted: (n, unit) => `${count(n)} ${unit}`.replace(/(?<=[亿万]) /, ''),
    decimal: (x, digits) => decimals(digits).format(x),
    chance: u => decimals(4).format(Math.floor(u * 1e4) / 1e4),
  };
}
