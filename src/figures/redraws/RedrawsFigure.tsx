import { Redraws } from './Redraws.tsx';
import type { FigureProps } from '../figure.ts';
import type { RedrawsData } from './figure.ts';
import { openingSeed } from '#run/start.ts';

export function RedrawsFigure({ scene, start, modelId, labs }: FigureProps<RedrawsData>) {
  const { prompt = '', seed = openingSeed, bars = 12, params } = start;
  return (
    <Redraws
      labs={labs}
      modelId={modelId}
      prompt={prompt}
      seed={seed}
      draws={scene.draws}
      bars={bars}
      params={params}
    />
  );
}
