import type { Localized } from '#figures/scene.ts';
import type { Chapter } from '../../chapter.ts';

const model: Localized<string> = { en: 'en-mini', zh: 'zh-poems' };
const opening: Localized<string> = {
  en: 'One day, the rabbit went to the',
  zh: '五绝《春夜》\n春',
};

export const nextToken: Chapter = {
  id: 'next-token',
  scenes: [
    {
      id: 'one-word',
      figure: 'loop',
      model,
      prompt: opening,
      phase: 'predicted',
      bars: 1,
      controls: ['bars'],
      focus: 'bars',
    },
    {
      id: 'list',
      figure: 'loop',
      model,
      prompt: opening,
      phase: 'predicted',
      bars: 12,
      controls: ['bars', 'prompt', 'choose'],
      focus: 'bars',
    },
    {
      id: 'guess',
      figure: 'guess',
      model,
      prompt: { en: 'The old man put on his', zh: '五绝《江上》\n江上' },
      passage: {
        en: ' coat and walked slowly to the river. There he saw a boat.',
        zh: '白云飞，山中客未归。\n夜来风雨急，孤月照柴扉。',
      },
      bars: 8,
    },
    {
      id: 'temperature',
      figure: 'loop',
      pools: true,
      model,
      prompt: opening,
      phase: 'predicted',
      bars: 12,
      controls: ['temperature'],
      focus: 'bars',
    },
    {
      id: 'cuts',
      figure: 'loop',
      model,
      prompt: opening,
      phase: 'predicted',
      params: { topK: 10 },
      bars: 20,
      controls: ['topk', 'topp', 'temperature', 'step', 'next'],
      focus: 'bars',
    },
    {
      id: 'tokens',
      figure: 'tokens',
      texts: {
        en: ['The fisherman rowed home.', 'unbelievable', 'Hello hello HELLO', '3.14159'],
        zh: ['The fisherman rowed home.', 'unbelievable', 'Hello hello HELLO', '3.14159'],
      },
    },
    {
      id: 'bytes',
      figure: 'tokens',
      texts: { en: ['你好', 'café', '🙂', 'hello'], zh: ['你好', '下一个词', '🙂', 'hello'] },
      controls: ['prompt', 'model'],
    },
  ],
};
