import type { Chapter, Localized } from '../chapter.ts';

const model: Localized<string> = { en: 'en-mini', zh: 'zh-poems' };
const opening: Localized<string> = {
  en: 'Deep in the forest there lived an old',
  zh: '唐 七绝《山中》\n',
};

export const loop: Chapter = {
  id: 'loop',
  scenes: [
    {
      id: 'cycle',
      figure: 'loop',
      model,
      prompt: opening,
      seed: 7,
      tempo: 'lesson',
      bars: 10,
      controls: ['next', 'step', 'play', 'back', 'reset', 'tempo'],
    },
    {
      id: 'why-not',
      figure: 'redraws',
      model,
      prompt: opening,
      phase: 'predicted',
      seed: 7,
      draws: 100,
      bars: 12,
      controls: ['temperature'],
      focus: 'strip',
    },
    {
      id: 'dice',
      figure: 'loop',
      model,
      prompt: opening,
      seed: 1,
      tempo: 'stream',
      bars: 10,
      controls: ['play', 'reset', 'seed', 'temperature', 'tempo'],
      focus: 'strip',
    },
    {
      id: 'no-plan',
      figure: 'futures',
      model,
      prompt: opening,
      seed: 11,
      futures: 5,
      tokens: 24,
      controls: ['temperature', 'seed'],
      focus: 'story',
    },
    {
      id: 'surgery',
      figure: 'surgery',
      model,
      prompt: {
        en: 'The hungry dog looked at the bone and began to',
        zh: '唐 五绝《秋夜》\n秋风吹',
      },
      swaps: {
        en: [
          { word: 'dog', others: ['king', 'bird', 'child'] },
          { word: 'bone', others: ['sky', 'moon', 'door'] },
          { word: 'hungry', others: ['sad', 'sleepy', 'angry'] },
        ],
        zh: [
          { word: '秋', others: ['春', '夏', '冬'] },
          { word: '夜', others: ['日', '雨', '雪'] },
          { word: '风', others: ['雨', '月', '花'] },
        ],
      },
      bars: 12,
    },
    {
      id: 'fork',
      figure: 'loop',
      model,
      prompt: opening,
      seed: 7,
      tempo: 'watch',
      bars: 12,
      controls: ['next', 'play', 'back', 'reset', 'choose', 'go-to'],
      focus: 'river',
    },
  ],
};
