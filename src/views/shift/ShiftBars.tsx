import { useEffect, useRef } from 'react';
import { AnimatePresence } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useMessages } from '#i18n/messages.tsx';
import type { Distribution } from '#lm/sampling.ts';
import { doubtOf, sidesOf } from '#lm/shares.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';
import { ease } from '../beats.ts';
import { Axis } from '../bars/Axis.tsx';
import { BarBreak } from '../bars/BarRow.tsx';
import { labelOf, plainLabel } from '../label.ts';
import { Token } from '../Token.tsx';
import { type ShiftRow, layoutShift, moveOf } from './layout.ts';
import './ShiftBars.css';

export interface ShiftBarsProps {
  readonly label: string; // of the region
  readonly now: Distribution | null; // null: not predicted yet; what was predicted last stays until then
  readonly before: Distribution | null; // what it is compared with; null: nothing
  readonly beforeName: string; // e.g. "without the page"
  readonly vocabulary: Vocabulary;
  readonly bars: number;
  readonly drawn?: TokenId | null; // the token about to be appended
  readonly still: boolean;
}

/**
 * A distribution beside the one it came from: rows slide from their old places to their new ones, an outline keeps the
 * old share, and a mark tells the old rank. Tokens that lost their row are listed below with where they went.
 */
export function ShiftBars(props: ShiftBarsProps) {
  const m = useMessages();
  const { label, beforeName, vocabulary, bars, drawn = null, still } = props;
  // While the model reads, the bars of the text before stay: they are what slides when it has read.
  const last = useRef<Pick<ShiftBarsProps, 'now' | 'before'>>({ now: null, before: null });
  const reading = props.now === null;
  const { now, before } = reading ? last.current : props;
  useEffect(() => {
    if (!reading) last.current = { now: props.now, before: props.before };
  });
  if (now === null) return <section className="shift" aria-label={label} aria-busy />;
  const layout = layoutShift(now, before, bars);
  const bits = doubtOf(now);
  return (
    <section className="shift" aria-label={label} aria-busy={reading || undefined}>
      <p className="shift-key" data-empty={before === null || undefined}>
        <span className="shift-ghost" aria-hidden /> <span>{before === null ? '' : beforeName}</span>
      </p>
      <div className="shift-plot" style={{ '--rows': bars + 1 } as React.CSSProperties}>
        <ul className="shift-rows">
          <AnimatePresence initial={false}>
            {layout.rows.map(row => (
              <Row key={row.id} row={row} of={props} drawn={row.id === drawn} />
            ))}
          </AnimatePresence>
        </ul>
        <div className="shift-row shift-rest bar-rest">
          <span className="shift-label">{m.bars.others(layout.rest.count)}</span>
          <span className="shift-track">
            <motion.span
              className="shift-fill bar-fill"
              data-broken={layout.rest.broken || undefined}
              initial={false}
              animate={{ width: `${layout.rest.width * 100}%` }}
              transition={{ duration: still ? 0 : 0.6, ease }}
            />
            {layout.rest.broken && <BarBreak />}
          </span>
          <span className="shift-percent">{m.known.share(layout.rest.share)}</span>
        </div>
      </div>
      <Axis scale={layout.scale} />
      <p className="shift-foot">{m.bars.entropy(bits, sidesOf(bits))}</p>
      {layout.gone.length > 0 && (
        <p className="shift-gone">
          {m.figures.shift.gone}{' '}
          {layout.gone.map(row => (
            <span key={row.id} className="shift-went">
              <Token label={labelOf(row.id, vocabulary)} />{' '}
              <span className="shift-move">
                {m.figures.shift.ranks(row.before!.rank + 1, row.now.rank + 1)}
              </span>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function Row({ row, of, drawn }: { row: ShiftRow; of: ShiftBarsProps; drawn: boolean }) {
  const m = useMessages();
  const { vocabulary, bars, still } = of;
  const label = labelOf(row.id, vocabulary);
  const move = moveOf(row, bars);
  const from = row.before === null || row.before.rank < 0 ? row.now.rank : Math.min(row.before.rank, bars);
  const transition = { duration: still ? 0 : 0.9, ease };
  const name =
    m.bars.bar(plainLabel(label), m.known.said.share(row.now.share), row.now.rank + 1) +
    (row.before === null
      ? ''
      : `, ${m.figures.shift.was(m.known.said.share(row.before.share), row.before.rank + 1)}`);
  return (
    <motion.li
      className="shift-row"
      data-move={move}
      data-drawn={drawn || undefined}
      initial={{ y: `${from * 100}%`, opacity: 0 }}
      animate={{ y: `${row.now.rank * 100}%`, opacity: 1 }}
      exit={{ opacity: 0, transition: { duration: still ? 0 : 0.25 } }}
      transition={transition}
      aria-label={name}
    >
      <span className="shift-label">
        <Token label={label} />
      </span>
      <span className="shift-track">
        {row.ghost !== null && <span className="shift-ghost" style={{ width: `${row.ghost * 100}%` }} />}
        <motion.span
          className="shift-fill"
          style={{ '--shade': bars > 1 ? row.now.rank / (bars - 1) : 0 } as React.CSSProperties}
          initial={false}
          animate={{ width: `${row.width * 100}%` }}
          transition={transition}
        />
        {move !== 'stayed' && (
          <span className="shift-move" data-move={move}>
            {m.figures.shift.ranks(row.before!.rank + 1, row.now.rank + 1)}
          </span>
        )}
      </span>
      <span className="shift-percent">{m.known.share(row.now.share)}</span>
    </motion.li>
  );
}
