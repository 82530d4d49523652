import { AnimatePresence } from 'framer-motion';
import './Bars.css';

/** The frame of the chart: rows one under the other, and the rest below them. */
export function BarsPlot(props: {
  bars: number;
  rows: React.ReactNode;
  quick?: boolean; // rows come and go without a transition
  focusable?: boolean; // so that the keyboard can scroll rows that are no buttons
  children?: React.ReactNode;
}) {
  const { bars, rows, quick = false, focusable = false, children } = props;
  const many = bars > 16 ? 16 : bars > 11 ? 11 : undefined;
  return (
    <div
      className="bars-window"
      data-many={many}
      tabIndex={many !== undefined && focusable ? 0 : undefined}
      style={{ '--rows': bars + 1, '--share': bars / (bars + 1) } as React.CSSProperties}
    >
      <div className="bars-plot">
        <ul className="bars-list">
          {quick ? rows : <AnimatePresence initial={false}>{rows}</AnimatePresence>}
        </ul>
        {children}
      </div>
    </div>
  );
}
