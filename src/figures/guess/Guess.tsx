import { useMemo, useReducer } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { textOf } from '#lm/token.ts';
import { Button } from '#ui/Button.tsx';
import { labelOf, plainLabel } from '#views/label.ts';
import type { Lab, Labs } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { startFrom, useLab, usePrediction } from '#views/useLab.ts';
import { GuessBars } from './GuessBars.tsx';
import { GuessInput } from './GuessInput.tsx';
import { PassageLine } from './PassageLine.tsx';
import { Score } from './Score.tsx';
import { isOver, openGame, reduceGame, scoreOf } from './guess.ts';
import { useTransport } from '#views/useTransport.ts';
import '#views/Experiment.css';
import './Guess.css';

export interface GuessProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly prompt: string; // given
  readonly passage: string; // guessed, token by token
  readonly bars: number;
}

/** Guess first: the bars are covered until the reader has said what comes next. */
export function Guess({ labs, modelId, ...rest }: GuessProps) {
  const m = useMessages().lesson.guess;
  const { lab, error, retry } = useLab(labs, modelId);
  return (
    <section className="experiment" aria-label={m.region}>
      {lab === null ? <LabStatus error={error} retry={retry} /> : <Rounds lab={lab} {...rest} />}
    </section>
  );
}

function Rounds({ lab, prompt, passage, bars }: { lab: Lab } & Omit<GuessProps, 'labs' | 'modelId'>) {
  const m = useMessages();
  const words = m.lesson.guess;
  const given = useMemo(() => startFrom(prompt, lab), [lab, prompt]);
  const [game, dispatch] = useReducer(reduceGame, null, () =>
    openGame(lab.encode(prompt + passage).slice(given.length)),
  );
  const { rounds, phase } = game;
  const round = phase === 'uncovered' ? rounds.at(-1)! : null;
  // The text the prediction at hand follows: without the token that has just been uncovered.
  const known = round === null ? rounds.length : rounds.length - 1;
  const context = useMemo(() => [...given, ...game.passage.slice(0, known)], [given, game.passage, known]);
  const { answer: prediction, current, error, failed, retry } = usePrediction(lab, context);
  const over = isOver(game);
  const next = () => dispatch({ type: 'next' });
  useTransport({
    ...(round !== null && !over && { next, step: next }),
    ...(over && round !== null && { reset: () => dispatch({ type: 'again' }) }),
  });
  if (prediction === null || failed) return <LabStatus error={error} retry={retry} />;

  // In a sentence the space that belongs to a token would look like a slip.
  const name = (id: number) => plainLabel(labelOf(id, lab.vocabulary)).trim() || '␣';
  return (
    <>
      <PassageLine given={given} game={game} vocabulary={lab.vocabulary} />
      <GuessBars
        prediction={prediction}
        round={current ? round : null}
        bars={bars}
        vocabulary={lab.vocabulary}
      />
      {round === null ? (
        <GuessInput
          key={known}
          lab={lab}
          context={context}
          text={textOf(context, lab.vocabulary)}
          prediction={prediction}
          ready={current}
          bars={bars}
          onGuess={guess => dispatch({ type: 'uncover', guess, prediction })}
        />
      ) : (
        <div className="guess-verdict" role="status">
          <p>
            {round.guess === null
              ? words.passed(name(round.truth), words.odds(round.probability))
              : round.guess === round.truth
                ? words.hit(name(round.truth), words.odds(round.probability))
                : words.miss(name(round.guess), name(round.truth), words.odds(round.probability))}
            {m.between}
            {words.cost(m.format.decimal(round.readerBits, 1), m.format.decimal(round.modelBits, 1))}
          </p>
          {over ? (
            <Button kind="primary" autoFocus onClick={() => dispatch({ type: 'again' })}>
              {words.again}
            </Button>
          ) : (
            <Button kind="primary" autoFocus onClick={() => dispatch({ type: 'next' })}>
              {words.next}
            </Button>
          )}
        </div>
      )}
      <Score rounds={rounds} verdict={over ? verdictOf(scoreOf(rounds)) : null} />
    </>
  );
}

/** Less than a hundredth of a bit apart is nothing one could see in the picture. */
function verdictOf({ reader, model }: { reader: number; model: number }): 'reader' | 'model' | 'even' {
  if (Math.abs(reader - model) < 0.01) return 'even';
  return reader < model ? 'reader' : 'model';
}
