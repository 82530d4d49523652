// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { summary } from '#lesson/chapters/summary/chapter.ts';
import { loadLesson } from '#lesson/prose.ts';
import { Quiz, type QuizQuestion } from '#figures/quiz/Quiz.tsx';
import { sentencesOf } from '#figures/summary/Summary.tsx';

afterEach(cleanup);

const opened: string[] = [];
const door = (scene: string) => ({ scene, onOpen: () => opened.push(scene) });
const questions: QuizQuestion[] = [
  {
    id: 'a',
    text: 'Where is the other half?',
    answers: [
      { id: 'nowhere', text: 'Nowhere', reply: 'It is not drawn yet.', refutedBy: null },
      { id: 'planned', text: 'In a drawer', reply: 'The drawer is empty.', refutedBy: door('The plan') },
    ],
  },
];

function Ticket() {
  const [chosen, setChosen] = useState<Record<string, string>>({});
  return <Quiz questions={questions} chosen={chosen} onChoose={(q, a) => setChosen({ ...chosen, [q]: a })} />;
}

describe('the exit ticket', () => {
  it('leads a wrong answer to the scene that speaks against it', async () => {
    render(<Ticket />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('radio', { name: 'In a drawer' }));
    expect(screen.getByText('The drawer is empty.', { exact: false })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'See the scene “The plan”' }));
    expect(opened).toEqual(['The plan']);
    expect(screen.getByText('0 of 1 right.')).toBeDefined();
  });

  it('lets a right answer stand without a way back', async () => {
    render(<Ticket />);
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Nowhere' }));
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText('1 of 1 right.')).toBeDefined();
  });
});

describe.each(['en', 'zh'] as const)('the summary in %s', language => {
  it('has a sentence for each door', async () => {
    const lesson = await loadLesson(language);
    const scene = summary.scenes.find(scene => scene.figure === 'summary')!;
    const sentences = sentencesOf(lesson.chapters.summary.scenes[scene.id]!.body);
    expect(sentences).toHaveLength(scene.shownBy.length);
  });
});
