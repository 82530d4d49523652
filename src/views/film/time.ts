import { type Beat, type Tempo, beatAt, beatMs, beats, waitsAtMs } from '#player/tempo.ts';
import type { Phase } from '#player/state.ts';
import { clamp, lerp, part } from './curves.ts';
import type { Time } from './scene.ts';

/** Reduced motion and print: the moment of each beat that is complete in itself. */
export const stills: Readonly<Record<Beat, number>> = {
  read: 0.55,
  vectors: 0.62,
  layers: 0.185,
  lastColumn: 1,
  predict: 1,
  rest: 1,
  sample: 1,
  append: 1,
  settle: 1,
};

/**
 * @param elapsed ms since the phase began
 * @param depth tokens appended before: only the first time the whole text is read
 * @param still each beat stands in its complete moment
 */
export function timeOf(
  phase: Phase,
  elapsed: number,
  tempo: Tempo,
  depth: number,
  options: { still: boolean; waiting: boolean; clock: number },
): Time {
  const now = beatAt(phase, elapsed, tempo, depth);
  const length = (beat: Beat) => beatMs(tempo, beat, depth);
  const at = now === null ? -1 : beats.indexOf(now.beat);
  const share = now === null ? 0 : options.still ? stills[now.beat] : clamp(now.share);
  return {
    tempo,
    beat: now?.beat ?? null,
    ms: now === null ? 0 : share * length(now.beat),
    length,
    share(beat, from = 0, to = 1) {
      const index = beats.indexOf(beat);
      if (index !== at) return Number(index < at);
      return part(share, from, to);
    },
    waiting: options.waiting,
    clock: options.clock,
  };
}

/** The share of the `layers` beat that each layer gets, as [from, to]: the first is told slowly. */
export function layerSpan(layer: number, layers: number, tempo: Tempo): readonly [number, number] {
  const weight = (l: number) =>
    tempo === 'lesson' && l === 1 ? 2.1 : tempo === 'lesson' && l === layers ? 1.35 : 1;
  let before = 0;
  let total = 0;
  for (let l = 1; l <= layers; l++) {
    if (l < layer) before += weight(l);
    total += weight(l);
  }
  return [before / total, (before + weight(layer)) / total];
}

/** How far a layer has come: the columns glide to its sheet, arcs go out and back, cells change, a word is said. */
export interface LayerStage {
  readonly progress: number;
  readonly travel: number;
  readonly reach: number;
  readonly back: number;
  readonly change: number;
  readonly said: number;
}

export function stageOf(time: Time, layer: number, layers: number, ease: (x: number) => number): LayerStage {
  const [a, z] = layerSpan(layer, layers, time.tempo);
  const p = time.share('layers', a, z);
  const slow = layer === 1 && time.tempo === 'lesson';
  const travel = slow ? 0.24 : time.tempo === 'lesson' ? 0.36 : 0.86;
  return {
    progress: p,
    travel: part(p, 0, travel),
    reach: ease(part(p, travel - 0.04, travel + 0.2)),
    back: ease(part(p, slow ? 0.78 : 0.74, 0.92)),
    change: part(p, slow ? 0.7 : 0.66, 0.98),
    said: ease(part(p, 0.9, 1)),
  };
}

/** Which sheet is open, as a real number: 0 the input, L the last. They turn to us one after another. */
export function openSheet(time: Time, layers: number, again: boolean, ease: (x: number) => number): number {
  const lesson = time.tempo === 'lesson';
  let open = 0;
  for (let l = 1; l <= layers; l++) {
    const [a, z] = layerSpan(l, layers, time.tempo);
    const p = time.share('layers', a, lerp(a, z, lesson ? (l === 1 ? 0.24 : 0.36) : 0.86));
    open += lesson ? ease(p) : lerp(p, ease(p), 0.25);
  }
  // From the second token on the sheets go back to the first while the new one flies in.
  return again ? open + layers * (1 - ease(time.share('read', 0, 0.6))) : open;
}

/** ms that have passed in a phase: while the model computes, time stands still at the end of the layers. */
export const passedIn = (phase: Phase, ms: number, tempo: Tempo, depth: number, waiting: boolean): number =>
  phase === 'predicting' && waiting ? Math.min(ms, waitsAtMs(tempo, depth)) : ms;
