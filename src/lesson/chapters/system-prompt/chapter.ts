import type { Conversation } from '#figures/scene.ts';
import type { Chapter } from '../../chapter.ts';
import { personas } from './personas.ts';

const conversation: Conversation = {
  systemPrompt: personas[0].systemPrompt,
  question: 'Why is the sky blue?',
};

export const systemPrompt: Chapter = {
  id: 'system-prompt',
  scenes: [
    {
      id: 'bare-question',
      figure: 'script',
      ...conversation,
      pulled: false,
      seed: 7,
      bars: 10,
      controls: ['next', 'play', 'back', 'reset', 'seed'],
      focus: 'story',
    },
    {
      id: 'pull-down',
      figure: 'script',
      ...conversation,
      pulled: false,
      seed: 7,
      bars: 10,
      controls: ['system-prompt', 'next', 'play', 'back', 'reset'],
      focus: 'bars',
    },
    {
      id: 'further-training',
      figure: 'script',
      ...conversation,
      pulled: true,
      compareWith: 'en-chat',
      seed: 7,
      bars: 10,
      controls: ['system-prompt', 'next', 'play', 'back', 'reset'],
      focus: 'bars',
    },
    {
      id: 'personas',
      figure: 'script',
      model: 'en-chat',
      ...conversation,
      pulled: true,
      personas,
      seed: 7,
      bars: 10,
      controls: ['system-prompt', 'next', 'play', 'back', 'reset', 'seed'],
      focus: 'bars',
    },
    {
      id: 'two-views',
      figure: 'chat',
      model: 'en-chat',
      ...conversation,
      personas,
      seed: 7,
      params: { temperature: 0.7 },
      tempo: 'stream',
      play: 120,
      controls: ['system-prompt', 'next', 'play', 'reset', 'temperature', 'seed'],
    },
  ],
};
