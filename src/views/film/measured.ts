import type { Palette } from './colours.ts';
import type { Rect } from './curves.ts';
import type { Geometry, RowPlace, Spot } from './scene.ts';

/** Where the parts of a stage stand on the page, px from the stage's corner. Reads the document, changes nothing. */
export function measured(stage: HTMLElement, step: number): Geometry | null {
  const origin = stage.getBoundingClientRect();
  const rectOf = (element: Element | null): Rect | null => {
    if (element === null) return null;
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left - origin.left, y: top - origin.top, w: width, h: height };
  };
  const find = (selector: string) => stage.querySelector<HTMLElement>(selector);
  const story = rectOf(find('.story-text'));
  const line = rectOf(find('.strip-track'));
  const bars = rectOf(find('.bars-plot'));
  const room = rectOf(find('.machine-room'));
  if (story === null || line === null || bars === null) return null;
  const narrow = room === null || room.w < 200 || room.h < 120 || room.y > bars.y + bars.h / 2;
  const tiles = [...stage.querySelectorAll<HTMLElement>('[data-token]')];
  const spots: (Spot | null)[] = [];
  for (const tile of tiles) {
    const spot = spotOf(tile, origin);
    const seen = spot !== null && spot.y - spot.size > story.y - 8 && spot.y < story.y + story.h + 8;
    spots[Number(tile.dataset.token)] = seen ? spot : null;
  }
  const river = rectOf(find(`.river-column[data-stop="${step}"]`));
  return {
    width: origin.width,
    height: origin.height,
    story: { spots, bottom: story.y + Math.min(story.h, lastLine(spots) - story.y) },
    machine: narrow ? { ...bars, x: bars.x + 24, w: bars.w - 24 } : { ...room, w: room.w - 46 },
    outlet: narrow
      ? { x: bars.x, y: bars.y + bars.h * 0.04, w: 11, h: bars.h * 0.92 }
      : { x: room.x + room.w - 20, y: bars.y + bars.h * 0.14, w: 20, h: bars.h * 0.72 },
    narrow,
    rows: rowsOf(stage, origin),
    line,
    river,
  };
}

const lastLine = (spots: readonly (Spot | null)[]): number =>
  Math.max(0, ...spots.map(spot => (spot ? spot.y + spot.size * 0.35 : 0)));

/** Rows by rank: they stand one under the other. */
function rowsOf(stage: HTMLElement, origin: DOMRect): RowPlace[] {
  const rows = [...stage.querySelectorAll<HTMLElement>('.stage-bars .bar')].flatMap((row): RowPlace[] => {
    const name = row.querySelector<HTMLElement>('.bar-label');
    const fill = row.querySelector<HTMLElement>('.bar-fill');
    const share = row.querySelector<HTMLElement>('.bar-percent');
    const [nameSpot, shareSpot] = [name && spotOf(name, origin), share && spotOf(share, origin)];
    if (!nameSpot || !shareSpot || fill === null) return [];
    const { left, top, width, height } = fill.getBoundingClientRect();
    const bar = { x: left - origin.left, y: top - origin.top, w: width, h: height };
    return [{ name: nameSpot, bar, share: shareSpot }];
  });
  return rows.toSorted((a, b) => a.bar.y - b.bar.y);
}

const ascents = new Map<string, number>(); // of a face: the part of a line of text that is above its baseline

/** Where an element's words stand; the leading space of a token is none of them. */
function spotOf(element: HTMLElement, origin: DOMRect): Spot | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let from: Text | null = null;
  let to: Text | null = null;
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    if (node.data.trim() === '') continue;
    from ??= node;
    to = node;
  }
  if (from === null || to === null) return null;
  range.setStart(from, from.data.length - from.data.trimStart().length);
  range.setEnd(to, to.data.trimEnd().length);
  const rect = range.getClientRects()[0] ?? range.getBoundingClientRect();
  const style = getComputedStyle(from.parentElement ?? element);
  const size = parseFloat(style.fontSize);
  const face = style.fontFamily;
  if (!ascents.has(face)) {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `100px ${face}`;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText('x');
    ascents.set(face, up / (up + down));
  }
  return {
    x: rect.left - origin.left,
    y: rect.top - origin.top + rect.height * ascents.get(face)!,
    w: rect.width,
    size,
  };
}

const names: Record<keyof Palette, string> = {
  paper: '--paper',
  surface: '--surface',
  ink: '--ink',
  quiet: '--ink-quiet',
  mark: '--film-mark',
  model: '--model',
  modelSoft: '--model-soft',
  barFirst: '--bar-first',
  barLast: '--bar-last',
  plus: '--cell-plus',
  minus: '--cell-minus',
  drawn: '--drawn',
  drawnFill: '--drawn-fill',
  drawnSoft: '--drawn-soft',
  reader: '--reader',
  readerSoft: '--reader-soft',
};

/** The colours in force on an element. Where readers have forced their own, there are two: what is told by hue is then told by depth alone. */
export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  if (matchMedia('(forced-colors: active)').matches) {
    const ink = hexOf(style.color);
    const paper = hexOf(getComputedStyle(document.body).backgroundColor);
    const grounds = new Set<string>(['paper', 'surface', 'modelSoft', 'drawnSoft', 'readerSoft']);
    const forced = Object.keys(names).map(key => [key, grounds.has(key) ? paper : ink]);
    return Object.fromEntries(forced) as unknown as Palette;
  }
  const hex = (name: string) => {
    const value = style.getPropertyValue(name).trim();
    if (/^#[\da-f]{3}$/i.test(value)) return value.replace(/[\da-f]/gi, '$&$&'); // as builds shorten them
    return /^#[\da-f]{6}$/i.test(value) ? value : '#888888';
  };
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, hex(name)]),
  ) as unknown as Palette;
}

/** `rgb(r, g, b)` as computed styles have it, as `#rrggbb`; without a colour, white. */
function hexOf(rgb: string): string {
  const [r = 255, g = 255, b = 255, a = 1] = (rgb.match(/[\d.]+/g) ?? []).map(Number);
  const hex = (v: number) =>
    Math.round(a === 0 ? 255 : v)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(r)}${hex(g)}${hex(b)}`;
}
