/**
 * A picture as plain shapes in user units: written as SVG, or painted on a canvas. Both are the same picture, because
 * both know only this much.
 */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    }
  | {
      readonly kind: 'polygon';
      readonly points: readonly (readonly [number, number])[];
      readonly fill: string;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number; // of the base line
      readonly anchor: 'start' | 'end';
      readonly font: Font;
      readonly runs: readonly { readonly text: string; readonly fill: string }[]; // one after the other
    };

export interface Font {
  readonly family: 'text' | 'ui';
  readonly size: number; // user units
  readonly weight: 400 | 600;
}

/** The page's own faces first; then what other programs and systems have. Chinese always comes from the system. */
export const families = {
  text: "'Source Serif 4 Variable', 'Source Serif 4', 'Songti SC', 'Noto Serif CJK SC', SimSun, Georgia, serif",
  ui: "'Inter Variable', Inter, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', Helvetica, sans-serif",
} as const;

/** Width of a text, user units. */
export type Measure = (text: string, font: Font) => number;

/** The page's colours by what they mean (see ui/theme.css). */
export type Palette = Readonly<Record<(typeof meanings)[number], string>>;

const meanings = [
  'paper',
  'ink',
  'ink-quiet',
  'line',
  'line-strong',
  'model',
  'model-fill',
  'model-soft',
  'drawn',
  'drawn-fill',
  'drawn-soft',
  'reader',
] as const;

/** The colours in force on an element, so that they are written down once: in the theme. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = meanings.map(name => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(colours) as Palette;
}
