import './Timeline.css';
import type { ReactNode } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { Milestone } from './milestone.ts';
import { type TimelineMark, layoutTimeline, timelineSize } from './layout.ts';

export interface TimelineProps {
  readonly milestones: readonly Milestone[];
  /** Link to a source of the lesson, by its id. */
  readonly sourceLink: (source: string, words: ReactNode) => ReactNode;
}

/** From the Transformer to ChatGPT: what was new each time, the machine, its size, or its training. */
export function Timeline({ milestones, sourceLink }: TimelineProps) {
  const { origins, tag } = useMessages();
  const m = origins.timeline;
  const { width, height, base } = timelineSize;
  const marks = layoutTimeline(milestones);
  return (
    <section className="timeline" aria-label={m.region}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line className="timeline-axis" x1={0} x2={width} y1={base} y2={base} />
        {marks.map(mark => (
          <Square key={mark.milestone.id} mark={mark} />
        ))}
      </svg>
      <ol>
        {milestones.map(({ id, year, name, parameters, halves, change, note, source }) => (
          <li key={id} data-change={change}>
            <h3>
              <span className="timeline-year">{year}</span> {name}
            </h3>
            <p className="timeline-change">{m.changes[change]}</p>
            <p>{note[tag] ?? note.en}</p>
            <p className="timeline-facts">
              <Halves of={halves} /> {m.halves[halves]}
              <br />
              {parameters === null ? m.unpublished : m.largest(parameters)}
              <br />
              {sourceLink(source, m.source)}
            </p>
          </li>
        ))}
      </ol>
      <p className="timeline-areas">{m.areas}</p>
    </section>
  );
}

function Square({ mark: { milestone, x, side } }: { readonly mark: TimelineMark }) {
  const { base, largest } = timelineSize;
  const drawn = side ?? largest / 2;
  return (
    <g className="timeline-mark" data-change={milestone.change} data-unknown={side === null || undefined}>
      <rect x={x - drawn / 2} y={base - drawn} width={drawn} height={drawn} />
      {side === null && (
        <text x={x} y={base - drawn / 2}>
          ?
        </text>
      )}
      <circle cx={x} cy={base} r={3} />
      <text x={x} y={base + 22}>
        {milestone.name}
      </text>
    </g>
  );
}

/** The machine in small: two halves, or the writing one alone. */
function Halves({ of }: { readonly of: Milestone['halves'] }) {
  return (
    <svg className="timeline-halves" viewBox="0 0 26 14" aria-hidden="true">
      <rect
        className="timeline-encoder"
        data-absent={of === 'decoder' || undefined}
        x={1}
        y={1}
        width={11}
        height={12}
      />
      <rect x={14} y={1} width={11} height={12} />
    </svg>
  );
}
