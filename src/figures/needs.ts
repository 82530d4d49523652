import type { FigureName, LocalStart, Scene } from '#lesson/chapter.ts';
import { modelById } from '#engine/models.ts';
import { translatorModel } from '#engine/translate/model.ts';
import { modelOf } from '#lesson/enter.ts';

/** Something large a figure fetches of its own accord before it can show its numbers. */
export interface Download {
  readonly of: 'model' | 'tokenizer';
  readonly id: string;
  readonly bytes: number;
}

interface Needs<F extends FigureName> {
  /** What is here of it: a model whose folder is absent is not fetched either. */
  readonly downloads: (scene: Scene<F>, start: LocalStart) => readonly Download[];
  /** An embedded model works here though the reader has brought one: its inside is needed, or experiments are its own. */
  readonly embedded?: 'inside' | 'experiment';
}

const modelsOf = (ids: readonly string[]): Download[] =>
  ids.flatMap(id => {
    const spec = modelById(id)?.spec;
    return spec === undefined ? [] : [{ of: 'model', id, bytes: spec.bytes }];
  });

/** Drawn from data alone; or the stage, which wakes its model when the reader first acts. */
const none = { downloads: () => [] };
const oneModel = (_: unknown, start: LocalStart) => modelsOf([modelOf(start)]);
const experiment = { downloads: oneModel, embedded: 'experiment' } as const;
const inside = { downloads: oneModel, embedded: 'inside' } as const;

/** What each figure of the lesson needs. Its scene says which models; `model=` of an address is for the stage. */
const needs: { readonly [F in FigureName]: Needs<F> } = {
  attention: inside,
  bleu: none,
  chat: experiment,
  futures: experiment,
  guess: experiment,
  ladder: { downloads: ({ models }) => modelsOf(models) },
  lens: inside,
  loop: none,
  loss: none,
  playground: none,
  quiz: none,
  redraws: experiment,
  script: {
    downloads: ({ compareWith }, start) => modelsOf([modelOf(start), ...(compareWith ? [compareWith] : [])]),
    embedded: 'experiment',
  },
  softmax: experiment,
  summary: none,
  surgery: experiment,
  temperature: experiment,
  timeline: none,
  tokens: {
    downloads: (_, start) => {
      const spec = modelById(modelOf(start))?.spec;
      return spec === undefined ? [] : [{ of: 'tokenizer', id: spec.id, bytes: spec.files.tokenizer.bytes }];
    },
  },
  translator: {
    downloads: () => {
      if (translatorModel === null) return [];
      const { id, files } = translatorModel.spec;
      const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
      return [{ of: 'model', id, bytes }];
    },
  },
};

export const needsOf = <F extends FigureName>({ figure }: Scene<F>): Needs<F> => needs[figure] as Needs<F>;
