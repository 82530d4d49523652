import { useId } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { MarkdownLine } from '#ui/Markdown.tsx';
import './Quiz.css';

export interface QuizQuestion {
  readonly id: string;
  readonly text: string; // Markdown, as are the answers and replies
  readonly answers: readonly QuizAnswer[];
}

export interface QuizAnswer {
  readonly id: string;
  readonly text: string;
  readonly reply: string;
  readonly refutedBy: { readonly scene: string; readonly onOpen: () => void } | null; // null: this is the right one
}

interface Props {
  readonly questions: readonly QuizQuestion[];
  readonly chosen: Readonly<Record<string, string>>; // question → answer
  readonly onChoose: (question: string, answer: string) => void;
}

/** The exit ticket. A wrong answer leads back to the scene that speaks against it. */
export function Quiz({ questions, chosen, onChoose }: Props) {
  const m = useMessages().figures.quiz;
  const right = questions.filter(
    ({ id, answers }) => answers.find(answer => answer.id === chosen[id])?.refutedBy === null,
  ).length;
  return (
    <section className="quiz" aria-label={m.region}>
      {questions.map(question => (
        <Question
          key={question.id}
          question={question}
          chosen={chosen[question.id] ?? null}
          onChoose={answer => onChoose(question.id, answer)}
        />
      ))}
      <p className="quiz-score" role="status">
        {questions.every(({ id }) => id in chosen) && m.score(right, questions.length)}
      </p>
    </section>
  );
}

function Question(props: {
  question: QuizQuestion;
  chosen: string | null;
  onChoose: (answer: string) => void;
}) {
  const { question, chosen, onChoose } = props;
  const { between, figures } = useMessages();
  const m = figures.quiz;
  const name = useId();
  const reply = useId();
  const answer = question.answers.find(({ id }) => id === chosen);
  return (
    <fieldset aria-describedby={reply}>
      <legend>
        <MarkdownLine text={question.text} />
      </legend>
      {question.answers.map(({ id, text, refutedBy }) => (
        <label key={id} data-verdict={id !== chosen ? undefined : refutedBy === null ? 'right' : 'wrong'}>
          <input type="radio" name={name} checked={id === chosen} onChange={() => onChoose(id)} />
          <span>
            <MarkdownLine text={text} />
          </span>
        </label>
      ))}
      <div id={reply} className="quiz-reply" role="status">
        {answer && (
          <>
            <p>
              <strong>{answer.refutedBy === null ? m.right : m.wrong}</strong>
              {between}
              <MarkdownLine text={answer.reply} />
            </p>
            {answer.refutedBy && (
              <Button onClick={answer.refutedBy.onOpen}>{m.see(answer.refutedBy.scene)}</Button>
            )}
          </>
        )}
      </div>
    </fieldset>
  );
}
