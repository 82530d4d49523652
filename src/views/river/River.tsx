import * as motion from 'framer-motion/m';
import { useEffect, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { stepAt } from '#trace/trace.ts';
import { ease, seconds } from '../beats.ts';
import { labelOf, plainLabel } from '../label.ts';
import type { ViewProps } from '../view.ts';
import { type Column, layoutRiver } from './layout.ts';
import './River.css';

/** Every past step as a column; the scrubber of the run. Branches left behind flow below. */
export function River(props: ViewProps) {
  const m = useMessages();
  const { trace, line, cursor, onGoTo } = props;
  const layout = layoutRiver(trace, line, cursor, props.visited);
  const box = useRef<HTMLElement>(null);
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (box.current && here.current) reveal(box.current, here.current);
  }, [cursor]);

  return (
    <section ref={box} className="river" aria-label={m.river.region} title={m.river.hint}>
      <div
        className="river-bed"
        style={{ '--lanes': layout.lanes, '--depth': Math.max(layout.depth + 1, 12) } as React.CSSProperties}
      >
        {onGoTo && (
          <button
            type="button"
            ref={cursor === 0 ? here : undefined}
            className="river-start"
            data-here={cursor === 0 || undefined}
            onClick={() => onGoTo(0)}
            aria-label={m.river.start}
          />
        )}
        {layout.forks.map(fork => (
          <span
            key={`${fork.lane}`}
            className="river-fork"
            aria-hidden
            style={
              { '--from': fork.fromLane, '--lane': fork.lane, '--at': fork.depth } as React.CSSProperties
            }
          />
        ))}
        {layout.columns.map(column => (
          <RiverColumn key={column.step} column={column} of={props} here={here} />
        ))}
      </div>
    </section>
  );
}

/** Scrolls the river alone: scrollIntoView would move the page as well, under the eyes of someone who reads above. */
function reveal(river: HTMLElement, column: HTMLElement): void {
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = column;
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = river;
  if (left < scrollLeft) river.scrollLeft = left;
  else if (left + width > scrollLeft + clientWidth) river.scrollLeft = left + width - clientWidth;
  if (top < scrollTop) river.scrollTop = top;
  else if (top + height > scrollTop + clientHeight) river.scrollTop = top + height - clientHeight;
}

function RiverColumn({
  column,
  of,
  here,
}: {
  column: Column;
  of: ViewProps;
  here: React.RefObject<HTMLButtonElement | null>;
}) {
  const m = useMessages();
  const { trace, vocabulary, cursor, beats, onGoTo } = of;
  const { choice, parent } = stepAt(trace, column.step);
  const token = plainLabel(labelOf(choice!.id, vocabulary));
  const name = column.forced
    ? m.river.forced(column.depth, token)
    : m.river.step(column.depth, token, m.format.decimal(column.bits, 1));
  const current = column.step === cursor;
  return (
    <button
      type="button"
      ref={current ? here : undefined}
      className="river-column"
      tabIndex={current ? 0 : -1}
      data-here={current || undefined}
      data-forced={column.forced || undefined}
      data-ahead={column.ahead || undefined}
      data-lane={column.lane === 0 ? undefined : column.lane}
      style={
        { '--lane': column.lane, '--at': column.depth, '--surprise': column.height } as React.CSSProperties
      }
      disabled={!onGoTo}
      onClick={() => onGoTo?.(parent!)}
      aria-label={name}
      title={name}
    >
      <motion.span
        initial={beats.still || beats.settle === 0 ? false : { scaleY: 0 }}
        animate={{ scaleY: 1 }}
        transition={{ duration: seconds(beats.settle), delay: seconds(beats.append), ease }}
      />
    </button>
  );
}
