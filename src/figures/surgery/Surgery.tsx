import { useReducedMotion } from 'framer-motion';
import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import { type Distribution, defaultParams, distribution } from '#lm/sampling.ts';
import type { Vocabulary } from '#lm/token.ts';
import { Button } from '#ui/Button.tsx';
import { labelOf } from '#views/label.ts';
import type { Labs } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { ShiftBars } from '#views/shift/ShiftBars.tsx';
import { Token } from '#views/Token.tsx';
import { startFrom, useLab, usePrediction } from '#views/useLab.ts';
import { type Mover, type Swap, layoutPieces, movers } from './layout.ts';
import '#views/ContextLine.css';
import { useTransport } from '#views/useTransport.ts';
import '#views/Experiment.css';
import './Surgery.css';

export interface SurgeryProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly prompt: string;
  readonly swaps: readonly Swap[];
  readonly bars: number;
}

const calledOut = 3; // gainers and losers each

/** One word of the text is exchanged, and the bars slide from the old prediction to the new one. */
export function Surgery({ labs, modelId, prompt, swaps, bars }: SurgeryProps) {
  const m = useMessages();
  const words = useMemo(() => swaps.map(({ word }) => word), [swaps]);
  const [chosen, setChosen] = useState<readonly string[]>(words);
  const changed = chosen.some((word, swap) => word !== words[swap]);
  const pieces = layoutPieces(prompt, swaps, chosen);
  const text = pieces.map(piece => piece.text).join('');

  const { lab, error, retry } = useLab(labs, modelId);
  const first = usePrediction(
    lab,
    useMemo(() => lab && startFrom(prompt, lab), [lab, prompt]),
  );
  const second = usePrediction(
    lab,
    useMemo(() => lab && startFrom(text, lab), [lab, text]),
  );
  const before = useMemo(() => first.answer && distribution(first.answer, defaultParams), [first.answer]);
  const now = useMemo(() => second.answer && distribution(second.answer, defaultParams), [second.answer]);
  const failed = [first, second].filter(asked => asked.failed);
  const still = useReducedMotion() ?? false;
  useTransport({ ...(changed && { reset: () => setChosen(words) }) });

  return (
    <section className="experiment" aria-label={m.lesson.surgery.region}>
      <p className="surgery-text">
        {pieces.map((piece, i) =>
          piece.swap === null ? (
            piece.text
          ) : (
            <select
              key={i}
              aria-label={m.lesson.surgery.word(words[piece.swap]!)}
              data-changed={piece.text !== words[piece.swap] || undefined}
              value={piece.text}
              onChange={event => setChosen(chosen.with(piece.swap!, event.target.value))}
            >
              {[words[piece.swap]!, ...swaps[piece.swap]!.others].map(word => (
                <option key={word}>{word}</option>
              ))}
            </select>
          ),
        )}
        <span className="context-cursor" aria-hidden />
      </p>
      {lab === null ? (
        <LabStatus error={error} retry={retry} />
      ) : before === null || now === null || failed.length > 0 ? (
        <LabStatus error={failed[0]?.error ?? null} retry={() => failed.forEach(asked => asked.retry())} />
      ) : (
        <div className="surgery-picture">
          <ShiftBars
            label={m.bars.region}
            now={now}
            before={changed ? before : null}
            beforeName={m.lesson.surgery.before}
            vocabulary={lab.vocabulary}
            bars={bars}
            still={still}
          />
          <div className="surgery-movers" role="status">
            {changed ? (
              <Movers before={before} now={now} vocabulary={lab.vocabulary} />
            ) : (
              <p>{m.lesson.surgery.unchanged}</p>
            )}
            <Button disabled={!changed} onClick={() => setChosen(words)}>
              {m.lesson.surgery.putBack}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

function Movers({
  before,
  now,
  vocabulary,
}: {
  before: Distribution;
  now: Distribution;
  vocabulary: Vocabulary;
}) {
  const m = useMessages();
  const { gained, lost } = useMemo(() => movers(before, now, calledOut), [before, now]);
  const list = (title: string, of: readonly Mover[], move: 'gained' | 'lost') => (
    <div data-move={move}>
      <h3>{title}</h3>
      <ul>
        {of.map(mover => (
          <li key={mover.id}>
            <Token label={labelOf(mover.id, vocabulary)} />{' '}
            <span>
              {m.lesson.surgery.move(m.known.share(exactly(mover.before)), m.known.share(exactly(mover.now)))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <>
      {list(m.lesson.surgery.gained, gained, 'gained')}
      {list(m.lesson.surgery.lost, lost, 'lost')}
    </>
  );
}
