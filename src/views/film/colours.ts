import { clamp, lerp } from './curves.ts';

/** The page's colours as the film paints with them, each `#rrggbb`. */
export interface Palette {
  readonly paper: string;
  readonly surface: string;
  readonly ink: string;
  readonly quiet: string;
  readonly mark: string; // edges of what is empty
  readonly model: string;
  readonly modelSoft: string;
  readonly barFirst: string;
  readonly barLast: string;
  readonly plus: string; // numbers above 0
  readonly minus: string; // numbers below 0
  readonly drawn: string;
  readonly drawnFill: string;
  readonly drawnSoft: string;
  readonly reader: string;
  readonly readerSoft: string;
}

const channels = (hex: string): number[] => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));

/** Between two colours, in sRGB. */
export function mix(a: string, b: string, p: number): string {
  const to = channels(b);
  const hex = (v: number) => Math.round(v).toString(16).padStart(2, '0');
  return `#${channels(a)
    .map((v, i) => hex(lerp(v, to[i]!, clamp(p))))
    .join('')}`;
}

/** Relative luminance as WCAG 2 has it, [0, 1]. */
export function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map(v => {
    const c = v / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1 … 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Ink that can be read on a fill: 4.58 : 1 at worst. */
export const inkOn = (fill: string): string => (luminance(fill) > 0.179 ? '#000000' : '#ffffff');

/** The colour of a number, −1 … 1: its sign is the hue and its size the depth. */
export const cellColour = (value: number, { surface, plus, minus }: Palette): string =>
  mix(surface, value < 0 ? minus : plus, 0.04 + 0.96 * Math.abs(clamp(value, -1, 1)) ** 0.85);

/** A bar's colour by its rank. */
export const barColour = (rank: number, bars: number, { barFirst, barLast }: Palette): string =>
  mix(barFirst, barLast, bars > 1 ? Math.min(1, rank / (bars - 1)) : 0);
