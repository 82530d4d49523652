import type { Chapter } from '../../chapter.ts';

export const summary: Chapter = {
  id: 'summary',
  scenes: [
    {
      id: 'five-sentences',
      figure: 'summary',
      shownBy: [
        'origins/one-task',
        'next-token/list',
        'loop/cycle',
        'scale/one-die',
        'system-prompt/pull-down',
      ],
    },
    { id: 'exit-ticket', figure: 'quiz' },
    {
      id: 'playground',
      figure: 'playground',
      prompt: { en: '', zh: '' },
      tempo: 'watch',
      bars: 12,
    },
  ],
};
