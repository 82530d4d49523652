import { mix } from './colours.ts';
import { ease, lerp } from './curves.ts';
import type { Mark } from './frame.ts';
import type { Rack } from './machine.ts';
import type { Shot } from './scene.ts';
import { rackOf, stripOn } from './sheets.ts';

/** The words under the sheets: what the model would say if it stopped there. */
export function lensMarks(shot: Shot, rack: Rack): Mark[] {
  const { scene, place, palette, measure, time } = shot;
  const { top, h } = rackOf(place);
  const edge = top + h + 12;
  const marks: Mark[] = [];
  const taken: { from: number; to: number }[] = [];
  const hidden = scene.fresh > 0 ? ease(time.share('read', 0.05, 0.5)) : 1;
  for (let k = scene.layers; k >= 0; k--) {
    const sheet = rack.sheets[k]!;
    const last = stripOn(sheet, rack.columns.slots, rack.columns.slot(scene.tokens.length - 1), 0.5, 0.5).left
      .x;
    const x = lerp(sheet.centre, last, sheet.openness);
    const near = place.narrow ? Math.max(0, 1 - Math.abs(rack.open - k) * 2.2) : 1;
    const label = k === 0 ? scene.words.input : sheet.openness > 0.7 ? scene.words.layer(k) : String(k);
    const wide = measure(label, 13, 'ui', 600);
    const clear = (width: number) =>
      taken.every(({ from, to }) => x + width / 2 + 3 < from || x - width / 2 - 3 > to);
    const said = k === 0 ? ease(time.share('vectors', 0.8, 1)) : rack.stages[k]!.said;
    const saying = scene.lens[k];
    const p = saying === undefined ? 0 : said;
    const strongest = k === scene.layers;
    const size = sheet.openness > 0.5 ? 17 : 15;
    const width = Math.max(
      wide,
      saying === undefined || p === 0
        ? 0
        : Math.max(
            measure(saying.text, size, 'text', strongest ? 600 : 400),
            measure(saying.share, 13, 'ui'),
          ),
    );
    const fits = clear(width);
    if (near > 0 && (fits || clear(wide))) {
      marks.push({
        kind: 'text',
        id: `layer-${k}`,
        text: label,
        x,
        y: edge + (place.narrow ? 14 : 52),
        size: 13,
        family: 'ui',
        weight: sheet.openness > 0.5 ? 600 : 400,
        colour: mix(palette.quiet, palette.model, sheet.openness),
        align: 'center',
        alpha: place.narrow ? 0 : near,
      });
      taken.push({ from: x - (fits ? width : wide) / 2, to: x + (fits ? width : wide) / 2 });
    }
    if (p <= 0 || hidden <= 0 || near <= 0 || !fits || saying === undefined) continue;
    const within = { x: 0, y: edge - 6, w: place.width, h: 48 };
    const down = -(1 - p * hidden) * 44;
    marks.push({
      kind: 'text',
      id: `lens-${k}`,
      text: saying.text,
      x,
      y: edge + 15 + down,
      size,
      family: 'text',
      weight: strongest ? 600 : 400,
      colour: strongest ? palette.model : palette.ink,
      align: 'center',
      alpha: near,
      within,
    });
    if (!place.narrow)
      marks.push({
        kind: 'text',
        id: `lens-share-${k}`,
        text: saying.share,
        x,
        y: edge + 32 + down,
        size: 13,
        family: 'ui',
        colour: palette.quiet,
        align: 'center',
        alpha: near,
        within,
      });
  }
  return marks;
}
