import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Glimpse } from '#lm/glimpse.ts';
import { useMessages } from '#i18n/messages.tsx';
import type { Moment } from '../view.ts';
import type { Projector } from './projector.ts';
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
  const latest = useRef<Parameters<Projector['show']> | null>(null);
  useEffect(() => {
    const stage = canvas.current?.parentElement; // a parent's own ref is not set yet
    let gone = false;
    // Not among the first code: the stage is whole without it. Where it cannot be had, nothing moves.
    import('./projector.ts').then(
      film => {
        if (gone || !stage || canvas.current === null) return;
        const shows = (projector.current = new film.Projector(stage, canvas.current));
        if (latest.current !== null) shows.show(...latest.current);
        void document.fonts?.ready.then(() => gone || shows.refresh());
      },
      (error: unknown) => console.info('film', error),
    );
    return () => {
      gone = true;
      projector.current?.dispose();
      projector.current = null;
    };
  }, []);
  useLayoutEffect(() => {
    const scene = sceneOf(
      moment,
      { layers, glimpse, before },
      {
        share: m.known.share,
        others: m.bars.others,
        scene: m.film,
      },
    );
    latest.current = [moment, scene, { playing, waiting }];
    projector.current?.show(...latest.current);
  }, [moment, layers, glimpse, before, playing, waiting, m]);
  return <canvas ref={canvas} className="film" aria-hidden />;
}
