import { useMessages } from '#i18n/messages.tsx';
import type { Round } from './guess.ts';
import { scoreOf } from './guess.ts';
import { type Stretch, layoutScore } from './layout.ts';

/** Surprise of reader and model over the passage, token by token: the shorter line wins. */
export function Score(props: {
  rounds: readonly Round[];
  verdict: 'reader' | 'model' | 'even' | null; // null while the game goes on
}) {
  const m = useMessages();
  const words = m.lesson.guess;
  const { rounds, verdict } = props;
  const { reader, model } = layoutScore(rounds);
  const sums = scoreOf(rounds);
  const line = (who: 'reader' | 'model', stretches: readonly Stretch[]) => (
    <div className="score-line" data-who={who}>
      <dt>{words.who[who]}</dt>
      <dd>
        <span className="score-track" aria-hidden>
          {stretches.map(({ index, start, width }) => (
            <span key={index} style={{ left: `${start * 100}%`, width: `${width * 100}%` }} />
          ))}
        </span>
        <span className="score-bits">{words.bits(m.format.decimal(sums[who], 1))}</span>
      </dd>
    </div>
  );
  return (
    <div className="score">
      <p className="score-title">{words.score(rounds.length)}</p>
      <dl>
        {line('reader', reader)}
        {line('model', model)}
      </dl>
      <p className="score-verdict" role="status">
        {verdict !== null && words.verdict[verdict]}
      </p>
    </div>
  );
}
