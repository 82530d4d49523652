import { describe, expect, it } from 'vitest';
import { contrast } from '#views/film/colours.ts';
import type { BoxMark, Frame, Mark, StripMark, TextMark } from '#views/film/frame.ts';
import { columnsFor } from '#views/film/sheets.ts';
import { frameOf } from '#views/film/film.ts';
import { segmentOf } from '#views/film/predicting.ts';
import { timeOf } from '#views/film/time.ts';
import { cycle, measure, palettes, sceneOf, stageAt } from './shots.ts';

const windows = [
  [1280, 720],
  [1024, 768],
  [1920, 1080],
  [390, 844],
] as const;
const texts = [
  ['a prompt of seven tokens', 7, 0, 6],
  ['one new token', 9, 8, 6],
  ['sixty tokens', 60, 59, 6],
  ['a model of three layers', 7, 0, 3],
  ['a model of thirty layers', 12, 0, 30],
] as const;

const isText = (mark: Mark): mark is TextMark => mark.kind === 'text';
const find = <M extends Mark>({ marks }: Frame, id: string) =>
  marks.find(mark => mark.id === id) as M | undefined;

/** What is seen of a word, px; null where next to nothing is. */
function seen(mark: TextMark) {
  const { size, squash = 1, alpha = 1, align = 'left' } = mark;
  if (alpha < 0.3 || squash < 0.4) return null;
  const w = measure(mark.text, size, mark.family, mark.weight);
  let left = align === 'center' ? mark.x - w / 2 : align === 'right' ? mark.x - w : mark.x;
  let top = mark.y - size * 0.7 * squash;
  let right = left + w;
  let bottom = mark.y + size * 0.12 * squash;
  if (mark.within) {
    const { x, y, w: width, h } = mark.within;
    left = Math.max(left, x);
    top = Math.max(top, y);
    right = Math.min(right, x + width);
    bottom = Math.min(bottom, y + h);
  }
  return right - left < 1 || bottom - top < 2
    ? null
    : { left, top, right, bottom, id: mark.id, text: mark.text };
}

function overlaps(frame: Frame): string[] {
  const shown = frame.marks.filter(isText).flatMap(mark => seen(mark) ?? []);
  return shown.flatMap((a, i) =>
    shown
      .slice(i + 1)
      .filter(b => !(a.id.startsWith('wheel') && b.id.startsWith('wheel')))
      .filter(b => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5)
      .filter(b => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5)
      .map(b => `${a.id} “${a.text}” over ${b.id} “${b.text}”`),
  );
}

describe.each(windows)('the film at %i × %i', (width, height) => {
  it.each(texts)('keeps its words apart and on the stage: %s', (_, tokens, fresh, layers) => {
    const scene = sceneOf(tokens, fresh, layers);
    const place = stageAt(width, height, scene);
    const wrong: string[] = [];
    for (const tempo of ['lesson', 'watch'] as const) {
      for (const { phase, ms, frame } of cycle(scene, place, tempo, fresh === 0 ? 0 : 1)) {
        // In flight a word passes others, on a tile of its own; it is what stands that must be free.
        const standing = { ...frame, marks: frame.marks.filter(({ id }) => !/^(fly|drawn|row-)/.test(id)) };
        for (const pair of overlaps(standing)) wrong.push(`${tempo} ${phase} ${ms}: ${pair}`);
        for (const mark of frame.marks.filter(isText)) {
          const box = seen(mark);
          if (box === null || tokens > 40) continue; // a long text does not fit this test's stage, which does not scroll
          if (box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1)
            wrong.push(`${tempo} ${phase} ${ms}: ${mark.id} “${mark.text}” outside`);
        }
      }
    }
    expect(wrong.slice(0, 8)).toEqual([]);
  });
});

describe('the film', () => {
  const scene = sceneOf(7, 0, 6);
  const place = stageAt(1280, 720, scene);
  const frames = cycle(scene, place, 'lesson', 0, 20);
  const first = (id: string | RegExp) =>
    frames.findIndex(({ frame }) =>
      frame.marks.some(mark => (typeof id === 'string' ? mark.id === id : id.test(mark.id))),
    );

  it('shows a cause before its effect', () => {
    const order = [
      'fly-0',
      'id-0',
      'column-0-0',
      'arc-0',
      'lens-1',
      'lifted',
      'row-0',
      'marker',
      'won-2',
      'drawn',
      'settle-0',
    ];
    const at = order.map(first);
    expect(at.every(i => i >= 0)).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  it('lights no sheet before columns are on their way to it', () => {
    for (let layer = 1; layer <= 6; layer++) {
      const lit = frames.findIndex(({ frame }) => find(frame, `column-${layer}-0`) !== undefined);
      const before = frames[lit - 1]!.frame;
      expect(find<StripMark>(before, `column-${layer - 1}-0`)).toBeDefined();
    }
  });

  it('brings every word that leaves the story to its tile', () => {
    for (let token = 0; token < 7; token++) {
      const flown = frames.filter(({ frame }) => find(frame, `fly-${token}`) !== undefined);
      const landed = find<BoxMark>(flown.at(-1)!.frame, `fly-${token}`)!;
      const tile = find<BoxMark>(
        frames.find(({ frame }) => find(frame, `tile-${token}`))!.frame,
        `tile-${token}`,
      )!;
      const centre = ({ x, w, y, h }: BoxMark) => [x + w / 2, y + h / 2];
      const [x = 0, y = 0] = centre(landed);
      const [tx = 0, ty = 0] = centre(tile);
      expect(Math.abs(x - tx)).toBeLessThan(1);
      expect(Math.abs(y - ty)).toBeLessThan(1);
    }
  });

  it('has a word in one place only: while it flies its place in the story is empty', () => {
    for (const { frame } of frames) {
      for (let token = 0; token < 7; token++) {
        if (find(frame, `fly-${token}`)) expect(frame.away.has(token)).toBe(true);
      }
    }
  });

  it('lays every bar where the line has its share, and drops the drawn word into its place', () => {
    const last = frames
      .filter(({ phase, frame }) => phase === 'sampled' && find(frame, 'row-0'))
      .at(-1)!.frame;
    scene.rows.forEach((_, r) => {
      const bar = find<BoxMark>(last, `row-${r}`)!;
      const segment = segmentOf({ scene, place }, r);
      expect(bar.x).toBeCloseTo(segment.x, 1);
      expect(Math.abs(bar.w - segment.w)).toBeLessThan(2);
      expect(bar.y).toBeCloseTo(segment.y, 1);
    });
    const word = find<TextMark>(
      frames.filter(({ frame }) => find(frame, 'drawn-word')).at(-1)!.frame,
      'drawn-word',
    )!;
    const spot = place.story.spots[7]!;
    expect(Math.abs(word.x - (spot.x + spot.w / 2))).toBeLessThan(2);
    expect(Math.abs(word.y - spot.y)).toBeLessThan(2);
  });

  it('keeps one mark for each thing: nothing is drawn twice', () => {
    for (const { frame } of frames) {
      const ids = frame.marks.map(({ id }) => id);
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    }
  });

  it.each(['light', 'dark'] as const)('can be read, in the %s theme', theme => {
    const palette = palettes[theme];
    const poor = cycle(scene, place, 'lesson', 0, 100, palette).flatMap(({ frame }) =>
      frame.marks
        .filter(isText)
        .filter(({ alpha = 1 }) => alpha > 0.95)
        .filter(({ colour, ground = palette.paper }) => contrast(colour, ground) < 4.5)
        .map(({ id, colour }) => `${id} ${colour}`),
    );
    expect([...new Set(poor)]).toEqual([]);
  });

  it('folds what is older than the last columns, and says how many', () => {
    const { folded, slots, slot } = columnsFor(60, false);
    expect([folded, slots, slot(0), slot(59)]).toEqual([41, 20, 0, 19]);
    const long = sceneOf(60, 59, 6);
    const time = timeOf('predicting', 700, 'lesson', 1, { still: false, waiting: false, clock: 0 });
    const frame = frameOf({
      scene: long,
      place: stageAt(1280, 720, long),
      time,
      palette: palettes.light,
      measure,
    });
    expect(find<TextMark>(frame, 'folded')?.text).toBe('… 41 more');
  });

  it('stands complete in each still, and does not move between two', () => {
    const still = (ms: number) =>
      frameOf({
        scene,
        place,
        time: timeOf('predicting', ms, 'lesson', 0, { still: true, waiting: false, clock: ms }),
        palette: palettes.light,
        measure,
      });
    expect(still(2400).marks).toEqual(still(4800).marks); // both in the layers
    expect(find(still(3000), 'arc-1')).toBeDefined();
  });

  it('waits with a model that computes: nothing goes round again', () => {
    const waiting = (clock: number) =>
      frameOf({
        scene,
        place,
        time: timeOf('predicting', 4949, 'lesson', 0, { still: false, waiting: true, clock }),
        palette: palettes.light,
        measure,
      });
    const shapes = (clock: number) =>
      waiting(clock).marks.map(mark => (mark.kind === 'quad' ? { ...mark, fill: '' } : mark));
    expect(shapes(0)).toEqual(shapes(700));
    expect(waiting(0).marks).not.toEqual(waiting(700).marks);
  });
});
