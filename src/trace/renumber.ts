import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Choice, Trace } from './trace.ts';

/**
 * The same run under other ids of its tokens. Models behind an API are known by the bytes of their tokens alone, which
 * are numbered as they come: a saved run has the numbers of the session that wrote it.
 */
export function renumber(trace: Trace, idOf: (id: TokenId) => TokenId): Trace {
  const prediction = (of: Prediction): Prediction => ({
    ...of,
    ids: of.ids.map(idOf),
    ...(of.unnamed && { unnamed: new Set([...of.unnamed].map(idOf)) }),
  });
  const choice = (of: Choice): Choice => {
    const id = idOf(of.id);
    switch (of.by) {
      case 'sampler':
        return { ...of, id, draw: { ...of.draw, id } };
      case 'carried':
        return { ...of, id, draw: of.draw && { ...of.draw, id } };
      case 'reader':
        return { ...of, id };
    }
  };
  return {
    ...trace,
    prompt: trace.prompt.map(idOf),
    steps: trace.steps.map(step => ({
      ...step,
      choice: step.choice && choice(step.choice),
      prediction: step.prediction && prediction(step.prediction),
    })),
  };
}
