import { barColour } from './colours.ts';
import { type Rect, between, ease, lerp, part } from './curves.ts';
import type { BoxMark, Mark } from './frame.ts';
import type { Shot } from './scene.ts';

/** Rows come out of the lifted column, 19 ms apart, and run to their ranks; each pulls its name out behind it. */
export function predictMarks({ scene, place, time, palette, measure }: Shot): Mark[] {
  if (time.beat !== 'predict' || time.share('predict') >= 1) return [];
  const { rows } = scene;
  const { outlet } = place;
  const lag = time.tempo === 'lesson' ? 19 : 10;
  const length = time.length('predict');
  const span = length - lag * (rows.length - 1);
  const within = { x: outlet.x + outlet.w + 2, y: -1e4, w: 1e5, h: 2e4 };
  return rows.flatMap((row, r): Mark[] => {
    const at = place.rows[r];
    const p = ease(part(time.share('predict') * length, r * lag, r * lag + span));
    if (at === undefined || p <= 0) return [];
    const seed = {
      x: outlet.x,
      y: outlet.y + (outlet.h * r) / rows.length,
      w: outlet.w,
      h: outlet.h / rows.length,
    };
    const bar = between(seed, at.bar, p);
    const middle = bar.y + bar.h / 2;
    const shift = bar.x - at.bar.x;
    const down = middle - (at.bar.y + at.bar.h / 2);
    const name = measure(row.name, at.name.size, row.rest ? 'ui' : 'text');
    return [
      {
        ...barMark(`row-${r}`, row.rest, r, rows.length, bar, palette),
        broken: row.broken ? 7 * p : 0,
        within,
      },
      {
        kind: 'text',
        id: `row-name-${r}`,
        text: row.name,
        x: at.name.x + at.name.w - name + shift,
        y: at.name.y + down,
        size: at.name.size,
        family: row.rest ? 'ui' : 'text',
        colour: row.rest ? palette.quiet : palette.ink,
        within,
      },
      {
        kind: 'text',
        id: `row-share-${r}`,
        text: row.share,
        x: lerp(bar.x + bar.w + 7, at.share.x, ease(part(p, 0.5, 1))),
        y: at.share.y + down,
        size: at.share.size,
        family: 'ui',
        colour: palette.quiet,
        alpha: part(p, 0.35, 0.8),
        within,
      },
    ];
  });
}

/** A row's bar: the rest of the vocabulary is hatched. */
export const barMark = (
  id: string,
  rest: boolean,
  rank: number,
  rows: number,
  bar: Rect,
  palette: Shot['palette'],
): BoxMark => ({
  kind: 'box',
  id,
  ...bar,
  radius: 3,
  ...(rest ? { hatch: palette.barFirst } : { fill: barColour(rank, rows - 1, palette) }),
});

/** Where on the line a row lies. */
export function segmentOf({ scene, place }: Pick<Shot, 'scene' | 'place'>, row: number): Rect {
  let from = 0;
  for (let r = 0; r < row; r++) from += scene.rows[r]!.probability;
  const { line } = place;
  return { x: line.x + from * line.w, y: line.y, w: scene.rows[row]!.probability * line.w, h: line.h };
}
