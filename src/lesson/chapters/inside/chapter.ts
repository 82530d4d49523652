import type { Localized } from '#figures/scene.ts';
import type { Chapter } from '../../chapter.ts';

const story: Localized<string> = {
  en: 'Tom had a dog and Anna had a cat. Tom went home and gave some milk to the',
  zh: 'Tom had a dog and Anna had a cat. Tom went home and gave some milk to the',
};

export const inside: Chapter = {
  id: 'inside',
  scenes: [
    {
      id: 'walk',
      figure: 'loop',
      prompt: story,
      tempo: 'lesson',
      play: 1,
      bars: 8,
      controls: ['step', 'next', 'back', 'reset', 'prompt'],
      focus: 'machine',
    },
    { id: 'attention', figure: 'attention', prompt: story, layer: 2, head: 0, controls: ['prompt', 'next'] },
    { id: 'lens', figure: 'lens', prompt: story, bars: 5, controls: ['prompt', 'next'] },
    {
      id: 'softmax',
      figure: 'softmax',
      prompt: story,
      phase: 'predicted',
      bars: 8,
      controls: ['temperature', 'prompt'],
      focus: 'bars',
    },
  ],
};
