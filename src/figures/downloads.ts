import { modelById } from '#engine/models.ts';
import { type LocalStart, modelOf } from './scene.ts';

/** Something large a figure fetches of its own accord before it can show its numbers. */
export interface Download {
  readonly of: 'model' | 'tokenizer';
  readonly id: string;
  readonly bytes: number;
}

/** What is here of them: a model whose folder is absent is not fetched either. */
export const modelDownloads = (ids: readonly string[]): Download[] =>
  ids.flatMap(id => {
    const spec = modelById(id)?.spec;
    return spec === undefined ? [] : [{ of: 'model', id, bytes: spec.bytes }];
  });

/** The one model of the scene; `model=` of an address is for the stage. */
export const itsModel = (_: unknown, start: LocalStart): Download[] => modelDownloads([modelOf(start)]);

/** A picture drawn from data alone. */
export const nothing = (): Download[] => [];
