import type { SceneAddress } from '../chapter.ts';

/** One question of the exit ticket; its words are in en.md and zh.md, by the same ids. */
export interface Question {
  readonly id: string;
  readonly answers: readonly Answer[]; // in the order shown; exactly one is right
}

export interface Answer {
  readonly id: string;
  readonly refutedBy: SceneAddress | null; // the scene that speaks against it; null: this is the right one
}

/**
 * Three questions on five misconceptions that learners are known to hold: it picks the most likely word · it looks
 * answers up · it plans ahead · the system prompt is a command · a bigger model works in another way.
 */
export const questions: readonly Question[] = [
  {
    id: 'two-words',
    answers: [
      { id: 'most-likely', refutedBy: 'loop/why-not' },
      { id: 'looked-up', refutedBy: 'loop/surgery' },
      { id: 'drawn', refutedBy: null },
      { id: 'changed-its-mind', refutedBy: 'loop/dice' },
    ],
  },
  {
    id: 'half-a-sentence',
    answers: [
      { id: 'nowhere', refutedBy: null },
      { id: 'planned', refutedBy: 'loop/no-plan' },
      { id: 'in-a-collection', refutedBy: 'loop/surgery' },
    ],
  },
  {
    id: 'rambling-and-answering',
    answers: [
      { id: 'another-principle', refutedBy: 'scale/gpt-3' },
      { id: 'command', refutedBy: 'system-prompt/pull-down' },
      { id: 'same-loop', refutedBy: null },
    ],
  },
];
