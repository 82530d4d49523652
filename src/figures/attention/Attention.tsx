import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { spell } from '#lm/token.ts';
import type { Insight, Lab } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { contextOf } from '#views/lockstep/lockstep.ts';
import { OneModel, type OneModelProps } from '#views/lockstep/OneModel.tsx';
import { seen, useInsight } from '#views/useLab.ts';
import { HeadGrid } from './HeadGrid.tsx';
import { type Pattern, cellsOf, habitsOf, patternOf } from './layout.ts';
import { LookingText } from './LookingText.tsx';
import './Attention.css';

const most = 64; // tokens in the matrix: beyond it squares are too small to point at

/** Attention of a chosen layer and head over the present story. */
export function Attention({ layer, head, ...props }: OneModelProps & { layer: number; head: number }) {
  const m = useMessages();
  return (
    <section className="attention" aria-label={m.figures.attention.region}>
      <OneModel {...props}>
        {(lab, lane) =>
          lab.inspect === null ? (
            <p>{m.figures.notGiven}</p>
          ) : (
            <Looked lab={lab} context={contextOf(lane)} layer={layer} head={head} />
          )
        }
      </OneModel>
    </section>
  );
}

function Looked({
  lab,
  context,
  layer,
  head,
}: {
  lab: Lab;
  context: readonly number[];
  layer: number;
  head: number;
}) {
  const { answer, context: answered, error, failed, retry } = useInsight(lab, context);
  const m = useMessages().figures;
  if (answer === null || failed) return <LabStatus error={error} retry={retry} />;
  if (answer.attentions.length === 0) return <p>{m.notGiven}</p>;
  return <Picture lab={lab} context={seen(answered, lab)} insight={answer} start={{ layer, head }} />;
}

function Picture(props: {
  lab: Lab;
  context: readonly number[]; // the tokens `insight` is about
  insight: Insight;
  start: { layer: number; head: number };
}) {
  const m = useMessages().figures.attention;
  const { lab, context, insight, start } = props;
  const { layers, heads } = lab.model;
  const [chosen, setChosen] = useState({
    layer: Math.min(start.layer, layers - 1),
    head: Math.min(start.head, heads - 1),
  });
  const [pointed, setPointed] = useState<number | null>(null); // token; null: the last
  const patterns = useMemo(
    () =>
      insight.attentions.map(tensor =>
        Array.from({ length: tensor.dims[0]! }, (_, h) => patternOf(tensor, h)),
      ),
    [insight],
  );
  const spelled = useMemo(() => spell(context, lab.vocabulary), [context, lab]);
  const pattern = patterns[chosen.layer]![chosen.head]!;
  const last = context.length - 1;
  const token = Math.min(pointed ?? last, last);
  const habits = useMemo(() => habitsOf(pattern), [pattern]);
  return (
    <div className="attention-picture">
      <div className="attention-heads">
        <HeadGrid patterns={patterns} chosen={chosen} onChoose={setChosen} />
        <p className="attention-head" role="status">
          <strong>{m.head(chosen.layer + 1, chosen.head + 1)}</strong>
          {habits && <span>{m.habits(habits.previous, habits.first, habits.self)}</span>}
        </p>
      </div>
      <LookingText spelled={spelled} pattern={pattern} token={token} onPoint={setPointed} />
      <Matrix pattern={pattern} token={token} onPoint={setPointed} />
    </div>
  );
}

/** Every token as a row: what it takes from each of those before it. */
function Matrix({
  pattern,
  token,
  onPoint,
}: {
  pattern: Pattern;
  token: number;
  onPoint: (token: number) => void;
}) {
  const m = useMessages().figures.attention;
  const from = Math.max(0, pattern.length - most);
  const size = pattern.length - from;
  const cells = useMemo(() => cellsOf(pattern, from), [pattern, from]);
  return (
    <figure className="attention-matrix">
      <svg
        viewBox={`-0.5 -0.5 ${size + 1} ${size + 1}`}
        role="img"
        aria-label={m.matrix(size)}
        onPointerMove={event => {
          const { top, height } = event.currentTarget.getBoundingClientRect();
          const row = Math.floor(((event.clientY - top) / height) * (size + 1) - 0.5);
          if (row >= 0 && row < size) onPoint(from + row);
        }}
      >
        <path className="attention-triangle" d={`M0 0L0 ${size}L${size} ${size}z`} />
        {cells.map(({ row, column, weight }) => (
          <rect key={`${row} ${column}`} x={column} y={row} width={0.94} height={0.94} fillOpacity={weight} />
        ))}
        {token >= from && (
          <rect className="attention-row" x={0} y={token - from} width={token - from + 1} height={1} />
        )}
      </svg>
      <figcaption>{from > 0 ? m.matrixCut(size) : m.matrixCaption}</figcaption>
    </figure>
  );
}
