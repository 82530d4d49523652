import type { ControlOf, DataOf, PictureName } from '#figures/index.ts';
import type { SceneOf } from '#figures/figure.ts';
import type { Control } from '#figures/scene.ts';

/**
 * The lesson as data. A chapter is a row of scenes; a scene is a **starting state plus permissions**, not a script: it
 * says what lies on the stage when the reader comes in and what may be touched, and nothing about what happens then.
 * So every scene can be entered directly, by link, key or scroll, and always looks the same.
 *
 * Words are not here: they are Markdown, one file per chapter and language, see prose.ts.
 */
export interface Chapter {
  readonly id: ChapterId; // in links
  readonly scenes: readonly [Scene, ...Scene[]];
}

/** In reading order; ids, not numbers, are in links. */
export const chapterIds = [
  'origins',
  'next-token',
  'loop',
  'scale',
  'system-prompt',
  'inside',
  'summary',
] as const;
export type ChapterId = (typeof chapterIds)[number];

/** `chapter/scene`, as in links: 'loop/why-not'. */
export type SceneAddress = `${ChapterId}/${string}`;

/** A scene of the whole stage: predict → sample → append. In the playground everything is allowed. */
type StageName = 'loop' | 'playground';

export interface StageData {
  readonly pools?: boolean; // the vocabulary in four stretches, where the river would be
}

export type FigureName = PictureName | StageName;

/** A scene of one figure; without a type argument, the union over all figures, told apart by `figure`. */
export type Scene<F extends FigureName = FigureName> = F extends PictureName
  ? { readonly figure: F } & SceneOf<DataOf<F>, ControlOf<F>>
  : F extends StageName
    ? { readonly figure: F } & SceneOf<StageData, Control>
    : never;
