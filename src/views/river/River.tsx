import * as motion from 'framer-motion/m';
import { memo, useEffect, useRef, useState } from 'react';
import { type Messages, useMessages } from '#i18n/messages.tsx';
import type { Vocabulary } from '#lm/token.ts';
import type { StepId } from '#trace/trace.ts';
import { ease, seconds } from '../beats.ts';
import { labelOf, plainLabel } from '../label.ts';
import { type ViewProps, writerOf } from '../view.ts';
import { useRoving } from '../roving.ts';
import { type Column, columnBeside, layoutRiver } from './layout.ts';
import './River.css';

/** Every past step as a column; the scrubber of the run. Branches left behind flow below. */
export function River(props: ViewProps) {
  const m = useMessages();
  const { trace, line, cursor, vocabulary, beats, onGoTo } = props;
  const layout = layoutRiver(trace, line, cursor, props.visited);
  const { stop, group } = useRoving((from, key) => String(columnBeside(layout, Number(from), key)));
  const isThere = stop !== null && Number(stop) < trace.steps.length;
  const stopsAt = (step: StepId) => step === (isThere ? Number(stop) : cursor);
  const box = useRef<HTMLElement>(null);
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (box.current && here.current) reveal(box.current, here.current);
  }, [cursor]);

  return (
    <section
      ref={box}
      className="river"
      translate="no"
      aria-label={m.river.region}
      title={m.river.hint}
      {...group}
    >
      <div
        className="river-bed"
        style={{ '--lanes': layout.lanes, '--depth': layout.room } as React.CSSProperties}
      >
        {onGoTo && (
          <button
            type="button"
            ref={cursor === 0 ? here : undefined}
            className="river-start"
            data-here={cursor === 0 || undefined}
            data-stop={0}
            tabIndex={stopsAt(0) ? 0 : -1}
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
          <RiverColumn
            key={column.step}
            {...column}
            stops={stopsAt(column.step)}
            vocabulary={vocabulary}
            here={column.step === cursor ? here : undefined}
            growMs={beats.still ? 0 : beats.settle}
            delayMs={beats.append}
            onGoTo={onGoTo}
          />
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

function nameOf({ depth, bits, choice }: Column, token: string, m: Messages): string {
  switch (choice.by) {
    case 'sampler':
      return m.river.step(depth, token, m.known.said.bits(bits));
    case 'reader':
      return m.river.forced(depth, token);
    case 'carried':
      return m.river.carried(depth, token, writerOf(choice));
  }
}

/** Its props are plain values, so that of a long river only the columns are drawn anew that have changed. */
const RiverColumn = memo(function RiverColumn(
  props: Column & {
    stops: boolean; // the Tab key comes here
    vocabulary: Vocabulary;
    here: React.Ref<HTMLButtonElement> | undefined; // set where the reader stands
    growMs: number; // 0: it is there at once
    delayMs: number; // before it grows
    onGoTo: ViewProps['onGoTo'];
  },
) {
  const m = useMessages();
  const { step, moment, depth, lane, height, choice, ahead, stops, here, growMs, delayMs, onGoTo } = props;
  const name = nameOf(props, plainLabel(labelOf(choice.id, props.vocabulary)), m);
  const current = here !== undefined;
  const [grows] = useState(growMs > 0); // as it was when it came; a column that stands does not grow again
  return (
    <button
      type="button"
      ref={here}
      className="river-column"
      tabIndex={stops ? 0 : -1}
      data-stop={step}
      data-here={current || undefined}
      data-by={choice.by}
      data-ahead={ahead || undefined}
      data-lane={lane === 0 ? undefined : lane}
      style={{ '--lane': lane, '--at': depth, '--surprise': height } as React.CSSProperties}
      disabled={!onGoTo}
      onClick={() => onGoTo?.(moment)}
      aria-label={name}
      title={name}
    >
      {grows ? (
        <motion.span
          initial={{ scaleY: 0 }}
          animate={{ scaleY: 1 }}
          transition={{ duration: seconds(growMs), delay: seconds(delayMs), ease }}
        />
      ) : (
        <span />
      )}
    </button>
  );
});
