import { useState } from 'react';
import { Quiz } from './Quiz.tsx';
import type { FigureProps } from '../figure.ts';
import { remember, remembered } from '#ui/preferences.ts';

/** The exit ticket. Answers are remembered on this device, so that a look at another scene loses none. */
export function QuizFigure({ lesson }: FigureProps) {
  const [chosen, setChosen] = useState(() => answersFrom(remembered('ticket')));
  if (lesson === null) return null;
  return (
    <Quiz
      questions={lesson.ticket.map(({ id, text, answers }) => ({
        id,
        text,
        answers: answers.map(answer => ({
          ...answer,
          refutedBy: answer.refutedBy === null ? null : lesson.doorTo(answer.refutedBy),
        })),
      }))}
      chosen={chosen}
      onChoose={(question, answer) => {
        const next = { ...chosen, [question]: answer };
        setChosen(next);
        remember('ticket', JSON.stringify(next));
      }}
    />
  );
}

/** What was stored may be anything: another version of the page, or someone's hand. */
function answersFrom(stored: string | null): Record<string, string> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
