import type { Palette, Shape } from './shapes.ts';

const gap = 11; // between lines, user units
const thick = 2;

/** A field for everything that has no bar of its own: tinted, with lines from lower left to upper right. */
export function hatched(
  x: number,
  y: number,
  width: number,
  height: number,
  palette: Palette,
  isDrawn = false,
): Shape[] {
  if (width < 1) return [];
  const fill = palette[isDrawn ? 'drawn-fill' : 'line-strong'];
  const shapes: Shape[] = [{ kind: 'rect', x, y, width, height, fill: palette.line }];
  // Each line begins on the lower edge or left of it, and is cut where it leaves the field.
  for (let foot = x + gap - Math.ceil(height / gap) * gap; foot < x + width; foot += gap) {
    const from = Math.max(x, foot);
    const to = Math.min(x + width, foot + height) - thick;
    if (to <= from) continue;
    const [low, high] = [y + height - (from - foot), y + height - (to - foot)];
    const points = [
      [from, low],
      [from + thick, low],
      [to + thick, high],
      [to, high],
    ] as const;
    shapes.push({ kind: 'polygon', points, fill });
  }
  return shapes;
}

/** A bar that is longer than the scale has a gap near its end, as a broken axis has. */
export function tear(x: number, y: number, height: number, { paper }: Palette): Shape {
  const [low, high] = [y + height + 1, y - 1];
  const points = [
    [x, low],
    [x + 7, low],
    [x + 13, high],
    [x + 6, high],
  ] as const;
  return { kind: 'polygon', points, fill: paper };
}
