import { barColour, inkOn } from './colours.ts';
import { type Rect, bell, clamp, ease, easeOut, fall, lerp, part } from './curves.ts';
import type { Mark } from './frame.ts';
import { barMark, segmentOf } from './predicting.ts';
import type { Shot } from './scene.ts';

/** When a bar is on its way to the line, as parts of the beat: all lie before the marker starts. */
const tip = (row: number): readonly [number, number] => [0.02 + row * 0.01, 0.35 + row * 0.01];
const glide = [0.5, 0.93] as const;

/** Bars tip off their rows, fall onto the line, run along it until they touch: strip and bars are one thing. */
export function sampleMarks(shot: Shot): Mark[] {
  const { scene, place, time, palette } = shot;
  const { draw, rows } = scene;
  if (time.beat !== 'sample' || draw === null || draw.byReader) return [];
  const s = time.share('sample');
  if (s >= 1) return [];
  const over = hovered(shot);
  const still: Mark[] = [];
  const flying: Mark[] = [];
  rows.forEach((row, r) => {
    const at = place.rows[r];
    if (at === undefined || row.probability <= 0) return;
    const p = part(s, ...tip(r));
    const segment = segmentOf(shot, r);
    const won = draw.row === r ? part(s, 0.93, 1) : 0;
    if (p >= 1) {
      still.push(...lying(shot, r, segment, won));
      if (over === r)
        still.push({
          kind: 'box',
          id: 'over-segment',
          x: segment.x + 1,
          y: segment.y + 1,
          w: Math.max(1, segment.w - 3),
          h: segment.h - 2,
          radius: 2,
          stroke: palette.drawnFill,
          width: 2.5,
        });
      return;
    }
    const down = fall(part(p, 0, 0.46));
    const along = ease(part(p, 0.34, 1));
    const h = lerp(at.bar.h, segment.h, down);
    const bar = {
      x: lerp(at.bar.x, segment.x, along),
      y: lerp(at.bar.y, segment.y, down),
      w: Math.max(1, lerp(at.bar.w, segment.w, along) - 1.5 * along),
      h,
    };
    const tilt = bell(part(p, 0, 0.46)) * Math.min(0.14, 20 / Math.max(24, bar.w));
    flying.push({
      ...barMark(`row-${r}`, row.rest, r, rows.length, bar, palette),
      tilt,
      broken: row.broken ? 7 * (1 - along) : 0,
      shadow: p > 0 && down < 1 ? 10 : 0,
    });
  });
  if (over >= 0 && place.rows[over] !== undefined)
    still.push({
      kind: 'box',
      id: 'over-row',
      ...place.rows[over].bar,
      radius: 2,
      stroke: palette.drawnFill,
      width: 2,
    });
  return [...still, ...flying, ...marker(shot, s)];
}

/** A bar that lies on the line, with its name where there is room; the drawn one turns amber from the marker on. */
function lying({ scene, palette, measure, place }: Shot, r: number, segment: Rect, won: number): Mark[] {
  const row = scene.rows[r]!;
  const w = Math.max(0.8, segment.w - Math.min(1.5, segment.w / 4));
  const fill = row.rest ? palette.surface : barColour(r, scene.rows.length - 1, palette);
  const marks: Mark[] = [
    { ...barMark(`row-${r}`, row.rest, r, scene.rows.length, { ...segment, w }, palette), radius: 1.5 },
  ];
  const u = scene.draw?.u ?? null;
  if (won > 0) {
    const at =
      u === null ? segment.x + w / 2 : clamp(place.line.x + u * place.line.w, segment.x, segment.x + w);
    const width = row.rest ? 4 : w * won;
    const x = row.rest ? at - 2 : lerp(at, segment.x, won);
    marks.push({
      kind: 'box',
      id: `won-${r}`,
      ...segment,
      x,
      w: width,
      radius: 1.5,
      fill: palette.drawnFill,
    });
  }
  const size = row.rest ? 13.5 : 16;
  const family = row.rest ? 'ui' : 'text';
  const name = measure(row.name, size, family, 500);
  if (name + 12 < w && (won === 0 || row.rest)) {
    const x = segment.x + w / 2;
    if (row.rest)
      marks.push({
        kind: 'box',
        id: `label-ground-${r}`,
        x: x - name / 2 - 6,
        y: segment.y + 5,
        w: name + 12,
        h: segment.h - 10,
        radius: 3,
        fill: palette.surface,
      });
    marks.push({
      kind: 'text',
      id: `label-${r}`,
      text: row.name,
      x,
      y: segment.y + segment.h / 2 + size * 0.33,
      size,
      family,
      weight: 500,
      colour: row.rest ? palette.ink : inkOn(fill),
      ground: fill,
      align: 'center',
    });
  }
  return marks;
}

function markerX({ scene, place, time }: Shot): number {
  const out = ease(time.share('sample', ...glide));
  return place.line.x + (scene.draw?.u ?? 0) * place.line.w * out;
}

/** The row whose segment lies under the gliding marker; −1: none. */
function hovered(shot: Shot): number {
  const { scene, time } = shot;
  const p = time.share('sample', ...glide);
  if (scene.draw === null || scene.draw.u === null || p <= 0 || p >= 1) return -1;
  const x = markerX(shot);
  return scene.rows.findIndex((_, r) => {
    const segment = segmentOf(shot, r);
    return x >= segment.x && x < segment.x + segment.w;
  });
}

/** The marker, and above it the random number on four wheels that stop one after another. */
function marker(shot: Shot, s: number): Mark[] {
  const { scene, place, palette, measure } = shot;
  const { line } = place;
  if (scene.draw === null || scene.draw.u === null || s < glide[0] - 0.04) return [];
  const x = markerX(shot);
  const y = line.y - 4;
  const size = 16;
  const digit = measure('0', size, 'ui', 600) + 0.6;
  const zero = measure('0.', size, 'ui', 600);
  const total = zero + digit * 4;
  const left = x + 12 + total > line.x + line.w ? x - 12 - total : x + 12;
  const p = part(s, glide[0], 0.94);
  const marks: Mark[] = [
    {
      kind: 'path',
      id: 'marker',
      points: [
        [x, y - 2],
        [x, line.y + line.h + 2],
      ],
      colour: palette.drawn,
      width: 2,
    },
    {
      kind: 'path',
      id: 'marker-head',
      points: [
        [x - 6.5, y - 9],
        [x + 6.5, y - 9],
        [x, y],
      ],
      colour: palette.drawn,
      width: 0,
      filled: true,
    },
    {
      kind: 'text',
      id: 'u',
      text: '0.',
      x: left,
      y: y - 6,
      size,
      family: 'ui',
      weight: 600,
      colour: palette.drawn,
    },
  ];
  const digits = scene.draw.u.toFixed(4).slice(2);
  for (let k = 0; k < 4; k++) {
    const position = ((k + 1) * 10 + Number(digits[k])) * easeOut(part(p, 0, 0.55 + 0.45 * ((k + 1) / 4)));
    const at = left + zero + k * digit + digit / 2;
    const within = { x: at - digit, y: y - 6 - size * 0.86, w: digit * 2, h: size * 1.1 };
    for (const n of [Math.floor(position), Math.floor(position) + 1]) {
      const off = (n - position) * size * 1.15;
      if (Math.abs(off) < size)
        marks.push({
          kind: 'text',
          id: `wheel-${k}-${n % 2}`,
          text: String(n % 10),
          x: at,
          y: y - 6 + off,
          size,
          family: 'ui',
          weight: 600,
          colour: palette.drawn,
          align: 'center',
          within,
        });
    }
  }
  return marks;
}
