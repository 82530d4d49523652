import './Bleu.css';
import { useId } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type BleuPoint, type Pair, bleuSize, layoutBleu } from './layout.ts';
import { table2 } from './table2.ts';

const pairs: readonly Pair[] = ['german', 'french'];
const layouts = { german: layoutBleu(table2, 'german'), french: layoutBleu(table2, 'french') };

/** Translation systems of 2017: BLEU against the cost of training, a panel for each pair of languages, and as a table. */
export function Bleu() {
  const m = useMessages().origins.bleu;
  return (
    <section className="bleu" aria-label={m.region}>
      <div className="bleu-panels">
        {pairs.map(pair => (
          <Panel key={pair} pair={pair} />
        ))}
      </div>
      <ul className="bleu-key">
        {(['transformer', 'single', 'ensemble'] as const).map(kind => (
          <li key={kind}>
            <svg viewBox="-8 -8 16 16" aria-hidden="true">
              <Dot kind={kind} />
            </svg>
            {m.kinds[kind]}
          </li>
        ))}
      </ul>
      <details className="bleu-table">
        <summary>{m.table}</summary>
        <Table />
      </details>
      <p className="bleu-source">{m.source}</p>
    </section>
  );
}

function Panel({ pair }: { readonly pair: Pair }) {
  const m = useMessages().origins.bleu;
  const { points, best, costTicks, scoreTicks } = layouts[pair];
  const { width, height, left, right, top, bottom } = bleuSize;
  const title = useId();
  return (
    <figure>
      <figcaption id={title}>{m.pairs[pair]}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={m.describe(m.pairs[pair], best.name, best.score.bleu, best.score.flops!)}
      >
        {scoreTicks.map(({ bleu, y }) => (
          <g key={bleu} className="bleu-tick">
            <line x1={left} x2={width - right} y1={y} y2={y} />
            <text x={left - 6} y={y} textAnchor="end">
              {bleu}
            </text>
          </g>
        ))}
        {costTicks.map(({ exponent, x }) => (
          <g key={exponent} className="bleu-tick">
            <line x1={x} x2={x} y1={top} y2={height - bottom} />
            <text x={x} y={height - bottom + 12} textAnchor="middle">
              10
              <tspan dy="-0.4em" fontSize="0.75em">
                {exponent}
              </tspan>
            </text>
          </g>
        ))}
        <text className="bleu-axis" x={left} y={top - 12}>
          {m.score}
        </text>
        <text className="bleu-axis" x={width - right} y={height - 6} textAnchor="end">
          {m.cost}
        </text>
        {points.map(point => (
          <Mark key={point.name} point={point} />
        ))}
      </svg>
    </figure>
  );
}

function Mark({ point: { name, kind, score, x, y, label } }: { readonly point: BleuPoint }) {
  const m = useMessages().origins.bleu;
  return (
    <g className="bleu-point" data-kind={kind}>
      {x === null ? (
        <line className="bleu-no-cost" x1={bleuSize.left - 4} x2={bleuSize.left + 6} y1={y} y2={y} />
      ) : (
        <g transform={`translate(${x} ${y})`}>
          <Dot kind={kind} />
          <title>{m.point(name, score.bleu, score.flops!)}</title>
        </g>
      )}
      <text x={label.x} y={label.y} textAnchor={label.anchor}>
        {x === null ? m.noCost(label.text) : label.text}
      </text>
    </g>
  );
}

/** Told apart by shape as well as by colour: full, ring, double ring. */
function Dot({ kind }: { readonly kind: BleuPoint['kind'] }) {
  return (
    <g className="bleu-dot" data-kind={kind}>
      <circle r={5} />
      {kind === 'ensemble' && <circle r={2} />}
    </g>
  );
}

function Table() {
  const m = useMessages().origins.bleu;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {m.system}
          </th>
          {pairs.map(pair => (
            <th key={pair} scope="colgroup" colSpan={2}>
              {m.pairs[pair]}
            </th>
          ))}
        </tr>
        <tr>
          {pairs.flatMap(pair => [
            <th key={`${pair} bleu`} scope="col">
              BLEU
            </th>,
            <th key={`${pair} cost`} scope="col">
              {m.cost}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {table2.map(system => (
          <tr key={system.name}>
            <th scope="row">{system.name}</th>
            {pairs.flatMap(pair => {
              const score = system[pair];
              return [
                <td key={`${pair} bleu`}>{score === null ? m.none : m.bleu(score.bleu)}</td>,
                <td key={`${pair} cost`}>{score?.flops == null ? m.none : m.flops(score.flops)}</td>,
              ];
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
