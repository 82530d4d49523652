import { Futures } from './Futures.tsx';
import type { FigureProps } from '../figure.ts';
import type { FuturesData } from './figure.ts';
import { openingSeed } from '#run/start.ts';

export function FuturesFigure({ scene, start, modelId, labs }: FigureProps<FuturesData>) {
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
