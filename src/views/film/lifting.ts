import { bell } from './curves.ts';
import type { Mark, Quad } from './frame.ts';
import { type Rack, boxOf } from './machine.ts';
import type { Shot } from './scene.ts';
import { quadBetween, sheetAt, stripOn } from './sheets.ts';

/** The last column of the last sheet, lifted out and set down where the rows come from. */
export function liftedMarks(shot: Shot, rack: Rack): Mark[] {
  const { scene, place, palette } = shot;
  if (rack.lifted <= 0) return [];
  const { outlet } = place;
  const home = stripOn(
    sheetAt(place, scene.layers, scene.layers, scene.layers),
    rack.columns.slots,
    rack.columns.slot(scene.tokens.length - 1),
  );
  const end: Quad = {
    left: { x: outlet.x, top: outlet.y, bottom: outlet.y + outlet.h },
    right: { x: outlet.x + outlet.w, top: outlet.y, bottom: outlet.y + outlet.h },
  };
  const quad = quadBetween(home, end, rack.lifted, -34 * bell(rack.lifted));
  const { x, y, w, h } = boxOf(quad);
  const column =
    rack.drawn?.sheets[scene.layers]?.[scene.tokens.length - 1 - (rack.drawn?.first ?? 0)] ?? null;
  return [
    {
      kind: 'box',
      id: 'lifted-ground',
      x: x - 1.5,
      y: y - 1.5,
      w: w + 3,
      h: h + 3,
      radius: 3,
      fill: palette.surface,
      stroke: palette.model,
      width: 1.5,
      shadow: 14,
    },
    { kind: 'strip', id: 'lifted', ...quad, values: column, fixed: true, shown: 1, alpha: 1 },
  ];
}
