import type { Chapter } from '../../chapter.ts';

const models = ['en-nano', 'en-mini', 'en-small', 'en-medium'];

export const scale: Chapter = {
  id: 'scale',
  scenes: [
    {
      id: 'one-die',
      figure: 'ladder',
      models,
      tokens: 40,
      play: 40,
      prompt: {
        en: 'The fisherman pulled up his net, and in it he found',
        zh: 'The fisherman pulled up his net, and in it he found',
      },
      seed: 9,
      tempo: 'stream',
      params: { temperature: 0.8 },
      controls: ['next', 'play', 'back', 'reset', 'prompt', 'seed', 'temperature', 'connect'],
    },
    { id: 'loss', figure: 'loss', models },
    {
      id: 'gpt-3',
      figure: 'ladder',
      models,
      tokens: 60,
      play: 60,
      prompt: {
        en: 'One stormy night, a strange creature came to the village and',
        zh: 'One stormy night, a strange creature came to the village and',
      },
      seed: 2,
      tempo: 'stream',
      controls: ['next', 'play', 'back', 'reset', 'prompt', 'seed', 'temperature', 'connect'],
    },
  ],
};
