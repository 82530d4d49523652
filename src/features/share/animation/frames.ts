import { cubicBezier } from 'framer-motion';
import { beatMs } from '#player/tempo.ts';
import { ease } from '#views/beats.ts';
import type { Instant } from '../picture/slide.ts';

/** One picture of the animation and how long it stands. */
export interface Frame {
  readonly at: Instant;
  readonly delayMs: number; // a multiple of 10: GIF counts hundredths of a second
}

const stepMs = 70; // between pictures while something moves: smooth enough, and a slide stays small
const lookMs = 700; // the drawn token stands before it flies
const endMs = 1500; // the last picture stands before the first comes round again

const of = (beat: Parameters<typeof beatMs>[1]) => 10 * Math.round(beatMs('watch', beat) / 10);
const [feed, predict, sample, append, settle] = [
  of('read'),
  of('predict'),
  of('sample'),
  of('append'),
  of('settle'),
];
const think = of('vectors') + of('layers') + of('lastColumn');
const eased = cubicBezier(...ease);

/**
 * The pictures of one token's loop, in the lengths of the stage's beats at the tempo `watch`: the text is read, the
 * bars grow, the marker glides to its place, the token flies into the text.
 *
 * @param tokens of the text with the new one, which is the last
 * @param u where the marker lands, [0, 1); null where nothing was drawn
 */
export function framesOf(tokens: number, u: number | null, isLast: boolean): Frame[] {
  const before = tokens - 1;
  const still = { read: 0, grown: 1, marker: null, isNamed: false, flight: null, shown: before } as const;
  const drawn = { ...still, marker: u, isNamed: true } as const;
  return [
    ...moving(feed, way => ({ ...still, beat: 'predict', read: way, grown: 0 })),
    { at: { ...still, beat: 'predict', read: 1, grown: 0 }, delayMs: think },
    ...moving(predict, way => ({ ...still, beat: 'predict', grown: way })),
    ...(u === null ? [] : moving(sample, way => ({ ...still, beat: 'sample', marker: way * u }))),
    { at: { ...drawn, beat: 'sample' }, delayMs: lookMs },
    ...moving(append, way => ({ ...drawn, beat: 'append', flight: way })),
    { at: { ...drawn, beat: 'append', shown: tokens }, delayMs: settle + (isLast ? endMs : 0) },
  ];
}

/** @param at the picture after a share of the way, (0, 1]; the last is exactly 1 */
function moving(ms: number, at: (way: number) => Instant): Frame[] {
  const count = Math.max(1, Math.round(ms / stepMs));
  const hundredths = ms / 10;
  return Array.from({ length: count }, (_, i) => ({
    at: at(i === count - 1 ? 1 : eased((i + 1) / count)),
    // Each ends where its share of the beat does, so that they add up to it.
    delayMs: 10 * (Math.round((hundredths * (i + 1)) / count) - Math.round((hundredths * i) / count)),
  }));
}
