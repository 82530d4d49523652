import { type Place, placeAt, places } from './chapters/index.ts';
import { type BadParameter, type Options, parseOptions } from '#run/url.ts';
import { parameterNames, parameters, writeInto } from '#run/parameters.ts';

/** Another scene has a start of its own, so what belongs to a run leaves the address when the reader moves on. */
const leaving = parameterNames.filter(name => parameters[name].belongsTo !== 'page');

/**
 * The scene an address asks for. Where there is no such scene the lesson's welcome is shown, and the reader is told.
 *
 * @returns place null: the welcome
 */
export function wantedPlace({ chapter, scene }: Pick<Options, 'chapter' | 'scene'>): {
  place: Place | null;
  bad: readonly BadParameter[];
} {
  if (chapter === null) {
    return { place: null, bad: scene === null ? [] : [{ name: 'scene', value: scene }] };
  }
  if (placeAt(chapter)?.chapter.id !== chapter) {
    return { place: null, bad: [{ name: 'chapter', value: chapter }] };
  }
  const place = placeAt(scene === null ? chapter : `${chapter}/${scene}`);
  return place === undefined ? { place: null, bad: [{ name: 'scene', value: scene! }] } : { place, bad: [] };
}

/** The scene of a query string such as `?chapter=loop&scene=dice`; null: the welcome. */
export const placeOfSearch = (search: string): Place | null =>
  wantedPlace(parseOptions(search).options).place;

/**
 * The query string of a scene. What belongs to the page (language, theme, view, backend) and what belongs to others
 * stays; what belonged to the run in the scene before is dropped.
 *
 * @param place null: the welcome
 */
export function searchFor(place: Place | null, search: string): string {
  const query = new URLSearchParams(search);
  for (const name of leaving) query.delete(name);
  if (place !== null) writeInto(query, { chapter: place.chapter.id, scene: place.scene.id });
  return `?${query}`;
}

/** Scenes before and after one in reading order; the welcome stands before the first. */
export function neighbours(place: Place | null): { previous: Place | null; next: Place | null } {
  const at = place === null ? -1 : places.indexOf(place);
  return { previous: places[at - 1] ?? null, next: places[at + 1] ?? null };
}

/** Where a scene stands: chapter and scene counted from 1, and how many scenes its chapter has. */
export function positionOf(place: Place): { chapter: number; scene: number; scenes: number } {
  const chapters = [...new Set(places.map(({ chapter }) => chapter))];
  const { scenes } = place.chapter;
  return {
    chapter: chapters.indexOf(place.chapter) + 1,
    scene: scenes.findIndex(scene => scene.id === place.scene.id) + 1,
    scenes: scenes.length,
  };
}
