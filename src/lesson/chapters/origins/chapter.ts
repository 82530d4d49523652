import type { Chapter } from '../../chapter.ts';
import { milestones } from './milestones.ts';

export const origins: Chapter = {
  id: 'origins',
  scenes: [
    {
      id: 'translation',
      figure: 'translator',
      model: 'en-zh-translate',
      sentence: 'My sister reads a book at home every day.',
      parts: false,
    },
    {
      id: 'two-halves',
      figure: 'translator',
      model: 'en-zh-translate',
      sentence: 'The book that my sister bought yesterday is very interesting.',
      parts: true,
      controls: ['next', 'back', 'reset'],
    },
    { id: 'better-for-less', figure: 'bleu' },
    { id: 'to-chatgpt', figure: 'timeline', milestones },
    {
      id: 'one-task',
      figure: 'loop',
      prompt: {
        en: 'Once upon a time, there was a little',
        zh: 'Once upon a time, there was a little',
      },
      tempo: 'lesson',
      play: 3,
      bars: 8,
      seed: 62,
      controls: ['next', 'play', 'back', 'reset'],
      focus: 'story',
    },
  ],
};
