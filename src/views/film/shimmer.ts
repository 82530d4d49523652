import { mix } from './colours.ts';
import { bell } from './curves.ts';
import type { Frame } from './frame.ts';
import type { Shot } from './scene.ts';
import { sheetAt } from './sheets.ts';

/** Tokens come too fast to be followed: light passes over blank sheets, and nothing is said of what is on them. */
export function shimmer({ scene, place, time, palette }: Shot): Frame {
  if (place.narrow) return { marks: [], away: new Set(), moving: true };
  const marks = Array.from({ length: scene.layers + 1 }, (_, i) => {
    const k = scene.layers - i;
    const sheet = sheetAt(place, scene.layers, k, scene.layers);
    const light = bell((((time.clock / 900 - k / (scene.layers + 1)) % 1) + 1) % 1) ** 3;
    return {
      kind: 'quad' as const,
      id: `sheet-${k}`,
      left: sheet.at(0),
      right: sheet.at(1),
      fill: mix(palette.surface, palette.modelSoft, light),
      stroke: mix(palette.mark, palette.model, 0.2 + 0.4 * light),
      alpha: 1,
    };
  });
  return { marks, away: new Set(), moving: true };
}
