import { Surgery } from './Surgery.tsx';
import type { FigureProps } from '../figure.ts';

export function SurgeryFigure({ scene, spoken, start, modelId, labs }: FigureProps<'surgery'>) {
  const { prompt = '', bars = 12 } = start;
  return <Surgery labs={labs} modelId={modelId} prompt={prompt} swaps={scene.swaps[spoken]} bars={bars} />;
}
