import type { Localized } from '#figures/scene.ts';
import type { Chapter } from '../../chapter.ts';

const model: Localized<string> = { en: 'en-mini', zh: 'zh-poems' };
const opening: Localized<string> = {
  en: 'One day, the hungry fox',
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
      seed: 11,
      tempo: 'lesson',
      play: 2,
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
      seed: 11,
      params: { temperature: 0.8 },
      tempo: 'stream',
      play: 30,
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
        en: 'That evening, the king was very',
        zh: '五绝《山中》\n秋',
      },
      swaps: {
        en: [
          { word: 'king', others: ['dog', 'child', 'sea'] },
          { word: 'very', others: ['not', 'a', 'in'] },
          { word: 'evening', others: ['morning', 'winter'] },
        ],
        zh: [
          { word: '秋', others: ['春', '明', '白', '流'] },
          { word: '山中', others: ['江上', '宫中', '塞下'] },
          { word: '五绝', others: ['七绝', '词'] },
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
      tempo: 'stream',
      play: 8,
      bars: 12,
      controls: ['next', 'play', 'back', 'reset', 'choose', 'go-to'],
      focus: 'river',
    },
  ],
};
