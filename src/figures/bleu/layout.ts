import { scaleLinear, scaleLog } from 'd3';
import type { Score, TranslationSystem } from './table2.ts';

export type Pair = 'german' | 'french';

/** One panel of the chart, in user units. */
export const bleuSize = {
  width: 400,
  height: 362,
  left: 44,
  right: 12,
  top: 24,
  bottom: 44,
  text: 16,
} as const;

export interface BleuPoint {
  readonly name: string;
  readonly kind: 'transformer' | 'single' | 'ensemble';
  readonly score: Score;
  readonly x: number | null; // null: the paper gives no cost; the point stands on the axis as a tick
  readonly y: number;
  readonly label: Label;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number; // of the middle line
  readonly anchor: 'start' | 'end' | 'middle';
}

export interface BleuLayout {
  readonly points: readonly BleuPoint[]; // cheapest first
  readonly best: BleuPoint;
  readonly costTicks: readonly { readonly exponent: number; readonly x: number }[];
  readonly scoreTicks: readonly { readonly bleu: number; readonly y: number }[];
}

const radius = 5;

/**
 * BLEU against training cost for one pair of languages. The cost is logarithmic and has the same range in both panels;
 * BLEU is linear, since a point of BLEU is a point of BLEU, with a range of its own, since scores of different
 * languages cannot be compared.
 */
export function layoutBleu(table: readonly TranslationSystem[], pair: Pair): BleuLayout {
  const { width, height, left, right, top, bottom } = bleuSize;
  const systems = table.filter(system => system[pair] !== null);
  const scores = systems.map(system => system[pair]!.bleu);
  const costs = table.flatMap(({ german, french }) => [german?.flops ?? [], french?.flops ?? []].flat());
  const x = scaleLog([Math.min(...costs) / 1.6, Math.max(...costs) * 1.6], [left, width - right]);
  const y = scaleLinear([Math.min(...scores) - 0.4, Math.max(...scores) + 0.3], [height - bottom, top]);

  const taken: Box[] = systems.flatMap(system => {
    const { flops, bleu } = system[pair]!;
    return flops === null ? [] : [box(x(flops) - radius, y(bleu) - radius, 2 * radius, 2 * radius)];
  });
  const points = systems
    .toSorted((a, b) => (a[pair]!.flops ?? 0) - (b[pair]!.flops ?? 0))
    .map((system): BleuPoint => {
      const score = system[pair]!;
      const at = { x: score.flops === null ? null : x(score.flops), y: y(score.bleu) };
      const words = system.name.replace(/ Ensemble$/, ''); // the double ring says that
      const kind = system.transformer ? 'transformer' : system.ensemble ? 'ensemble' : 'single';
      return { name: system.name, kind, score, ...at, label: place(words, at, taken) };
    });
  return {
    points,
    best: points.reduce((a, b) => (b.score.bleu > a.score.bleu ? b : a)),
    costTicks: [19, 20, 21].map(exponent => ({ exponent, x: x(10 ** exponent) })),
    scoreTicks: y.ticks(6).map(bleu => ({ bleu, y: y(bleu) })),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The first place beside a point that is inside the plot and touches nothing placed before; `taken` learns of it. */
function place(text: string, at: { x: number | null; y: number }, taken: Box[]): Label {
  const { left, right, width: full, text: size, top } = bleuSize;
  const width = text.length * size * 0.57;
  const x = at.x ?? left;
  const gap = radius + 4;
  const below = at.y + radius + 2 + size / 2;
  const above = at.y - radius - 2 - size / 2;
  const candidates: readonly Omit<Label, 'text'>[] = [
    { x: x + gap, y: at.y, anchor: 'start' },
    { x: x - gap, y: at.y, anchor: 'end' },
    { x, y: below, anchor: 'middle' },
    { x, y: above, anchor: 'middle' },
    { x: full - right, y: below, anchor: 'end' },
    { x: full - right, y: above, anchor: 'end' },
  ];
  const boxOf = (label: Omit<Label, 'text'>): Box => {
    const start = { start: 0, middle: width / 2, end: width }[label.anchor];
    return box(label.x - start, label.y - size / 2, width, size);
  };
  const free = candidates.find(label => {
    const b = boxOf(label);
    const inside = b.x >= left && b.x + b.width <= full - right + 1 && b.y >= top - 4;
    return inside && !taken.some(other => overlaps(b, other));
  });
  const label = free ?? candidates[0]!;
  taken.push(boxOf(label));
  return { text, ...label };
}
