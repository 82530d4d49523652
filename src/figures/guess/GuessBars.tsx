import { useReducedMotion } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useMemo } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { Prediction } from '#lm/prediction.ts';
import { defaultParams, distribution } from '#lm/sampling.ts';
import type { Vocabulary } from '#lm/token.ts';
import { Axis } from '#views/bars/Axis.tsx';
import { BarRow, RestRow } from '#views/bars/BarRow.tsx';
import { BarsPlot } from '#views/bars/BarsPlot.tsx';
import { layoutBars } from '#views/bars/layout.ts';
import { beatsOf, ease } from '#views/beats.ts';
import { labelOf } from '#views/label.ts';
import { Token } from '#views/Token.tsx';
import type { Round } from './guess.ts';
import { layoutOutside } from './layout.ts';

/** The bars, covered until a guess is made; then they come in the order of their ranks, and guess and truth with them. */
export function GuessBars(props: {
  prediction: Prediction;
  round: Round | null; // null: covered
  bars: number;
  vocabulary: Vocabulary;
}) {
  const m = useMessages();
  const words = m.lesson.guess;
  const { prediction, round, bars, vocabulary } = props;
  const still = useReducedMotion() ?? false;
  const shaped = useMemo(() => distribution(prediction, defaultParams), [prediction]);
  const layout = layoutBars(shaped, bars);
  const markOf = (id: number): string | null =>
    round === null
      ? null
      : id === round.truth
        ? id === round.guess
          ? words.marks.both
          : words.marks.truth
        : id === round.guess
          ? words.marks.guess
          : null;
  return (
    <section className="bars guess-bars" data-open aria-label={m.bars.region}>
      <BarsPlot
        bars={bars}
        rows={
          round !== null &&
          layout.rows.map(row => (
            <BarRow
              key={row.id}
              row={row}
              label={labelOf(row.id, vocabulary)}
              bars={bars}
              beats={beatsOf('fast', still)}
              drawn={row.id === round.truth}
            >
              {markOf(row.id) !== null && (
                <span className="guess-mark" data-own={row.id === round.guess || undefined}>
                  {markOf(row.id)}
                </span>
              )}
            </BarRow>
          ))
        }
      >
        {round !== null && <RestRow rest={layout.rest} />}
        <Covers bars={bars} lifted={round !== null} still={still} />
      </BarsPlot>
      <Axis scale={round === null ? null : layout.scale} />
      <ul className="guess-outside">
        {round !== null &&
          layoutOutside(prediction, bars, round).map(({ id, rank, probability }) => (
            <li key={id} data-own={id === round.guess || undefined}>
              <span className="guess-mark">{markOf(id)}</span> <Token label={labelOf(id, vocabulary)} />{' '}
              {words.outside(rank + 1, words.odds(probability))}
            </li>
          ))}
      </ul>
    </section>
  );
}

const liftSeconds = 0.16; // from one cover to the next

/**
 * What hides the bars. It shows how many there are, and nothing of how long they are; then they are uncovered in the
 * order of their ranks.
 */
function Covers({ bars, lifted, still }: { bars: number; lifted: boolean; still: boolean }) {
  const m = useMessages().lesson.guess;
  return (
    <div
      className="guess-covers"
      data-lifted={lifted || undefined}
      role={lifted ? undefined : 'img'}
      aria-label={lifted ? undefined : m.covered(bars)}
      aria-hidden={lifted || undefined}
    >
      {Array.from({ length: bars }, (_, rank) => (
        <motion.span
          key={rank}
          initial={false}
          animate={{ scaleX: lifted ? 0 : 1, opacity: lifted ? 0 : 1 }}
          transition={still || !lifted ? { duration: 0 } : { duration: 0.3, delay: rank * liftSeconds, ease }}
        >
          {rank + 1}
        </motion.span>
      ))}
    </div>
  );
}
