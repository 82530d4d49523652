import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Glimpse } from '#lm/glimpse.ts';
import { useMessages } from '#i18n/messages.tsx';
import type { Moment } from '../view.ts';
import { Projector } from './projector.ts';
import { sceneOf } from './sceneOf.ts';
import './Film.css';

export interface FilmProps {
  readonly moment: Moment;
  readonly layers: number | null; // null: nobody has said
  readonly glimpse: Glimpse | null; // of what the machine shows
  readonly before: Glimpse | null; // of the pass before it
  readonly playing: boolean; // at streaming tempos nothing can be followed then
  readonly waiting: boolean; // the model has not answered
}

/**
 * All that moves on the stage, painted over it: the machine and its columns, and whatever is between two places. What
 * stands still is the page's own; were the film removed, the stage would still be right at every moment.
 */
export function Film(props: FilmProps) {
  const { moment, layers, glimpse, before, playing, waiting } = props;
  const m = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const projector = useRef<Projector | null>(null);
  useLayoutEffect(() => {
    const stage = canvas.current?.parentElement; // a parent's own ref is not set yet
    if (!stage) return;
    const shows = (projector.current = new Projector(stage, canvas.current!));
    return () => shows.dispose();
  }, []);
  useLayoutEffect(() => {
    projector.current?.show(
      moment,
      sceneOf(
        moment,
        { layers, glimpse, before },
        {
          share: m.known.share,
          others: m.bars.others,
          scene: m.film,
        },
      ),
      { playing, waiting },
    );
  }, [moment, layers, glimpse, before, playing, waiting, m]);
  useEffect(() => {
    void document.fonts?.ready.then(() => projector.current?.refresh());
  }, []);
  return <canvas ref={canvas} className="film" aria-hidden />;
}
