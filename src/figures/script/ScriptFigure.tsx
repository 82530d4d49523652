import { Script } from './Script.tsx';
import type { FigureProps } from '../figure.ts';
import type { ScriptData } from './figure.ts';
import { openingSeed } from '#run/start.ts';
import { namedPersonas } from '../personas.ts';

export function ScriptFigure({ scene, start, modelId, labs, lesson }: FigureProps<ScriptData>) {
  return (
    <Script
      labs={labs}
      modelId={modelId}
      compareWith={scene.compareWith ?? null}
      question={scene.question}
      systemPrompt={scene.systemPrompt}
      pulled={scene.pulled}
      personas={namedPersonas(scene.personas, lesson)}
      seed={start.seed ?? openingSeed}
      params={start.params}
      bars={start.bars ?? 10}
      controls={scene.controls ?? ['system-prompt', 'next', 'play', 'back', 'reset', 'seed']}
    />
  );
}
