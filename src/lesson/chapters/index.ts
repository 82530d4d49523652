import type { Chapter, Scene, SceneAddress } from '../chapter.ts';
import { inside } from './inside/chapter.ts';
import { loop } from './loop/chapter.ts';
import { nextToken } from './next-token/chapter.ts';
import { origins } from './origins/chapter.ts';
import { scale } from './scale/chapter.ts';
import { summary } from './summary/chapter.ts';
import { systemPrompt } from './system-prompt/chapter.ts';

/** The lesson, in reading order. To add a chapter: its folder, its id in chapter.ts, and one line here. */
export const chapters: readonly [Chapter, ...Chapter[]] = [
  origins,
  nextToken,
  loop,
  scale,
  systemPrompt,
  inside,
  summary,
];

/** A scene with its place in the lesson. */
export interface Place {
  readonly address: SceneAddress;
  readonly chapter: Chapter;
  readonly scene: Scene;
}

/** Every scene from first to last: previous and next are neighbours here. */
export const places: readonly Place[] = chapters.flatMap(chapter =>
  chapter.scenes.map(scene => ({ address: `${chapter.id}/${scene.id}` as const, chapter, scene })),
);

/**
 * The scene at an address from a link: 'loop/why-not', or 'loop' for a chapter's first scene.
 *
 * @returns undefined if there is none
 */
export const placeAt = (address: string): Place | undefined =>
  places.find(place => place.address === address || place.chapter.id === address);
