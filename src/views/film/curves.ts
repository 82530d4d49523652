/** Arithmetic of motion: all take and give plain numbers, so that a frame is a function of its time. */

export const clamp = (x: number, a = 0, b = 1): number => Math.min(b, Math.max(a, x));
export const lerp = (a: number, b: number, p: number): number => a + (b - a) * p;

/** Linear progress of x from a to b, [0, 1]. */
export const part = (x: number, a: number, b: number): number =>
  b <= a ? Number(x >= b) : clamp((x - a) / (b - a));

/** At rest at both ends: cubic-bezier(0.5, 0, 0.5, 1) within one per cent. */
export function ease(x: number): number {
  const t = clamp(x);
  return t * t * t * (10 * (1 - t) ** 2 + 5 * t * (1 - t) + t * t);
}

/** Leaves at once and arrives softly. */
export const easeOut = (x: number): number => 1 - (1 - clamp(x)) ** 3;

/** Falls and lies still: slow to leave, no bounce. */
export function fall(x: number): number {
  const t = clamp(x);
  return t < 0.72 ? 0.92 * (t / 0.72) ** 2 : 0.92 + 0.08 * easeOut((t - 0.72) / 0.28);
}

/** 0 at both ends and 1 in the middle. */
export const bell = (x: number): number => Math.sin(Math.PI * clamp(x));

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const between = (a: Rect, b: Rect, p: number): Rect => ({
  x: lerp(a.x, b.x, p),
  y: lerp(a.y, b.y, p),
  w: lerp(a.w, b.w, p),
  h: lerp(a.h, b.h, p),
});

/** A descent: leaves its line downwards, never across its neighbours, and bends into its target. */
export function descend(a: Point, b: Point, p: number, alone: boolean): Point {
  const lead = 1 - (1 - p) ** 2;
  const lag = p ** 2.6;
  const sideways = alone && b.x - a.x > 60; // nothing stands to its right: it may run along its own line first
  return {
    x: lerp(a.x, b.x, sideways ? lead : lag),
    y: lerp(a.y, b.y, sideways ? lag : lead) - 5 * bell(part(p, 0, 0.25)),
  };
}

/** Out of a row: sideways first, never across the rows above, then from below into its place. */
export function leave(a: Point, b: Point, p: number): Point {
  const first = { x: Math.max(30, a.x - 105), y: a.y };
  const second = { x: b.x, y: lerp(b.y, a.y, 0.35) };
  const q = 1 - p;
  const at = (k: 'x' | 'y') =>
    q * q * q * a[k] + 3 * q * q * p * first[k] + 3 * q * p * p * second[k] + p * p * p * b[k];
  return { x: at('x'), y: at('y') };
}
