import { Futures } from '#views/futures/Futures.tsx';
import type { FigureProps } from '../lesson/figure.ts';
import { openingSeed } from '../start.ts';

export function FuturesFigure({ scene, start, modelId, labs }: FigureProps<'futures'>) {
  const { prompt = '', seed = openingSeed, params } = start;
  const { futures, tokens } = scene;
  return (
    <Futures
      labs={labs}
      modelId={modelId}
      prompt={prompt}
      seed={seed}
      params={params}
      futures={futures}
      tokens={tokens}
    />
  );
}
