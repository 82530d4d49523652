import { Chat } from './Chat.tsx';
import type { FigureProps } from '../figure.ts';
import type { ChatData } from './figure.ts';
import { openingSeed } from '#run/start.ts';
import { namedPersonas } from '../personas.ts';

export function ChatFigure({ scene, start, modelId, labs, lesson, plays }: FigureProps<ChatData>) {
  return (
    <Chat
      labs={labs}
      modelId={modelId}
      systemPrompt={scene.systemPrompt}
      question={scene.question}
      personas={namedPersonas(scene.personas, lesson)}
      seed={start.seed ?? openingSeed}
      params={start.params}
      tempo={start.tempo}
      autoplay={plays}
      controls={scene.controls ?? ['system-prompt', 'next', 'play', 'reset', 'temperature', 'seed']}
    />
  );
}
