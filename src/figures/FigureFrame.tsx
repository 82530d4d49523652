import type { ComponentType, ReactNode } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Renewal } from '#ui/Renewal.tsx';
import { later } from '#ui/later.tsx';
import type { TransportSlot } from '#player/transport.ts';
import { ArrivalsContext } from '#views/Arriving.tsx';
import { TransportContext } from '#views/useTransport.ts';
import type { FigureProps } from './figure.ts';
import { type PictureName, figureNamed, figures } from './index.ts';
import './Figure.css';

/** What stands in a scene; each is fetched when it is first shown. */
const pictures = Object.fromEntries(
  Object.entries(figures).map(([name, { load }]) => [
    name,
    later<FigureProps>(
      load as () => Promise<ComponentType<FigureProps>>, // the registry holds each with its own data
      (_, again) => <Missing onRetry={again} />,
      <Waiting />,
    ),
  ]),
) as Readonly<Record<PictureName, ComponentType<FigureProps>>>;

/** Says whose numbers a picture shows, where the reader might expect their own model's. */
function WhoseNumbers({ figure, guest, modelId }: FigureProps & { figure: PictureName }) {
  const m = useMessages();
  const { embedded } = figureNamed(figure);
  if (guest === null || embedded === undefined) return null;
  const say = embedded === 'inside' ? m.lesson.figure.inside : m.lesson.figure.embedded;
  return <p className="figure-whose">{say(guest.engine.model.id, m.models.name(modelId))}</p>;
}

/**
 * The picture of a scene that is not the stage.
 *
 * @param transport told how the picture is driven, while it is there
 * @param retryWords asks for the lesson's words again; null unless they could not be had
 */
export function FigureFrame({
  transport,
  retryWords,
  figure,
  ...props
}: FigureProps & {
  readonly figure: PictureName;
  readonly transport: TransportSlot;
  readonly retryWords: (() => void) | null;
}) {
  const Picture = pictures[figure];
  const { isWorded } = figureNamed(figure);
  const wordless = props.lesson === null && isWorded === true;
  return (
    <div className="figure" data-figure={figure}>
      <WhoseNumbers {...props} figure={figure} />
      {wordless ? (
        retryWords === null ? (
          <Waiting />
        ) : (
          <Missing onRetry={retryWords} />
        )
      ) : (
        <ArrivalsContext value={props.labs}>
          <TransportContext value={transport}>
            <Picture {...props} />
          </TransportContext>
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
      <Renewal otherwise={<p>{m.lesson.figure.missing}</p>} />
      {onRetry && <Button onClick={onRetry}>{m.notices.retry}</Button>}
    </div>
  );
}
