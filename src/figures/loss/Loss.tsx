import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type LossLayout, layoutLoss, lossSize, partsOf } from './layout.ts';
import { type Results, referenceOf, results as measured } from './results.ts';
import './Loss.css';

interface Props {
  readonly models: readonly string[];
  readonly results?: Results | null;
}

/** Held-out surprise of our own models against their size, beside a compression program and a table of five-token runs. */
export function Loss({ models, results = measured }: Props) {
  const m = useMessages().figures.loss;
  const parts = useMemo(() => (results ? partsOf(results, models) : []), [results, models]);
  const [chosen, setPart] = useState<string | null>(null);
  const part = chosen ?? parts[0];
  if (results === null || part === undefined) return <p className="loss-missing">{m.missing}</p>;
  return (
    <section className="loss" aria-label={m.region}>
      <div className="loss-parts" role="group" aria-label={m.text}>
        {parts.map(id => (
          <button key={id} type="button" aria-pressed={id === part} onClick={() => setPart(id)}>
            {m.parts[id] ?? id}
          </button>
        ))}
      </div>
      <Chart layout={layoutLoss(results, models, part)} />
      <p className="loss-source">{m.source(results.text?.[part] ?? null)}</p>
      <details className="loss-table">
        <summary>{m.table}</summary>
        <Table results={results} models={models} parts={parts} />
      </details>
    </section>
  );
}

function Chart({ layout }: { layout: LossLayout }) {
  const messages = useMessages();
  const m = messages.figures.loss;
  const nameOf = messages.models.name;
  const { width, height, left, right, top, bottom } = lossSize;
  const [pointed, setPointed] = useState(layout.points.at(-1)?.id);
  const at = layout.points.findIndex(({ id }) => id === pointed);
  const point = layout.points[at];
  const smaller = layout.points[at - 1];
  return (
    <>
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={m.region}>
        {layout.bitTicks.map(({ bits, y }) => (
          <g key={bits} className="loss-tick">
            <line x1={left} x2={width - right} y1={y} y2={y} />
            <text x={left - 7} y={y} textAnchor="end">
              {messages.format.decimal(bits, 1)}
            </text>
          </g>
        ))}
        {layout.sizeTicks.map(({ parameters, x }) => (
          <g key={parameters} className="loss-tick">
            <line x1={x} x2={x} y1={height - bottom} y2={height - bottom + 5} />
            <text x={x} y={height - bottom + 15} textAnchor="middle">
              {messages.format.count(parameters)}
            </text>
          </g>
        ))}
        <text className="loss-axis" x={0} y={top - 14}>
          {m.bits}
        </text>
        <text className="loss-axis" x={width - right} y={height - 8} textAnchor="end">
          {m.size}
        </text>
        {layout.references.map(({ letter, y, label }) => (
          <g key={letter} className="loss-reference">
            <line x1={left} x2={width - right} y1={y} y2={y} />
            <text x={width - right + 8} y={label}>
              {letter}
            </text>
          </g>
        ))}
        <path
          className="loss-line"
          d={layout.points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
        />
        {layout.points.map(({ id, bits, parameters, x, y }) => (
          <g
            key={id}
            className="loss-point"
            role="button"
            tabIndex={0}
            aria-pressed={id === pointed}
            aria-label={m.point(nameOf(id), bits, parameters)}
            onPointerEnter={() => setPointed(id)}
            onFocus={() => setPointed(id)}
            onClick={() => setPointed(id)}
          >
            <circle className="loss-target" cx={x} cy={y} r={22} />
            <circle cx={x} cy={y} r={6} />
            <text x={x} y={y + 20} textAnchor="middle">
              {nameOf(id)}
            </text>
          </g>
        ))}
      </svg>
      <dl className="loss-key">
        {layout.references.map(({ letter, name, bits }) => (
          <div key={letter}>
            <dt>{letter}</dt>
            <dd>{m.reference(wordsOf(name, messages), bits)}</dd>
          </div>
        ))}
      </dl>
      {point && (
        <p className="loss-words" role="status">
          {m.point(nameOf(point.id), point.bits, point.parameters)}
          {messages.between}
          {smaller && m.saving(nameOf(smaller.id), 1 - point.bits / smaller.bits)}
        </p>
      )}
    </>
  );
}

function Table({
  results,
  models,
  parts,
}: {
  results: Results;
  models: readonly string[];
  parts: readonly string[];
}) {
  const messages = useMessages();
  const m = messages.figures.loss;
  const rows: (readonly [string, Readonly<Record<string, number>>])[] = [
    ...Object.entries(results.references).map(([name, bits]) => [wordsOf(name, messages), bits] as const),
    ...models
      .filter(id => results.models[id]?.bitsPerByte)
      .map(id => [messages.models.name(id), results.models[id]!.bitsPerByte!.shipped] as const),
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{m.bits}</th>
          {parts.map(part => (
            <th key={part} scope="col">
              {m.parts[part] ?? part}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, bits]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {parts.map(part => (
              <td key={part}>{bits[part] === undefined ? '–' : messages.format.decimal(bits[part], 3)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function wordsOf(name: string, messages: ReturnType<typeof useMessages>): string {
  const m = messages.figures.loss.references;
  const reference = referenceOf(name);
  if (reference.kind === 'other') return reference.name;
  if (reference.kind === 'xz') return m.xz;
  const { read, tokens } = reference;
  return read === null ? m.tableOfAll(tokens) : m.tableOf(messages.models.name(read), tokens);
}
