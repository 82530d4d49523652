import type { ComponentType, ReactNode } from 'react';
import type { FigureName } from '#lesson/chapter.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { ArrivalsContext } from '#views/Arriving.tsx';
import { later as laterPart } from '#ui/later.tsx';
import type { FigureProps } from './figure.ts';
import { needsOf } from './needs.ts';
import './Figure.css';
import './projectorFigures.css';

/** A picture that is fetched when a scene first shows it. */
const later = <F extends FigureName>(load: () => Promise<ComponentType<FigureProps<F>>>) =>
  laterPart(load, (_, again) => <Missing onRetry={again} />, <Waiting />);

/** The pictures of the lesson by name, all but the stage itself. To add one: a component in app/figures and a line here. */
const figures: { readonly [F in FigureName]?: ComponentType<FigureProps<F>> } = {
  attention: later(async () => (await import('./attention/AttentionFigure.tsx')).AttentionFigure),
  bleu: later(async () => (await import('./bleu/Bleu.tsx')).Bleu),
  chat: later(async () => (await import('./chat/ChatFigure.tsx')).ChatFigure),
  futures: later(async () => (await import('./futures/FuturesFigure.tsx')).FuturesFigure),
  guess: later(async () => (await import('./guess/GuessFigure.tsx')).GuessFigure),
  ladder: later(async () => (await import('./ladder/LadderFigure.tsx')).LadderFigure),
  lens: later(async () => (await import('./lens/LensFigure.tsx')).LensFigure),
  loss: later<'loss'>(async () => {
    const { Loss } = await import('./loss/Loss.tsx');
    return ({ scene }) => <Loss models={scene.models} />;
  }),
  quiz: later(async () => (await import('./quiz/QuizFigure.tsx')).QuizFigure),
  redraws: later(async () => (await import('./redraws/RedrawsFigure.tsx')).RedrawsFigure),
  script: later(async () => (await import('./script/ScriptFigure.tsx')).ScriptFigure),
  softmax: later(async () => (await import('./softmax/SoftmaxFigure.tsx')).SoftmaxFigure),
  summary: later(async () => (await import('./summary/SummaryFigure.tsx')).SummaryFigure),
  surgery: later(async () => (await import('./surgery/SurgeryFigure.tsx')).SurgeryFigure),
  temperature: later(async () => (await import('./temperature/TemperatureFigure.tsx')).TemperatureFigure),
  timeline: later(async () => (await import('./timeline/TimelineFigure.tsx')).TimelineFigure),
  tokens: later(async () => (await import('./tokens/TokensFigure.tsx')).TokensFigure),
  translator: later<'translator'>(async () => {
    const { TranslatorFigure } = await import('./translator/TranslatorFigure.tsx');
    return ({ scene }) => <TranslatorFigure sentence={scene.sentence} parts={scene.parts} />;
  }),
};

/** Says whose numbers a picture shows, where the reader might expect their own model's. */
function WhoseNumbers({ scene, guest, modelId }: FigureProps) {
  const m = useMessages();
  const { embedded } = needsOf(scene);
  if (guest === null || embedded === undefined) return null;
  const say = embedded === 'inside' ? m.lesson.figure.inside : m.lesson.figure.embedded;
  return <p className="figure-whose">{say(guest.engine.model.id, m.models.name(modelId))}</p>;
}

/** Pictures that are made of the lesson's words. */
const worded: readonly FigureName[] = ['quiz', 'summary'];

/**
 * The picture of a scene that is not the stage.
 *
 * @param retryWords asks for the lesson's words again; null unless they could not be had
 */
export function FigureFor({
  retryWords,
  ...props
}: FigureProps & { readonly retryWords: (() => void) | null }) {
  const { figure } = props.scene;
  const Figure = figures[figure] as ComponentType<FigureProps> | undefined;
  const wordless = props.lesson === null && worded.includes(figure);
  return (
    <div className="figure" data-figure={figure}>
      <WhoseNumbers {...props} />
      {Figure === undefined ? (
        <Missing />
      ) : wordless ? (
        retryWords === null ? (
          <Waiting />
        ) : (
          <Missing onRetry={retryWords} />
        )
      ) : (
        <ArrivalsContext value={props.labs}>
          <Figure {...props} />
        </ArrivalsContext>
      )}
    </div>
  );
}

function Waiting(): ReactNode {
  const m = useMessages().lesson.figure;
  return (
    <p className="figure-waiting late" role="status">
      {m.loading}
    </p>
  );
}

function Missing({ onRetry }: { onRetry?: () => void }): ReactNode {
  const m = useMessages();
  return (
    <div className="figure-waiting" role="alert">
      <p>{m.lesson.figure.missing}</p>
      {onRetry && <Button onClick={onRetry}>{m.notices.retry}</Button>}
    </div>
  );
}
