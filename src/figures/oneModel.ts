import type { OneModelProps } from '#views/lockstep/OneModel.tsx';
import type { FigureProps } from './figure.ts';
import { openingSeed } from '#run/start.ts';

/** What the figures about one model and one text need of a scene. */
export const oneModel = ({ scene, start, modelId, labs }: FigureProps): OneModelProps => ({
  labs,
  modelId,
  prompt: start.prompt ?? '',
  seed: start.seed ?? openingSeed,
  params: start.params,
  controls: scene.controls ?? ['prompt', 'next', 'back', 'reset', 'temperature'],
});
