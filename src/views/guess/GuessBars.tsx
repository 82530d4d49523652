import { useReducedMotion } from 'framer-motion';
import { useMemo } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { Prediction } from '#lm/prediction.ts';
import { defaultParams, distribution } from '#lm/sampling.ts';
import type { Vocabulary } from '#lm/token.ts';
import { BarRow, RestRow } from '../bars/BarRow.tsx';
import { BarsPlot } from '../bars/BarsPlot.tsx';
import { layoutBars } from '../bars/layout.ts';
import { beatsOf } from '../beats.ts';
import { labelOf } from '../label.ts';
import { Token } from '../Token.tsx';
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
              beats={beatsOf('watch', still)}
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
        {round === null ? <Covers bars={bars} /> : <RestRow rest={layout.rest} openEnded={false} />}
      </BarsPlot>
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

/** What hides the bars. It shows how many there are, and nothing of how long they are. */
function Covers({ bars }: { bars: number }) {
  const m = useMessages().lesson.guess;
  return (
    <div className="guess-covers" role="img" aria-label={m.covered(bars)}>
      {Array.from({ length: bars }, (_, rank) => (
        <span key={rank}>{rank + 1}</span>
      ))}
    </div>
  );
}
