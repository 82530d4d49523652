import { Surgery } from './Surgery.tsx';
import type { FigureProps } from '../figure.ts';
import type { SurgeryData } from './figure.ts';

export function SurgeryFigure({ scene, spoken, start, modelId, labs }: FigureProps<SurgeryData>) {
  const { prompt = '', bars = 12 } = start;
  return <Surgery labs={labs} modelId={modelId} prompt={prompt} swaps={scene.swaps[spoken]} bars={bars} />;
}
