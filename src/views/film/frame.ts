import type { Rect } from './curves.ts';

/** The upright edge of a strip or a sheet, px. */
export interface Edge {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** A quadrangle with two upright edges: what a sheet or a strip looks like when it is turned away. */
export interface Quad {
  readonly left: Edge;
  readonly right: Edge;
}

export interface BoxMark extends Rect {
  readonly kind: 'box';
  readonly id: string;
  readonly radius?: number;
  readonly fill?: string;
  readonly hatch?: string; // colour of hatching instead of a fill
  readonly broken?: number; // px: a gap at 60 % of its length
  readonly stroke?: string;
  readonly width?: number; // of the stroke
  readonly dash?: boolean;
  readonly alpha?: number;
  readonly shadow?: number; // px of blur
  readonly tilt?: number; // radians about its left middle
  readonly within?: Rect; // nothing of it is seen outside
}

export interface QuadMark extends Quad {
  readonly kind: 'quad';
  readonly id: string;
  readonly fill: string;
  readonly stroke: string;
  readonly alpha: number;
}

/** One column of numbers. */
export interface StripMark extends Quad {
  readonly kind: 'strip';
  readonly id: string;
  readonly values: Float32Array | null; // scaled to −1 … 1, from the top; null: unknown, drawn blank
  readonly fixed: boolean; // the same array has the same values for good: it may be kept as a picture
  readonly shown: number; // how much of it, from the top, (0, 1]
  readonly alpha: number;
}

export interface PathMark {
  readonly kind: 'path';
  readonly id: string;
  readonly points: readonly (readonly [number, number])[];
  readonly colour: string;
  readonly width: number;
  readonly alpha?: number;
  readonly dash?: boolean;
  readonly filled?: boolean;
}

export interface TextMark {
  readonly kind: 'text';
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number; // of the baseline
  readonly size: number; // px
  readonly family: 'text' | 'ui';
  readonly weight?: number;
  readonly colour: string;
  readonly ground?: string; // what it stands on, where that is not the paper
  readonly align?: 'left' | 'center' | 'right';
  readonly alpha?: number;
  readonly squash?: number; // height as a fraction: a leaf that turns
  readonly within?: Rect;
}

/** What is painted, from the back to the front. */
export type Mark = BoxMark | QuadMark | StripMark | PathMark | TextMark;

/** One picture of the film, and what of the page it stands for meanwhile. */
export interface Frame {
  readonly marks: readonly Mark[];
  readonly away: ReadonlySet<number>; // tokens of the story whose word is elsewhere: their places stay, marked
  readonly moving: boolean; // another picture follows by itself
}

/** Measures words. @returns width, px */
export type Measure = (text: string, size: number, family: 'text' | 'ui', weight?: number) => number;
