import { attentionMarks } from './attention.ts';
import { sampleMarks } from './drawing.ts';
import type { Frame, Mark } from './frame.ts';
import { lensMarks } from './lens.ts';
import { liftedMarks } from './lifting.ts';
import { rackAt, sheetMarks } from './machine.ts';
import { predictMarks } from './predicting.ts';
import { awayNow, mouth, returning } from './reading.ts';
import type { Shot } from './scene.ts';
import { appendMarks, settleMarks } from './settling.ts';
import { stripOn } from './sheets.ts';
import { ease } from './curves.ts';

/** One picture: a function of what there is, where it stands, and when it is. Nothing is remembered between two. */
export function frameOf(shot: Shot): Frame {
  const { time, place } = shot;
  const rack = rackAt(shot);
  // In a narrow window the machine stands where the bars will, and makes way for them.
  const hidden =
    place.narrow &&
    !(
      time.beat === 'read' ||
      time.beat === 'vectors' ||
      time.beat === 'layers' ||
      time.beat === 'lastColumn'
    );
  const machine: Mark[] = hidden
    ? []
    : [
        ...sheetMarks(shot, rack),
        ...sumMark(shot, rack),
        ...attentionMarks(shot, rack),
        ...mouth(shot, rack.sheets[0]!, rack.columns),
        ...lensMarks(shot, rack),
      ];
  const marks = [
    ...machine,
    ...predictMarks(shot),
    ...(place.narrow && time.beat !== 'lastColumn' && time.beat !== 'predict' ? [] : liftedMarks(shot, rack)),
    ...returning(shot),
    ...sampleMarks(shot),
    ...settleMarks(shot),
    ...appendMarks(shot),
  ];
  const away = awayNow(shot);
  if (time.beat === 'append' && time.share('append', 0, 0.9) < 1) away.add(shot.scene.tokens.length);
  return { marks, away, moving: time.beat !== null };
}

/** While the two vectors of the last token add up, words below say what they are. */
function sumMark(
  { time, scene, place, palette }: Shot,
  { sheets, columns, drawn }: ReturnType<typeof rackAt>,
): Mark[] {
  const p = ease(time.share('vectors', 0.3, 0.45)) * (1 - ease(time.share('vectors', 0.66, 0.8)));
  if (time.tempo !== 'lesson' || place.narrow || p <= 0 || drawn?.token == null) return [];
  const { x, bottom } = stripOn(
    sheets[0]!,
    columns.slots,
    columns.slot(scene.tokens.length - 1),
    0.5,
    0.5,
  ).left;
  const edge = bottom + 18;
  return [
    {
      kind: 'text',
      id: 'sum',
      text: scene.words.sum,
      x,
      y: edge + 14 - (1 - p) * 30,
      size: 14,
      family: 'ui',
      colour: palette.quiet,
      align: 'center',
      within: { x: 0, y: edge - 6, w: place.width, h: 30 },
    },
  ];
}
