import { useEffect, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { isQuick } from '../beats.ts';
import { candidateLabel, revealMs } from '../view.ts';
import type { ViewProps } from '../view.ts';
import { Axis } from './Axis.tsx';
import { BarRow, RestRow } from './BarRow.tsx';
import { BarsPlot } from './BarsPlot.tsx';
import { Doubt } from './Doubt.tsx';
import { layoutBars } from './layout.ts';
import './Bars.css';

/**
 * The next-token distribution: the k most likely tokens as bars, everything else as one hatched row. Rows are keyed by
 * token, so a token slides to its new rank.
 */
export function Bars(props: ViewProps) {
  const m = useMessages();
  const { distribution, drawn, beats, phase, bars, shown, onChoose } = props;
  const layout = distribution && layoutBars(distribution, bars);
  // In the slow tempos the rows stay out of sight until the film has brought them out of the machine; in the fast ones
  // they slide. They keep their elements: the film asks them where they stand.
  const away = phase === 'predicting' && beats.feed > 0;
  const fallen = phase !== 'predicted' && !away && beats.feed > 0 && drawn?.by === 'sampler';
  const open = phase === 'predicted' || phase === 'sampled';
  const quick = isQuick(beats);
  // More rows of the same prediction come out from under the first.
  const before = useRef({ shown, bars });
  useEffect(() => void (before.current = { shown, bars }));
  const grows = before.current.shown === shown && before.current.bars < bars;
  const taken = phase === 'predicted' ? null : drawn;
  const outside =
    taken !== null && distribution !== null && distribution.ids.subarray(0, bars).indexOf(taken.id) < 0;

  return (
    <section
      className="bars"
      translate="no"
      aria-label={m.bars.region}
      data-open={open || undefined}
      data-away={away || undefined}
      data-fallen={fallen || undefined}
      inert={away || undefined}
      data-quick={quick || undefined}
      title={onChoose && m.bars.force}
      style={{ '--reveal': `${revealMs(props)}ms` } as React.CSSProperties}
    >
      <BarsPlot
        bars={bars}
        quick={quick}
        focusable={!onChoose}
        rows={
          layout !== null &&
          layout.rows.map(row => (
            <BarRow
              key={quick ? row.rank : row.id}
              row={row}
              label={candidateLabel(props, row.id)}
              bars={bars}
              beats={beats}
              drawn={taken?.id === row.id}
              grows={grows}
              onChoose={onChoose && (() => onChoose(shown, row.id))}
            />
          ))
        }
      >
        {layout && <RestRow rest={layout.rest} drawn={outside ? candidateLabel(props, taken.id) : null} />}
        {distribution === null && !away && <p className="bars-waiting">{m.bars.waiting}</p>}
      </BarsPlot>
      <Axis scale={layout && !away ? layout.scale : null} />
      <p className="bars-foot">{distribution && !away && <Doubt distribution={distribution} />}</p>
    </section>
  );
}
