import { mix } from './colours.ts';
import { bell, ease, leave, lerp, part } from './curves.ts';
import type { Mark } from './frame.ts';
import { barMark, segmentOf } from './predicting.ts';
import type { RowPlace, Shot } from './scene.ts';

/** The drawn token: out of its row sideways, then from below into the story. */
export function appendMarks({ scene, place, time, palette, measure }: Shot): Mark[] {
  const p = time.share('append', 0, 0.9);
  const spot = place.story.spots[scene.tokens.length];
  const home: RowPlace | undefined = scene.draw === null ? undefined : place.rows[scene.draw.row];
  if (time.beat !== 'append' || p >= 1 || scene.draw === null || spot == null || home === undefined)
    return [];
  const e = ease(p);
  const size = lerp(home.name.size, spot.size, e);
  const from = { x: home.name.x + home.name.w / 2, y: home.name.y - home.name.size * 0.33 };
  const at = leave(from, { x: spot.x + spot.w / 2, y: spot.y - spot.size * 0.26 }, e);
  const w = measure(scene.draw.text, size, 'text') + lerp(12, 4, e);
  const h = lerp(home.name.size * 1.36, spot.size * 1.12, e);
  const [fill, stroke, ink] = scene.draw.byReader
    ? [palette.readerSoft, palette.reader, palette.reader]
    : [palette.drawnSoft, palette.drawnFill, palette.drawn];
  return [
    {
      kind: 'box',
      id: 'drawn',
      x: at.x - w / 2,
      y: at.y - h / 2,
      w,
      h,
      radius: 4,
      fill,
      stroke,
      width: 1.25,
      shadow: 16 * bell(e),
    },
    {
      kind: 'text',
      id: 'drawn-word',
      text: scene.draw.text,
      x: at.x,
      y: at.y + lerp(0.33, 0.26, e) * size,
      size,
      family: 'text',
      colour: mix(ink, palette.ink, part(e, 0.7, 1)),
      ground: fill,
      align: 'center',
    },
  ];
}

/** The line narrows and stands up: the step becomes a column of the river. */
export function settleMarks(shot: Shot): Mark[] {
  const { scene, place, time, palette } = shot;
  const p = time.share('settle');
  const { river } = place;
  if (time.beat !== 'settle' || p >= 1 || river === null || scene.draw === null) return [];
  const along = ease(part(p, 0, 0.7));
  const up = ease(part(p, 0.35, 1));
  let from = 0;
  return scene.rows.flatMap((row, r): Mark[] => {
    const lying = segmentOf(shot, r);
    const standing = {
      x: river.x,
      y: river.y + river.h - (from + row.probability) * river.h,
      w: river.w,
      h: row.probability * river.h,
    };
    from += row.probability;
    if (row.probability <= 0) return [];
    const rect = {
      x: lerp(lying.x, standing.x, along),
      w: Math.max(0.8, lerp(lying.w, standing.w, along)),
      y: lerp(lying.y, standing.y, up),
      h: Math.max(0.8, lerp(lying.h, standing.h, up)),
    };
    const won = scene.draw!.row === r;
    const mark = barMark(`settle-${r}`, row.rest, r, scene.rows.length, rect, palette);
    return [won && !row.rest ? { ...mark, fill: palette.drawnFill } : mark];
  });
}
