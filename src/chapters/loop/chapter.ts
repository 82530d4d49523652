import type { Chapter, Localized } from '../chapter.ts';

const model: Localized<string> = { en: 'en-mini', zh: 'zh-poems' };
const opening: Localized<string> = {
  en: 'Deep in the forest there lived an old',
  zh: '七绝《山中》\n',
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
      params: { temperature: 0.8 },
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
      params: { temperature: 0.8 },
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
        zh: '五绝《山中》\n秋风',
      },
      swaps: {
        en: [
          { word: 'dog', others: ['king', 'bird', 'child'] },
          { word: 'bone', others: ['sky', 'moon', 'door'] },
          { word: 'hungry', others: ['sad', 'sleepy', 'angry'] },
        ],
        zh: [
          { word: '秋', others: ['春', '北', '清'] },
          { word: '风', others: ['月', '雨', '山'] },
          { word: '山中', others: ['江上', '宫中', '塞下'] },
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
      params: { temperature: 0.8 },
      tempo: 'watch',
      bars: 12,
      controls: ['next', 'play', 'back', 'reset', 'choose', 'go-to'],
      focus: 'river',
    },
  ],
};
