import type { Download } from '#figures/downloads.ts';
import { figureNamed, isPicture } from '#figures/index.ts';
import type { Language } from '#i18n/messages.tsx';
import { localStart } from '#lesson/enter.ts';
import { wantedPlace } from '#lesson/place.ts';
import type { Options } from '#run/url.ts';

/** What the figure that an address asks for would fetch unasked. */
export function firstDownloads(options: Options, language: Language): readonly Download[] {
  const scene = wantedPlace(options).place?.scene;
  // The stage fetches nothing unasked: it wakes its model when the reader first acts.
  if (scene === undefined || !isPicture(scene.figure)) return [];
  return figureNamed(scene.figure).downloads(scene, localStart(scene, language));
}
