import { Temperature } from './Temperature.tsx';
import type { FigureProps } from '../figure.ts';

const asIs = {};

export function TemperatureFigure({ start, modelId, labs }: FigureProps) {
  const { prompt = '', params = asIs, bars = 12 } = start;
  return <Temperature labs={labs} modelId={modelId} prompt={prompt} params={params} bars={bars} />;
}
