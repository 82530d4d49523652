import { AnimatePresence } from 'framer-motion';
import './Bars.css';

/** The frame of the chart: rows one under the other, and the rest below them. */
export function BarsPlot(props: { bars: number; rows: React.ReactNode; children?: React.ReactNode }) {
  const { bars, rows, children } = props;
  return (
    <div
      className="bars-plot"
      data-flight="bars"
      style={{ '--rows': bars + 1, '--share': bars / (bars + 1) } as React.CSSProperties}
    >
      <ul className="bars-list">
        <AnimatePresence initial={false}>{rows}</AnimatePresence>
      </ul>
      {children}
    </div>
  );
}
