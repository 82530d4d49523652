import { mix } from './colours.ts';
import { bell, ease, lerp, part } from './curves.ts';
import type { Mark, Quad, StripMark } from './frame.ts';
import type { Shot } from './scene.ts';
import { type Columns, type Sheet, columnsFor, quadBetween, sheetAt, stripOn } from './sheets.ts';
import { type LayerStage, openSheet, stageOf } from './time.ts';
import { type Drawn, changing, drawnOf } from './values.ts';

/** The rack at one moment: its sheets, and how far each layer has come. */
export interface Rack {
  readonly open: number;
  readonly sheets: readonly Sheet[]; // L + 1
  readonly stages: readonly LayerStage[]; // by layer; 0 is of no layer and never moves
  readonly columns: Columns;
  readonly drawn: Drawn | null;
  readonly lifted: number; // how far the last column has left the last sheet, [0, 1]
}

export function rackAt({ scene, time, place }: Shot): Rack {
  const { layers } = scene;
  const again = scene.fresh > 0;
  const open = openSheet(time, layers, again, ease);
  const known = scene.glimpse ?? scene.before;
  return {
    open,
    sheets: Array.from({ length: layers + 1 }, (_, k) => sheetAt(place, layers, k, open)),
    stages: Array.from({ length: layers + 1 }, (_, l) =>
      l === 0
        ? { progress: 0, travel: 1, reach: 0, back: 0, change: 1, said: 1 }
        : stageOf(time, l, layers, ease),
    ),
    columns: columnsFor(scene.tokens.length, place.narrow),
    drawn: known && drawnOf(known),
    lifted: ease(time.share('lastColumn')) * (1 - ease(time.share('settle', 0.1, 0.9))),
  };
}

/** Sheets and the columns on them, from the back to the front. */
export function sheetMarks(shot: Shot, rack: Rack): Mark[] {
  const { scene, time, palette } = shot;
  const { sheets, stages, open, lifted } = rack;
  const marks: Mark[] = [];
  const moving: Mark[] = [];
  const breath = time.waiting ? 0.5 + 0.5 * Math.sin(time.clock / 420) : 0;
  const rest = time.beat === null || time.beat === 'settle';
  for (let k = scene.layers; k >= 0; k--) {
    const sheet = sheets[k]!;
    const glow = k === 0 ? 0.5 * bell(time.share('vectors')) : 0.6 * bell(stages[k]!.progress);
    const front = k === Math.round(open);
    const live = scene.fresh > 0 || k === 0 ? 1 : ease(stages[k]!.travel);
    marks.push({
      kind: 'quad',
      id: `sheet-${k}`,
      left: edgeOf(sheet, 0),
      right: edgeOf(sheet, 1),
      fill: mix(palette.surface, palette.modelSoft, front ? Math.max(glow, 0.7 * breath) : glow),
      stroke: mix(palette.mark, palette.model, rest ? 0.3 : live * (front ? 0.9 : 0.35)),
      alpha: 1,
    });
    const dim = k === scene.layers ? 1 - 0.68 * lifted : 1 - 0.35 * lifted;
    columnsOf(shot, rack, k, dim, marks, moving);
  }
  return [...marks, ...moving];
}

const edgeOf = (sheet: Sheet, u: number) => sheet.at(u);

function columnsOf(shot: Shot, rack: Rack, k: number, dim: number, marks: Mark[], moving: Mark[]): void {
  const { scene, time, palette, place } = shot;
  const { sheets, stages, columns, drawn } = rack;
  const sheet = sheets[k]!;
  const { layers, tokens, fresh } = scene;
  const last = tokens.length - 1;
  const lesson = time.tempo === 'lesson';
  // Places that nothing stands in yet, and the one that many share.
  for (let slot = columns.folded > 0 ? 0 : tokens.length; slot < columns.slots; slot++) {
    if (columns.folded > 0 && slot > 0) break;
    marks.push(
      placeMark(
        `place-${k}-${slot}`,
        stripOn(sheet, columns.slots, slot, 0.5, 0.5),
        palette.mark,
        0.45 * (sheet.openness * 0.7 + 0.3),
      ),
    );
  }
  for (let i = columns.folded; i < tokens.length; i++) {
    const quad = stripOn(sheet, columns.slots, columns.slot(i));
    const isFresh = i >= fresh;
    const here = !isFresh || (k === 0 ? time.share('vectors') > 0 : stages[k]!.travel > 0);
    if (!here) {
      marks.push(
        placeMark(
          `place-${k}-${i}`,
          stripOn(sheet, columns.slots, columns.slot(i), 0.5, 0.5),
          palette.mark,
          0.45 * (sheet.openness * 0.7 + 0.3),
        ),
      );
      continue;
    }
    const values = drawn?.sheets[k]?.[i - drawn.first] ?? null;
    const strip = (at: Quad, of: Float32Array | null, fixed: boolean, alpha = dim, shown = 1): StripMark => ({
      kind: 'strip',
      id: `column-${k}-${i}`,
      ...at,
      values: of,
      fixed,
      shown,
      alpha,
    });
    if (i === last && k === layers && rack.lifted > 0) {
      marks.push({
        kind: 'box',
        id: 'lifted-place',
        ...boxOf(quad),
        radius: 2,
        stroke: palette.model,
        width: 1.25,
        dash: true,
        alpha: 0.8,
      });
      continue;
    }
    const gone = k < layers ? stages[k + 1]!.travel : 0;
    const trace = isFresh && gone > 0 ? 0.06 + 0.74 * ease(part(gone, 0.45, 1)) : 1; // what it leaves behind shows as the sheet folds
    if (!isFresh) marks.push(strip(quad, values, true));
    else if (k === 0) marks.push(...vector(shot, rack, sheet, i, dim * trace));
    else {
      const { travel, change } = stages[k]!;
      const before = drawn?.sheets[k - 1]?.[i - drawn.first] ?? null;
      const now =
        values === null || before === null ? null : change >= 1 ? values : changing(before, values, change);
      const p = lesson ? ease(travel) : lerp(travel, ease(travel), 0.25);
      if (p < 1) {
        // The columns glide on as they stand, from the sheet that was open to the one that will be.
        const from = stripOn(sheetAt(place, layers, k - 1, k - 1), columns.slots, columns.slot(i));
        const to = stripOn(sheetAt(place, layers, k, k), columns.slots, columns.slot(i));
        const glide = quadBetween(from, to, p);
        if (i === last && fresh > 0)
          moving.push(frameOf(`frame-${i}`, glide, palette.surface, palette.model));
        moving.push(strip(glide, now, false, 1));
      } else marks.push(strip(quad, now, change >= 1, dim * trace));
    }
  }
}

const placeMark = (id: string, { left }: Quad, colour: string, alpha: number): Mark => ({
  kind: 'path',
  id,
  points: [
    [left.x, left.top],
    [left.x, left.bottom],
  ],
  colour,
  width: 1,
  alpha,
  dash: true,
});

export const boxOf = ({ left, right }: Quad) => ({
  x: left.x,
  y: left.top,
  w: right.x - left.x,
  h: left.bottom - left.top,
});

/** It passes in front of columns that stand there already. */
function frameOf(id: string, quad: Quad, fill: string, stroke: string): Mark {
  const { x, y, w, h } = boxOf(quad);
  return {
    kind: 'box',
    id,
    x: x - 2.5,
    y: y - 2.5,
    w: w + 5,
    h: h + 5,
    radius: 3,
    fill,
    stroke,
    width: 1.25,
  };
}

/** A column comes to be: the token's own vector and its place's unroll side by side, slide together and add up. */
function vector(
  { time, scene }: Shot,
  { drawn, columns }: Rack,
  sheet: Sheet,
  i: number,
  alpha: number,
): StripMark[] {
  const order = i - Math.max(scene.fresh, columns.folded);
  const many = scene.tokens.length - 1 - Math.max(scene.fresh, columns.folded);
  const length = time.length('vectors');
  const gap = many > 0 ? Math.min(34, (length * 0.5) / many) : 0;
  const p = part(time.share('vectors') * length, order * gap, order * gap + length - gap * many);
  const column = drawn === null ? -1 : i - drawn.first;
  const sum = drawn?.sheets[0]?.[column] ?? null;
  const token = drawn?.token?.[column];
  const place = drawn?.place?.[column];
  const strip = (
    half: string,
    quad: Quad,
    values: Float32Array | null,
    fixed: boolean,
    shown: number,
  ): StripMark => ({
    kind: 'strip',
    id: `column-0-${i}${half}`,
    ...quad,
    values,
    fixed,
    shown,
    alpha,
  });
  const slot = columns.slot(i);
  const join = ease(part(p, 0.52, 0.94));
  const roll = ease(part(p, 0, 0.5));
  if (sum === null || token === undefined || place === undefined || join >= 1)
    return [
      strip(
        '',
        stripOn(sheet, columns.slots, slot),
        sum,
        true,
        token === undefined ? ease(part(p, 0, 0.9)) : 1,
      ),
    ];
  const apart = 0.075 * (1 - join);
  return [
    strip('t', stripOn(sheet, columns.slots, slot, 0, 0.5, -apart), blend(token, sum, join), false, roll),
    strip('p', stripOn(sheet, columns.slots, slot, 0.5, 1, apart), blend(place, sum, join), false, roll),
  ];
}

const blend = (a: Float32Array, b: Float32Array, p: number) => a.map((v, i) => lerp(v, b[i]!, p));
