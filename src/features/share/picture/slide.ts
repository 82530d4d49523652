import type { Messages } from '#i18n/messages.tsx';
import { type BarsLayout, layoutBars } from '#views/bars/layout.ts';
import { plainLabel } from '#views/label.ts';
import { type StripLayout, layoutStrip } from '#views/strip/layout.ts';
import { type Moment, candidateLabel, chanceOf, drawShown } from '#views/view.ts';
import { hatched, tear } from './hatched.ts';
import type { Font, Measure, Palette, Shape } from './shapes.ts';
import { baseLine, drawStory, layoutStory, storyFont } from './story.ts';

export const slideSize = { width: 1280, height: 720 } as const; // user units, 16:9

/** What a picture is drawn with. */
export interface Look {
  readonly m: Messages;
  readonly palette: Palette;
  readonly measure: Measure;
  readonly creditOf: (moment: Moment) => string; // model, revision, seed and settings of what is seen, in its last line
}

/** How far a token's loop has come. `rest` is the moment as it stands. */
export interface Instant {
  readonly beat: 'predict' | 'sample' | 'append' | null; // named above the picture; null: no names there
  readonly read: number; // share of the text that has been read, [0, 1]; 0: it is not being read
  readonly grown: number; // of the bars' length, [0, 1]
  readonly marker: number | null; // where it is on the strip, [0, 1]; null: not to be seen
  readonly isNamed: boolean; // the drawn token is lit
  readonly flight: number | null; // share of the drawn token's way into the text, [0, 1]; null: it does not fly
  readonly shown: number; // tokens of the text that are there; the others keep their places free
}

const margin = 56;
const right = slideSize.width - margin;
const story = { width: 500, bottom: 545 };
const bars = { labels: margin + story.width + 180, left: margin + story.width + 194, right: right - 104 };
const strip = { y: 572, height: 40 };

const words = (size: number, weight: Font['weight'] = 400): Font => ({ family: 'ui', size, weight });
const tokens = (size: number, weight: Font['weight'] = 400): Font => ({ family: 'text', size, weight });

export function rest(moment: Moment): Instant {
  const { drawn, spelled } = moment;
  // As on the stage: a draw made under other settings is not shown over these segments.
  const isShown = drawn !== null && (drawn.by !== 'sampler' || drawShown(moment) !== null);
  return {
    beat: null,
    read: 0,
    grown: 1,
    marker: isShown ? chanceOf(drawn) : null,
    isNamed: isShown,
    flight: null,
    shown: spelled.length,
  };
}

/** A moment as a picture for a slide: story, bars, strip, and where it is from. From the same layouts as the stage. */
export function layoutSlide(moment: Moment, look: Look, at: Instant): Shape[] {
  const { palette, measure } = look;
  const { distribution, drawn, promptLength, spelled } = moment;
  const top = at.beat === null ? margin : 96;
  const text = layoutStory(moment, { width: story.width, height: story.bottom - top }, measure);
  const landed = at.shown === spelled.length && at.beat === 'append' ? spelled.length - 1 : null;
  const lit = (index: number): string | null => {
    if (index === landed) return palette['drawn-soft'];
    return index < at.read * at.shown ? palette['model-soft'] : null;
  };
  const shapes: Shape[] = [
    { kind: 'rect', x: 0, y: 0, ...slideSize, fill: palette.paper },
    ...(at.beat === null ? [] : drawLoop(at.beat, look)),
    ...drawStory(text, { x: margin, y: top }, { promptLength, shown: at.shown }, lit, palette),
  ];
  if (distribution !== null) {
    const rows = layoutBars(distribution, moment.bars);
    const row = Math.min(44, (story.bottom - top) / (moment.bars + 1));
    shapes.push(...drawBars(rows, moment, look, at, { top, row }));
    const u = chanceOf(drawn);
    if (at.grown === 1)
      shapes.push(...drawStrip(layoutStrip(distribution, moment.bars, u), moment, look, at));
    if (at.flight !== null) {
      const rank = rows.rows.findIndex(({ id }) => id === drawn?.id);
      const from = { x: bars.labels, y: top + ((rank < 0 ? rows.rows.length : rank) + 0.66) * row };
      // Its place: the last token of the text is the one in flight.
      const piece = text.lines.at(-1)?.findLast(({ index }) => index === spelled.length - 1);
      const x = margin + (piece?.x ?? text.end.x);
      shapes.push(drawFlight(moment, look, at.flight, from, { x, y: top + baseLine(text.end.line) }));
    }
  }
  shapes.push(line(look.creditOf(moment), margin, slideSize.height - 24, words(17), palette['ink-quiet']));
  return shapes;
}

/** predict → sample → append, the present one lit, as above the stage. */
function drawLoop(now: NonNullable<Instant['beat']>, { m, palette, measure }: Look): Shape[] {
  const names = ['predict', 'sample', 'append'] as const;
  let x = margin;
  return names.flatMap((beat, i): Shape[] => {
    const isNow = beat === now;
    const font = words(22, isNow ? 600 : 400);
    const width = measure(m.loop[beat], words(22, 600)); // as if lit, so that nothing moves
    const fill = palette[beat === 'sample' ? 'drawn-fill' : 'model-fill'];
    const shapes: Shape[] = [line(m.loop[beat], x, 58, font, palette[isNow ? 'ink' : 'ink-quiet'])];
    if (isNow) shapes.push({ kind: 'rect', x, y: 66, width, height: 3, fill });
    if (i < 2) shapes.push(line('→', x + width + 14, 58, words(22), palette['ink-quiet']));
    x += width + 52;
    return shapes;
  });
}

function drawBars(
  layout: BarsLayout,
  moment: Moment,
  { m, palette }: Look,
  { grown, isNamed }: Instant,
  { top, row }: { top: number; row: number },
): Shape[] {
  if (grown === 0) return [];
  const size = Math.min(22, row * 0.6);
  const plot = bars.right - bars.left;
  const shapes = layout.rows.flatMap((bar, i): Shape[] => {
    const y = top + i * row;
    const isDrawn = isNamed && moment.drawn?.id === bar.id;
    const label = plainLabel(candidateLabel(moment, bar.id));
    const width = Math.max(1, bar.width * plot * grown);
    const fill = palette[isDrawn ? 'drawn-fill' : 'model-fill'];
    const ink = palette[isDrawn ? 'drawn' : bar.cut ? 'ink-quiet' : 'ink'];
    return [
      line(label, bars.labels, y + row * 0.66, tokens(size, isDrawn ? 600 : 400), ink, 'end'),
      { kind: 'rect', x: bars.left, y: y + row * 0.18, width, height: row * 0.64, fill },
      line(m.known.share(bar.share), right, y + row * 0.66, words(size), palette['ink-quiet'], 'end'),
    ];
  });
  const y = top + layout.rows.length * row;
  const name = m.bars.rest(layout.rest.count);
  const isDrawnThere = isNamed && layout.rows.every(({ id }) => id !== moment.drawn?.id);
  const length = layout.rest.width * plot * grown;
  return [
    ...shapes,
    line(name, bars.labels, y + row * 0.66, words(size * 0.88), palette['ink-quiet'], 'end'),
    ...hatched(bars.left, y + row * 0.18, length, row * 0.64, palette, isDrawnThere),
    ...(layout.rest.broken ? [tear(bars.left + plot * 0.6, y + row * 0.18, row * 0.64, palette)] : []),
    line(m.known.share(layout.rest.share), right, y + row * 0.66, words(size), palette['ink-quiet'], 'end'),
  ];
}

function drawStrip(layout: StripLayout, moment: Moment, { m, palette }: Look, at: Instant): Shape[] {
  const length = right - margin;
  const { drawn } = moment;
  const { y, height } = strip;
  const segments = layout.segments.map(({ id, start, width }): Shape => {
    const fill = palette[at.isNamed && drawn?.id === id ? 'drawn-fill' : 'model-fill'];
    // A gap of one unit tells neighbours apart.
    return {
      kind: 'rect',
      x: margin + start * length,
      y,
      width: Math.max(0.5, width * length - 1),
      height,
      fill,
    };
  });
  const shapes: Shape[] = [
    ...segments,
    ...hatched(margin + layout.rest.start * length, y, layout.rest.width * length, height, palette),
  ];
  if (at.marker !== null) {
    const x = margin + at.marker * length;
    const ends = [y - 4, y + height + 4] as const;
    shapes.push(
      { kind: 'rect', x: x - 1.5, y: ends[0], width: 3, height: ends[1] - ends[0], fill: palette.drawn },
      {
        kind: 'polygon',
        points: [
          [x - 9, y - 18],
          [x + 9, y - 18],
          [x, y - 3],
        ],
        fill: palette.drawn,
      },
    );
  }
  if (at.isNamed && drawn !== null) {
    const u = chanceOf(drawn);
    const number = u === null ? '' : `${m.format.chance(u)} → `;
    const said = `${number}“${plainLabel(candidateLabel(moment, drawn.id))}”`;
    const x = Math.min(right - 200, Math.max(margin, margin + (at.marker ?? 0) * length - 40));
    shapes.push(line(said, x, y + height + 30, tokens(22), palette.drawn));
  }
  return shapes;
}

/** The drawn token on an arc from its row into the text. */
function drawFlight(
  moment: Moment,
  { palette, measure }: Look,
  way: number,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Shape {
  const label = plainLabel(candidateLabel(moment, moment.drawn!.id));
  const begin = from.x - measure(label, storyFont);
  const arc = 70; // user units the path bends upwards
  return line(
    label,
    begin + (to.x - begin) * way,
    from.y + (to.y - from.y) * way - arc * 4 * way * (1 - way),
    storyFont,
    palette.drawn,
  );
}

const line = (
  text: string,
  x: number,
  y: number,
  font: Font,
  fill: string,
  anchor: 'start' | 'end' = 'start',
): Shape => ({ kind: 'text', x, y, anchor, font, runs: [{ text, fill }] });
