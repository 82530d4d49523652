import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import { labelOf, plainLabel } from '#views/label.ts';
import type { Insight, Lab } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { contextOf } from '#views/lockstep/lockstep.ts';
import { OneModel, type OneModelProps } from '#views/lockstep/OneModel.tsx';
import { tokensOf } from '#views/lockstep/written.ts';
import { Token } from '#views/Token.tsx';
import { TokenRun } from '#views/TokenRun.tsx';
import { useInsight } from '#views/useLab.ts';
import { type LensRow, layoutLens } from './layout.ts';
import './Lens.css';

/** The residual stream of the last token, layer by layer: what the model would say if the stack ended there. */
export function Lens({ bars, ...props }: OneModelProps & { bars: number }) {
  const m = useMessages();
  return (
    <section className="lens" aria-label={m.figures.lens.region}>
      <OneModel {...props}>
        {(lab, lane) => (
          <>
            <p className="lens-story">
              <TokenRun tokens={tokensOf(lane, lab.vocabulary)} />
            </p>
            {lab.inspect === null ? (
              <p>{m.figures.notGiven}</p>
            ) : (
              <Layers lab={lab} context={contextOf(lane)} bars={bars} />
            )}
          </>
        )}
      </OneModel>
    </section>
  );
}

function Layers({ lab, context, bars }: { lab: Lab; context: readonly number[]; bars: number }) {
  const { answer, error, current, failed, retry } = useInsight(lab, context);
  const m = useMessages().figures;
  if (answer === null || failed) return <LabStatus error={error} retry={retry} />;
  if (answer.lens.length === 0) return <p>{m.notGiven}</p>;
  return <Stack lab={lab} insight={answer} bars={bars} current={current} />;
}

function Stack({
  lab,
  insight,
  bars,
  current,
}: {
  lab: Lab;
  insight: Insight;
  bars: number;
  current: boolean;
}) {
  const m = useMessages();
  const { rows, favourite, settledAt } = useMemo(() => layoutLens(insight, bars), [insight, bars]);
  const [chosen, setChosen] = useState(0);
  const row = rows[Math.min(chosen, rows.length - 1)]!;
  const name = plainLabel(labelOf(favourite, lab.vocabulary));
  function onKeyDown(event: React.KeyboardEvent<HTMLElement>) {
    const step = { ArrowUp: 1, ArrowDown: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows are this list's, not the stage's
    const next = Math.min(rows.length - 1, Math.max(0, row.layer + step));
    setChosen(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-layer="${next}"]`)?.focus();
  }
  return (
    <div className="lens-stack" aria-busy={!current || undefined}>
      <div role="radiogroup" aria-label={m.figures.lens.layers} onKeyDown={onKeyDown}>
        {rows.toReversed().map(each => (
          <Plate
            key={each.layer}
            row={each}
            last={each.layer === rows.length - 1}
            chosen={each === row}
            favourite={favourite}
            lab={lab}
            width={insight.states[0]!.dims[1]! * 2}
            onChoose={() => setChosen(each.layer)}
          />
        ))}
      </div>
      <p className="lens-words" role="status">
        {m.figures.lens.settled(name, settledAt, rows.length - 1)}
        {m.between}
        {row.added !== null && m.figures.lens.added(row.layer, row.added)}
      </p>
    </div>
  );
}

function Plate(props: {
  row: LensRow;
  last: boolean;
  chosen: boolean;
  favourite: number;
  lab: Lab;
  width: number;
  onChoose: () => void;
}) {
  const m = useMessages();
  const { row, last, chosen, favourite, lab, width, onChoose } = props;
  const { rank, probability } = row.favourite;
  const name = row.layer === 0 ? m.figures.lens.embeddings : m.figures.lens.after(row.layer, last);
  return (
    <button
      type="button"
      role="radio"
      className="lens-plate"
      data-layer={row.layer}
      aria-checked={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      onPointerEnter={onChoose}
    >
      <span className="lens-name">{name}</span>
      <svg className="lens-vector" viewBox={`0 0 ${width} 2`} preserveAspectRatio="none" aria-hidden>
        <path d={row.vector} />
      </svg>
      <span className="lens-top">
        {row.top.map(({ id, probability }) => (
          <span
            key={id}
            className="lens-candidate"
            data-favourite={id === favourite || undefined}
            style={{ '--share': probability } as React.CSSProperties}
          >
            <Token label={labelOf(id, lab.vocabulary)} /> <small>{m.known.share(exactly(probability))}</small>
          </span>
        ))}
      </span>
      <span className="lens-rank">
        {m.figures.lens.rank(plainLabel(labelOf(favourite, lab.vocabulary)), rank + 1, probability)}
      </span>
    </button>
  );
}
