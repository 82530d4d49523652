import type { Tensor } from '#views/lab.ts';

/** Attention of one head: [T][T], row t sums to 1 over the tokens 0 … t. */
export type Pattern = readonly (readonly number[])[];

/** @param tensor [H, T, T] of one layer */
export function patternOf({ dims, data }: Tensor, head: number): Pattern {
  const T = dims[1]!;
  const start = head * T * T;
  return Array.from({ length: T }, (_, t) => Array.from(data.subarray(start + t * T, start + t * T + t + 1)));
}

/** Where a head mostly looks, averaged over the tokens that have a choice. Fractions; null for a text too short. */
export interface Habits {
  readonly previous: number; // the token just before
  readonly first: number; // the first token of the text
  readonly self: number;
}

/** Over tokens 2, 3, …: before them "the one before" and "the first" are the same token. */
export function habitsOf(pattern: Pattern): Habits | null {
  const rows = pattern.slice(2);
  if (rows.length === 0) return null;
  const mean = (weightOf: (row: readonly number[]) => number) =>
    rows.reduce((sum, row) => sum + weightOf(row), 0) / rows.length;
  return { previous: mean(row => row.at(-2)!), first: mean(row => row[0]!), self: mean(row => row.at(-1)!) };
}

/** The tokens a token looks at most, most first. */
export const strongest = (row: readonly number[], count: number): { index: number; weight: number }[] =>
  row
    .map((weight, index) => ({ index, weight }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .slice(0, count);

/** A square of the picture: how much token `row` takes from token `column`. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly weight: number;
}

const faintest = 0.02; // less than this is paper

/** @param from first token shown; the picture has T − from rows and columns */
export const cellsOf = (pattern: Pattern, from = 0): Cell[] =>
  pattern.slice(from).flatMap((row, i) =>
    row
      .slice(from)
      .map((weight, column) => ({ row: i, column, weight }))
      .filter(({ weight }) => weight >= faintest),
  );

/**
 * The same squares as few SVG paths, for pictures too small to tell shades apart: one path a shade.
 *
 * @returns opacity and path data in units of one square
 */
export function shadesOf(cells: readonly Cell[]): { opacity: number; path: string }[] {
  const limits = [0.5, 0.2, 0.07, faintest];
  const opacities = [1, 0.6, 0.32, 0.14];
  return limits.map((limit, i) => ({
    opacity: opacities[i]!,
    path: cells
      .filter(({ weight }) => weight >= limit && weight < (limits[i - 1] ?? Infinity))
      .map(({ row, column }) => `M${column} ${row}h1v1h-1z`)
      .join(''),
  }));
}
