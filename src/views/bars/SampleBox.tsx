import * as motion from 'framer-motion/m';
import { useMemo } from 'react';
import { uniform } from '#lm/random.ts';
import { draw } from '#lm/sampling.ts';
import { ease, seconds } from '../beats.ts';
import type { ViewProps } from '../view.ts';
import type { BarRow } from './layout.ts';

/** How long the box rests on each row, ms: slow, fast, slow, as measured in the film. */
const dwells = [247, 80, 63, 56, 54, 54, 56, 63, 80, 247];
const stream = 1; // its own sequence under the seed, so that the hops leave the story's draws alone

/**
 * A box that hops over the rows and stays on the drawn one. Its stops are real draws from the same distribution; only
 * the last one, the session's own, counts.
 */
export function SampleBox(props: ViewProps & { rows: readonly BarRow[] }) {
  const { distribution, choice, seed, depth, beats, bars, rows } = props;
  const stops = useMemo(() => {
    const rowOf = (rank: number) => (rank >= 0 && rank < rows.length ? rank : bars);
    const last = rowOf(distribution!.ids.indexOf(choice!.id));
    if (choice!.by !== 'sampler' || beats.still || beats.sample < 400) return [last];
    const hops = dwells
      .slice(1)
      .map((_, i) => rowOf(draw(distribution!, uniform(seed, depth * 16 + i, stream)).rank));
    return [...hops, last];
    // The stops belong to the draw; a setting changed meanwhile makes a new draw.
  }, [distribution, choice, seed, depth, bars, rows.length, beats.still, beats.sample]);

  const whole = dwells.reduce((sum, dwell) => sum + dwell, 0);
  let passed = 0;
  const times = stops.map((_, i) => (i === 0 ? 0 : (passed += dwells[i - 1]!) / whole));
  return (
    <motion.div
      className="sample-box"
      aria-hidden
      initial={{ y: `${stops[0]! * 100}%` }}
      animate={{ y: stops.map(stop => `${stop * 100}%`) }}
      transition={
        stops.length === 1
          ? { duration: 0, ease }
          : { duration: seconds(beats.sample), times, ease: stops.slice(1).map(() => jump) }
      }
    />
  );
}

/** No tween between rows: the box is on one or on the other. */
const jump = (t: number): number => (t < 1 ? 0 : 1);
