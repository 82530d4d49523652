import { needsOf } from '#figures/needs.ts';
import type { Download } from '#features/embed/Cover.tsx';
import type { Language } from '#i18n/messages.tsx';
import { localStart } from '#lesson/enter.ts';
import { wantedPlace } from '#lesson/place.ts';
import type { Options } from '#run/url.ts';

/** What the figure that an address asks for would fetch unasked. */
export function firstDownloads(options: Options, language: Language): readonly Download[] {
  const scene = wantedPlace(options).place?.scene;
  return scene === undefined ? [] : needsOf(scene).downloads(scene, localStart(scene, language));
}
