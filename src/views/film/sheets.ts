import { clamp, lerp } from './curves.ts';
import type { Quad } from './frame.ts';
import type { Geometry } from './scene.ts';

const FOLDED = (76 * Math.PI) / 180; // how far a folded sheet is turned away; narrower racks turn it further
const OPEN = (5 * Math.PI) / 180;
const EYE = 2000; // px from which the rack is looked at

/** One sheet of the rack: where a column at u, [0, 1] across it, stands. */
export interface Sheet {
  readonly index: number;
  readonly openness: number; // 0 folded … 1 turned to us
  readonly centre: number;
  readonly turn: number; // how wide it looks: the cosine of its angle
  at(u: number): { x: number; top: number; bottom: number };
}

/** The room the sheets take: below it stand words, above it the mouth. */
export function rackOf({ machine, narrow }: Pick<Geometry, 'machine' | 'narrow'>) {
  const head = narrow ? 40 : clamp(machine.h * 0.17, 46, 90);
  const foot = narrow ? 34 : 76;
  return { x: machine.x, w: machine.w, top: machine.y + head, h: Math.max(60, machine.h - head - foot) };
}

export function pitchOf(place: Pick<Geometry, 'machine' | 'narrow'>, layers: number): number {
  const { w } = rackOf(place);
  return Math.min(
    place.narrow ? 21 : w < 560 ? 44 : clamp(w * 0.066, 44, 70),
    (w * 0.52) / Math.max(1, layers),
  );
}

/**
 * Sheet `index` of L + 1 in a rack in which one at a time is open.
 *
 * @param open which one is, as a real number
 */
export function sheetAt(
  place: Pick<Geometry, 'machine' | 'narrow'>,
  layers: number,
  index: number,
  open: number,
): Sheet {
  const rack = rackOf(place);
  const pitch = pitchOf(place, layers);
  const wide = rack.w - pitch * layers;
  const opennessOf = (k: number) => clamp(1 - Math.abs(open - k));
  let left = rack.x;
  for (let k = 0; k < index; k++) left += lerp(pitch, wide, opennessOf(k));
  const openness = opennessOf(index);
  const slot = lerp(pitch, wide, openness);
  const width = wide - 14;
  const folded = Math.max(Math.cos(FOLDED) * 0.1, (pitch * 0.7) / width);
  const angle = Math.acos(clamp(lerp(folded, Math.cos(OPEN), openness)));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const centre = left + slot / 2;
  const middle = rack.top + rack.h / 2;
  return {
    index,
    openness,
    centre,
    turn: cos,
    at(u) {
      const q = EYE / (EYE + (u - 0.5) * width * sin);
      return {
        x: centre + (u - 0.5) * width * cos * q,
        top: middle - (rack.h / 2) * q,
        bottom: middle + (rack.h / 2) * q,
      };
    },
  };
}

/** Places for columns across a sheet. The oldest tokens of a long text share the first. */
export interface Columns {
  readonly slots: number;
  readonly folded: number; // tokens that share the first place; 0: each has its own
  slot(token: number): number;
}

const most = 20;

/** @param tokens how many there are now; there is room for a few more, so that not every token moves all */
export function columnsFor(tokens: number, narrow: boolean): Columns {
  const limit = narrow ? 12 : most;
  const steps = narrow ? [8, 12] : [8, 12, 16, 20];
  const folded = tokens > limit ? tokens - limit + 1 : 0;
  const slots = steps.find(step => step > tokens) ?? limit;
  return { slots, folded, slot: token => (token < folded ? 0 : folded > 0 ? token - folded + 1 : token) };
}

/**
 * The strip of a column on a sheet.
 *
 * @param slot its place, which may lie between two
 * @param from, to how much of its width: 0 … 1 is all
 * @param shift sideways, in widths of a place
 */
export function stripOn(sheet: Sheet, slots: number, slot: number, from = 0, to = 1, shift = 0): Quad {
  const pad = 0.025;
  const width = (1 - 2 * pad) / slots;
  const middle = pad + width * (slot + 0.5 + shift);
  const edge = (u: number) => {
    const { x, top, bottom } = sheet.at(u);
    return { x, top: lerp(top, bottom, 0.025), bottom: lerp(bottom, top, 0.025) };
  };
  return {
    left: edge(middle + (from - 0.5) * 0.58 * width),
    right: edge(middle + (to - 0.5) * 0.58 * width),
  };
}

export function quadBetween(a: Quad, b: Quad, p: number, down = 0): Quad {
  const edge = (from: Quad['left'], to: Quad['left']) => ({
    x: lerp(from.x, to.x, p),
    top: lerp(from.top, to.top, p) + down,
    bottom: lerp(from.bottom, to.bottom, p) + down,
  });
  return { left: edge(a.left, b.left), right: edge(a.right, b.right) };
}
