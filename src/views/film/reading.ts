import { mix } from './colours.ts';
import { bell, clamp, descend, ease, lerp, part } from './curves.ts';
import type { Mark } from './frame.ts';
import type { Scene, Shot, Time } from './scene.ts';
import { type Columns, type Sheet, stripOn } from './sheets.ts';

/** Where a token's word is: at home in the story, on its way, or on its tile at the machine's mouth. */
type Journey =
  | { readonly at: 'home'; readonly read: boolean; readonly flash: number }
  | { readonly at: 'flight'; readonly p: number }
  | { readonly at: 'tile'; readonly flip: number }; // the tile turns from word to number, the slot from empty to word

export function journeyOf(scene: Scene, time: Time, token: number): Journey {
  const home = (read: boolean, flash = 0): Journey => ({ at: 'home', read, flash });
  if (token < scene.fresh) return home(true);
  const length = time.length('read');
  const ms = time.share('read') * length;
  const many = scene.tokens.length - scene.fresh;
  const lesson = time.tempo === 'lesson';
  const [fly, wait, flip] = lesson
    ? [many > 1 ? 640 : length * 0.56, many > 1 ? 90 : 20, many > 1 ? 240 : 160]
    : [length * 0.55, 10, length * 0.3];
  const room = Math.max(0, length - fly - wait - flip - 40);
  const gap = many > 1 ? Math.min(60, room / (many - 1)) : 0;
  const start = (many > 1 && lesson ? 20 : 0) + (token - scene.fresh) * gap;
  if (ms <= start) return home(false);
  if (ms < start + fly) return { at: 'flight', p: (ms - start) / fly };
  const turned = part(ms, start + fly + wait, start + fly + wait + flip);
  if (turned < 1) return { at: 'tile', flip: turned };
  const beyond = time.share('vectors') > 0 ? 420 : ms - start - fly - wait - flip;
  return home(true, 1 - part(beyond, 0, 420));
}

/** Tokens whose word is not in the story now. */
export function awayNow({ scene, time, place }: Shot): Set<number> {
  const away = new Set<number>();
  scene.tokens.forEach((_, i) => {
    if (place.story.spots[i] == null) return;
    const journey = journeyOf(scene, time, i);
    if (journey.at === 'flight' || journey.at === 'tile') away.add(i);
  });
  return away;
}

const headHeight = 24;

/** The mouth above the first sheet: a tile for each token, with the number that stands for it. */
export function mouth(shot: Shot, first: Sheet, columns: Columns): Mark[] {
  const { scene, time, palette, measure } = shot;
  const marks: Mark[] = [];
  const flights: Mark[] = [];
  const shown = clamp((first.openness - 0.3) / 0.6);
  if (shown <= 0) return marks;
  const size = 13;
  const widest = Math.max(...scene.tokens.map(({ id }) => measure(String(id), size, 'ui', 600)), 18) + 8;
  const room = ((first.at(1).x - first.at(0).x) * 0.95) / columns.slots;
  const levels = widest + 3 > room ? 2 : 1; // narrow: every second tile stands one level higher
  const crowded = widest + 3 > room * levels; // too narrow even so: one number at a time
  const latest = crowded ? latestRead(scene, time) : -1;
  const y = (slot: number) =>
    first.at(0.5).top - 8 - headHeight / 2 - (levels === 2 && slot % 2 === 1 ? headHeight + 3 : 0);
  const x = (slot: number) => stripOn(first, columns.slots, slot, 0.5, 0.5).left.x;
  const width = Math.min(widest, room * levels - 2);

  if (columns.folded > 0)
    marks.push({
      kind: 'text',
      id: 'folded',
      text: scene.words.more(columns.folded),
      x: first.at(0).x,
      y: y(0) + 4.6,
      size,
      family: 'ui',
      colour: palette.quiet,
      alpha: shown,
    });
  scene.tokens.forEach((token, i) => {
    if (i < columns.folded) return;
    const slot = columns.slot(i);
    const journey = journeyOf(scene, time, i);
    if (columns.folded > 0 && slot < 3 && !(journey.at === 'flight')) return; // there the fold has its words
    const centre = { x: x(slot), y: y(slot) };
    const isRead = journey.at === 'home' ? journey.read : journey.at === 'tile' && journey.flip >= 0.5;
    if (!isRead && journey.at !== 'tile') {
      const mark = first.at(0.5).top - 6;
      marks.push({
        kind: 'path',
        id: `mouth-${i}`,
        points: [
          [centre.x - 7, mark],
          [centre.x + 7, mark],
        ],
        colour: palette.mark,
        width: 1.5,
        alpha: 0.8 * shown,
      });
    }
    const flash = journey.at === 'tile' ? 1 : journey.at === 'home' && i >= scene.fresh ? journey.flash : 0;
    if (isRead && (!crowded || i === latest)) {
      const squash = journey.at === 'tile' ? Math.abs(1 - 2 * ease(journey.flip)) : 1;
      const h = headHeight * squash * lerp(0.1, 1, shown);
      marks.push({
        kind: 'box',
        id: `tile-${i}`,
        x: centre.x - width / 2,
        y: centre.y - h / 2,
        w: width,
        h,
        radius: 4,
        fill: mix(palette.surface, palette.modelSoft, 0.35 + 0.65 * flash),
        stroke: mix(palette.mark, palette.model, flash),
        alpha: shown,
      });
      marks.push({
        kind: 'text',
        id: `id-${i}`,
        text: String(token.id),
        ...{ x: centre.x, y: centre.y + 4.6 },
        size,
        family: 'ui',
        weight: flash > 0.4 ? 600 : 450,
        colour: mix(palette.quiet, palette.model, flash),
        align: 'center',
        squash,
        alpha: part(shown, 0.35, 1),
      });
    }
    flights.push(...flight(shot, i, centre, width));
  });
  // Tokens that share the folded place fly there together.
  for (let i = scene.fresh; i < columns.folded; i++)
    flights.push(...flight(shot, i, { x: x(0), y: y(0) }, width));
  return [...marks, ...flights];
}

/** The token that has become a number last; −1 when none flashes any more. */
function latestRead(scene: Scene, time: Time): number {
  for (let i = scene.tokens.length - 1; i >= scene.fresh; i--) {
    const journey = journeyOf(scene, time, i);
    if (journey.at === 'tile' && journey.flip >= 0.5) return i;
    if (journey.at === 'home' && journey.read) return journey.flash > 0.05 ? i : -1;
  }
  return -1;
}

/** A word between its place in the story and its tile. */
function flight(
  { scene, time, place, palette, measure }: Shot,
  i: number,
  to: { x: number; y: number },
  tile: number,
): Mark[] {
  const token = scene.tokens[i]!;
  const spot = place.story.spots[i];
  const journey = journeyOf(scene, time, i);
  if (spot == null || journey.at === 'home') return [];
  const end = 14.5;
  const reader = token.from !== 'drawn';
  const fill = reader ? palette.readerSoft : palette.drawnSoft;
  const stroke = reader ? palette.reader : palette.drawnFill;
  const colour = reader ? palette.reader : palette.ink;
  if (journey.at === 'tile') {
    if (journey.flip >= 0.5) return [];
    const squash = Math.abs(1 - 2 * ease(journey.flip));
    const w = Math.max(tile, measure(token.text, end, 'text') + 10);
    return [
      {
        kind: 'box',
        id: `fly-${i}`,
        x: to.x - w / 2,
        y: to.y - (headHeight * squash) / 2,
        w,
        h: headHeight * squash,
        radius: 4,
        fill,
        stroke,
      },
      {
        kind: 'text',
        id: `fly-word-${i}`,
        text: token.text,
        x: to.x,
        y: to.y + end * 0.33,
        size: end,
        family: 'text',
        colour,
        ground: fill,
        align: 'center',
        squash,
      },
    ];
  }
  const p = ease(journey.p);
  const from = { x: spot.x + spot.w / 2, y: spot.y - spot.size * 0.3 };
  const size = lerp(spot.size, end, p);
  const at = descend(from, to, p, scene.tokens.length - scene.fresh === 1);
  const word = measure(token.text, size, 'text');
  const w = lerp(word, Math.max(tile, measure(token.text, end, 'text') + 10), p);
  const h = lerp(spot.size * 1.12, headHeight, p);
  return [
    {
      kind: 'box',
      id: `fly-${i}`,
      x: at.x - w / 2,
      y: at.y - h / 2,
      w,
      h,
      radius: 4,
      fill,
      stroke,
      shadow: 12 * bell(p),
    },
    {
      kind: 'text',
      id: `fly-word-${i}`,
      text: token.text,
      x: at.x,
      y: at.y + size * 0.33,
      size,
      family: 'text',
      colour,
      ground: fill,
      align: 'center',
    },
  ];
}

/** Words that turn up again in the story while their tiles turn to numbers. */
export function returning({ scene, time, place, palette }: Shot): Mark[] {
  return scene.tokens.flatMap((token, i): Mark[] => {
    const spot = place.story.spots[i];
    const journey = journeyOf(scene, time, i);
    if (spot == null || journey.at !== 'tile' || journey.flip < 0.5) return [];
    const colour = token.from === 'prompt' ? palette.reader : palette.ink;
    return [
      {
        kind: 'text',
        id: `home-${i}`,
        text: token.text,
        x: spot.x,
        y: spot.y,
        size: spot.size,
        family: 'text',
        colour,
        squash: (journey.flip - 0.5) * 2,
      },
    ];
  });
}
