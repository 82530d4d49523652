import { type Glimpse, glimpseSize } from '#lm/glimpse.ts';
import { uniform } from '#lm/random.ts';
import type { Phase } from '#player/state.ts';
import { type Tempo, dwellMs } from '#player/tempo.ts';
import type { Palette } from '#views/film/colours.ts';
import { frameOf } from '#views/film/film.ts';
import type { Frame, Measure } from '#views/film/frame.ts';
import type { Geometry, Scene } from '#views/film/scene.ts';
import { timeOf } from '#views/film/time.ts';

/** Light and dark, as ui/theme.css and Film.css have them. */
export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    paper: '#fbfaf7',
    surface: '#ffffff',
    ink: '#1c1d22',
    quiet: '#5d5f69',
    mark: '#b9b8b2',
    model: '#0b7285',
    modelSoft: '#d8ecf0',
    barFirst: '#08616f',
    barLast: '#4a9aab',
    plus: '#0b7285',
    minus: '#bf4a3a',
    drawn: '#9a4a00',
    drawnFill: '#f2a33c',
    drawnSoft: '#fdebd0',
    reader: '#2653b8',
    readerSoft: '#e9eefa',
  },
  dark: {
    paper: '#0f1115',
    surface: '#191c23',
    ink: '#ecedf1',
    quiet: '#a7abb8',
    mark: '#4d5260',
    model: '#7fd6e0',
    modelSoft: '#17323a',
    barFirst: '#7fd6e0',
    barLast: '#2c8492',
    plus: '#5fd4e2',
    minus: '#ff7d6b',
    drawn: '#ffc266',
    drawnFill: '#f0a33a',
    drawnSoft: '#3b2a12',
    reader: '#9dbbff',
    readerSoft: '#1b2438',
  },
};

/** About as wide as Inter and Source Serif are. */
export const measure: Measure = (text, size) =>
  Array.from(text).reduce((w, c) => w + size * (c.codePointAt(0)! > 0x2e80 ? 1 : 0.53), 0);

const story = ['Mum', ' gave', ' her', ' a', ' cup', ' of', ' hot', ' tea', ' and'];

/** A text of so many tokens, its inside drawn with a seed: the geometry must hold for any numbers. */
export function sceneOf(tokens: number, fresh: number, layers: number): Scene {
  const columns = Math.min(tokens, glimpseSize.columns);
  const number = (i: number) => uniform(7, i, 3) * 4 - 2;
  const glimpse: Glimpse = {
    embedding: 256,
    cells: glimpseSize.cells,
    first: tokens - columns,
    columns,
    states: Array.from({ length: layers + 1 }, (_, k) =>
      Float32Array.from({ length: columns * glimpseSize.cells }, (_, i) => number(k * 1000 + i)),
    ),
    parts: null,
    attention: Array.from({ length: layers }, (_, l) => {
      const weights = Float32Array.from({ length: tokens }, (_, i) => uniform(9, l * 100 + i, 3));
      const total = weights.reduce((a, b) => a + b, 0);
      return weights.map(w => w / total);
    }),
    lens: [],
  };
  const shares = [0.55, 0.16, 0.11, 0.08, 0.04, 0.02, 0.01];
  return {
    tokens: Array.from({ length: tokens }, (_, i) => ({
      text: story[i % story.length]!.trim(),
      id: 40 + i * 397,
      from: 'prompt' as const,
    })),
    fresh,
    layers,
    glimpse,
    before: null,
    lens: Array.from({ length: layers + 1 }, (_, k) => ({ text: k % 2 ? 'water' : 'the', share: '12.3%' })),
    rows: [
      ...shares.map((probability, i) => ({
        name: ['tea', 'milk', 'water', 'coffee', 'bread', 'sugar', 'soup'][i]!,
        share: `${Math.round(100 * probability)}.0%`,
        probability,
        rest: false,
        broken: false,
      })),
      { name: '8,185 others', share: '3%', probability: 0.03, rest: true, broken: false },
    ],
    draw: { row: 2, u: 0.7421, text: 'water', byReader: false },
    words: { layer: n => `layer ${n}`, input: 'in', sum: 'token + place', more: n => `… ${n} more` },
  };
}

/** A stage laid out as the page does, at a window's size. */
export function stageAt(width: number, height: number, scene: Scene): Geometry {
  const narrow = width < 720;
  const [margin, size] = narrow ? [16, 24] : [32, 28];
  let x = margin;
  let y = margin + size;
  const spots = [...scene.tokens, { text: 'water' }].map(({ text }) => {
    const w = measure(text, size, 'text');
    if (x + w > width - margin) {
      x = margin;
      y += size * 1.4;
    }
    const spot = { x, y, w, size };
    x += w + size * 0.3;
    return spot;
  });
  const bottom = y + 10;
  const split = narrow ? margin : width * 0.58;
  const line = { x: margin, y: height - 150, w: width - 2 * margin, h: 32 };
  const top = bottom + 12;
  const pitch = (line.y - 50 - top) / scene.rows.length;
  const rows = scene.rows.map((row, r) => {
    const middle = top + (r + 0.5) * pitch;
    const bar = {
      x: split + 110,
      y: middle - 9,
      w: Math.max(1, row.probability * (width - margin - 70 - split - 110)),
      h: 18,
    };
    const name = measure(row.name, 15, 'text');
    return {
      name: { x: bar.x - 8 - name, y: middle + 5, w: name, size: 15 },
      bar,
      share: { x: width - margin - 56, y: middle + 5, w: 50, size: 14 },
    };
  });
  const machine = narrow
    ? { x: margin + 24, y: top, w: width - 2 * margin - 24, h: line.y - 50 - top }
    : { x: margin, y: top, w: split - margin - 60, h: line.y - 60 - top };
  return {
    width,
    height,
    story: { spots, bottom },
    machine,
    outlet: { x: narrow ? margin : split - 30, y: top + 20, w: narrow ? 11 : 20, h: line.y - 90 - top },
    narrow,
    rows,
    line,
    river: { x: 80, y: height - 70, w: 12, h: 50 },
  };
}

export interface Shown {
  readonly phase: Phase;
  readonly ms: number;
  readonly frame: Frame;
}

/** The frames of one cycle, one every so many ms of a clock moved by hand. */
export function cycle(
  scene: Scene,
  place: Geometry,
  tempo: Tempo,
  depth: number,
  every = 100,
  palette: Palette = palettes.light,
): Shown[] {
  return (['predicting', 'predicted', 'sampled', 'ready'] as const).flatMap(phase => {
    const length = dwellMs(tempo, phase, depth);
    return Array.from({ length: Math.floor(length / every) + 1 }, (_, i) => {
      const ms = Math.min(length, i * every);
      const time = timeOf(phase, ms, tempo, depth, { still: false, waiting: false, clock: ms });
      return { phase, ms, frame: frameOf({ scene, place, time, palette, measure }) };
    });
  });
}
