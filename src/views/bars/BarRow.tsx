import * as motion from 'framer-motion/m';
import { useMessages } from '#i18n/messages.tsx';
import { type Beats, ease, isQuick, seconds } from '../beats.ts';
import { type TokenLabel, plainLabel } from '../label.ts';
import { Token } from '../Token.tsx';
import type { BarRow as Row, BarsLayout } from './layout.ts';
import './Bars.css';

export interface BarRowProps {
  readonly row: Row;
  readonly label: TokenLabel;
  readonly bars: number; // rows of the chart, the rest aside
  readonly beats: Beats;
  readonly drawn?: boolean;
  readonly grows?: boolean; // it comes because more rows are shown: out from under the first
  readonly onChoose?: (() => void) | undefined;
  readonly aside?: string; // said and shown in place of the percentage
  readonly children?: React.ReactNode; // marks on the track
}

/** One candidate: token, bar, percentage. It keeps its element while its rank changes, and so it slides. */
export function BarRow(props: BarRowProps) {
  const m = useMessages();
  const { row, label, bars, beats, drawn = false, onChoose, aside, children } = props;
  const grows = props.grows === true && !beats.still;
  const place = { y: `${row.rank * 100}%`, opacity: 1 };
  const move = { duration: seconds(beats.still ? 0 : beats.predict), ease };
  const name =
    m.bars.bar(plainLabel(label), m.known.said.share(row.share), row.rank + 1) +
    (row.cut ? `, ${m.bars.cut}` : '') +
    (row.ghost !== null ? `, ${m.bars.was(m.known.said.share(row.before))}` : '') +
    (aside === undefined ? '' : `, ${aside}`);
  const fill = { width: `${row.width * 100}%` };
  const shade = { '--shade': bars > 1 ? row.rank / (bars - 1) : 0 } as React.CSSProperties; // paler down the ranks
  const quick = isQuick(beats);
  const marks = { 'data-cut': row.cut || undefined, 'data-drawn': drawn || undefined };
  const button = (
    <button type="button" aria-label={name} disabled={!onChoose} onClick={onChoose}>
      <span className="bar-label">
        <Token label={label} />
      </span>
      <span className="bar-track">
        {row.ghost !== null && <span className="bar-ghost" style={{ width: `${row.ghost * 100}%` }} />}
        {quick ? (
          <span className="bar-fill" style={{ ...fill, ...shade }} />
        ) : (
          <motion.span
            className="bar-fill"
            style={shade}
            initial={false}
            animate={fill}
            transition={{ duration: Math.min(move.duration, 0.45), ease }}
          />
        )}
        {children}
      </span>
      <span className="bar-percent">{aside ?? (row.cut ? '—' : m.known.share(row.share))}</span>
    </button>
  );
  const height = `${100 / bars}%`;
  if (quick) {
    return (
      <li className="bar" style={{ height, transform: `translateY(${place.y})` }} {...marks}>
        {button}
      </li>
    );
  }
  return (
    <motion.li
      className="bar"
      style={{ height, transformOrigin: 'left center' }}
      initial={grows ? { ...place, y: 0, opacity: 0 } : { ...place, opacity: 0 }}
      animate={place}
      exit={{ opacity: 0, transition: { duration: seconds(Math.min(300, beats.predict)) } }}
      transition={move}
      {...marks}
    >
      {button}
    </motion.li>
  );
}

export interface RestRowProps {
  readonly rest: BarsLayout['rest'];
  readonly drawn?: TokenLabel | null; // a token without a row of its own has been drawn
  readonly aside?: string;
  readonly children?: React.ReactNode;
}

/**
 * Everything that has no row, as one hatched bar with its true mass and count, on the scale of the others. Where it is
 * longer than the scale it is drawn at full width with a gap in it.
 */
export function RestRow({ rest, drawn = null, aside, children }: RestRowProps) {
  const m = useMessages();
  const name = m.bars.rest(rest.count);
  const before = rest.ghost === null ? null : m.bars.was(m.known.share(rest.before));
  return (
    <div
      className="bar bar-rest"
      data-drawn={drawn !== null || undefined}
      role="group"
      aria-label={
        m.bars.restLabel(name, m.known.said.share(rest.share)) +
        (before === null ? '' : `, ${before}`) +
        (aside === undefined ? '' : `, ${aside}`)
      }
    >
      <span className="bar-label">
        {drawn !== null ? <Token label={drawn} /> : m.bars.others(rest.count)}
      </span>
      <span className="bar-track">
        {rest.ghost !== null && <span className="bar-ghost" style={{ width: `${rest.ghost * 100}%` }} />}
        <span
          className="bar-fill"
          data-broken={rest.broken || undefined}
          style={{ width: `${rest.width * 100}%` }}
        />
        {rest.broken && <BarBreak />}
        {before !== null && <span className="bar-rest-before">{before}</span>}
        {children}
      </span>
      <span className="bar-percent">{aside ?? m.known.share(rest.share)}</span>
    </div>
  );
}

/** The two slanted strokes of a broken bar, where its gap is: see `--break` in Bars.css. */
export const BarBreak = () => (
  <svg className="bar-break" viewBox="0 0 12 24" preserveAspectRatio="none" aria-hidden>
    <path d="M5 0 1 24M11 0 7 24" vectorEffect="non-scaling-stroke" />
  </svg>
);
