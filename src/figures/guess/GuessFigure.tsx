import { Guess } from './Guess.tsx';
import type { FigureProps } from '../figure.ts';
import type { GuessData } from './figure.ts';

export function GuessFigure({ scene, spoken, start, modelId, labs }: FigureProps<GuessData>) {
  const { prompt = '', bars = 8 } = start;
  return <Guess labs={labs} modelId={modelId} prompt={prompt} passage={scene.passage[spoken]} bars={bars} />;
}
