import * as motion from 'framer-motion/m';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { ease, seconds } from '../beats.ts';
import type { Moment } from '../view.ts';
import './Flights.css';

interface Flight {
  readonly key: string;
  readonly text: string;
  readonly kind: string | undefined; // of the tile, for its colour
  readonly from: DOMRect;
  readonly to: { x: number; y: number };
  readonly scale: number; // at the end; 1 at the start
  readonly delay: number; // ms
  readonly duration: number; // ms
  readonly arc: number; // px the path bends upwards
}

const none: readonly Flight[] = []; // always the same, so that setting it again renders nothing

/**
 * What flies between the parts of the stage: copies of the text into the machine (feed), the drawn token to its place
 * in the story (append). It reads where things stand from the DOM (`data-flight`, `data-token`) and changes nothing but
 * its own overlay: were it removed, the stage would still be right at every moment.
 */
export function Flights({ stage, moment }: { stage: RefObject<HTMLElement | null>; moment: Moment }) {
  const [flights, setFlights] = useState(none);
  const { phase, cursor, beats } = moment;

  useLayoutEffect(() => {
    const root = stage.current;
    if (root === null || beats.still) return setFlights(none);
    if (phase === 'predicting' && beats.feed > 0) return setFlights(feed(root, beats.feed));
    if (phase === 'ready' && beats.append > 0 && cursor !== 0) return append(root, beats.append, setFlights);
    setFlights(none);
    // Beats change with the tempo; a flight under way keeps the time it started with.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stage, phase, cursor]);

  // Measured only for what flies: at streaming tempos it would lay the page out once more for every token.
  const origin = flights.length > 0 ? stage.current?.getBoundingClientRect() : undefined;
  if (!origin) return null;
  return (
    <div className="flights" aria-hidden>
      {flights.map(({ key, text, kind, from, to, scale, delay, duration, arc }) => {
        const x0 = from.x - origin.x;
        const y0 = from.y - origin.y;
        const x1 = to.x - origin.x;
        const y1 = to.y - origin.y;
        const timing = { duration: seconds(duration), delay: seconds(delay), ease };
        return (
          <motion.span
            key={key}
            className="flight"
            data-kind={kind}
            initial={{ x: x0, y: y0, scale: 1, opacity: 0 }}
            animate={{
              x: [x0, (x0 + x1) / 2, x1],
              y: [y0, Math.min(y0, y1) - arc, y1],
              scale: [1, Math.max(scale, 0.75), scale],
              opacity: [1, 1, scale < 1 ? 0 : 1],
            }}
            transition={timing}
          >
            {text}
          </motion.span>
        );
      })}
    </div>
  );
}

const visibleTokens = 60; // more are a blur, and each is an element

/** A copy of the text lifts off and collapses into the machine, token after token. */
function feed(root: HTMLElement, duration: number): Flight[] {
  const inlet = root.querySelector('[data-flight="inlet"]')?.getBoundingClientRect();
  const box = root.querySelector('.story-text')?.getBoundingClientRect();
  if (!inlet || !box) return [];
  const tiles = [...root.querySelectorAll<HTMLElement>('[data-token]')]
    .map(tile => ({ tile, from: tile.getClientRects()[0] ?? tile.getBoundingClientRect() }))
    .filter(
      ({ from, tile }) => from.top >= box.top - 4 && from.bottom <= box.bottom + 4 && !tile.dataset.forgotten,
    )
    .slice(-visibleTokens);
  const flightTime = duration * 0.55;
  const stagger = tiles.length > 1 ? (duration - flightTime) / (tiles.length - 1) : 0;
  return tiles.map(({ tile, from }, i) => ({
    key: `feed-${tile.dataset.token}`,
    text: tile.textContent ?? '',
    kind: tile.dataset.kind,
    from,
    to: { x: inlet.x, y: inlet.y - from.height / 2 },
    scale: 0.12,
    delay: i * stagger,
    duration: flightTime,
    arc: 36,
  }));
}

/** The drawn token (not its bar) flies from its label to its exact place at the end of the story. */
function append(
  root: HTMLElement,
  duration: number,
  set: (flights: readonly Flight[]) => void,
): (() => void) | void {
  const label = root.querySelector<HTMLElement>('[data-flight="drawn"]');
  const tile = [...root.querySelectorAll<HTMLElement>('[data-token]')].at(-1);
  if (!label || !tile || tile.dataset.kind === 'prompt') return set(none);
  const from = label.getBoundingClientRect();
  const to = tile.getClientRects()[0] ?? tile.getBoundingClientRect();
  tile.dataset.arriving = '';
  set([
    {
      key: `append-${tile.dataset.token}`,
      text: tile.textContent ?? '',
      kind: 'drawn',
      from,
      to,
      scale: 1,
      delay: 0,
      duration,
      arc: 48,
    },
  ]);
  const land = () => {
    delete tile.dataset.arriving;
    set(none);
  };
  const timer = setTimeout(land, duration);
  return () => {
    clearTimeout(timer);
    land();
  };
}
