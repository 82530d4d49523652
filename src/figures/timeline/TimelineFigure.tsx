import { Timeline } from './Timeline.tsx';
import type { FigureProps } from '../figure.ts';
import type { TimelineData } from './figure.ts';

export function TimelineFigure({ scene, sourceOf }: FigureProps<TimelineData>) {
  return (
    <Timeline
      milestones={scene.milestones}
      sourceLink={(id, words) => (
        <a href={sourceOf(id).url} target="_blank" rel="noreferrer" title={sourceOf(id).title}>
          {words}
        </a>
      )}
    />
  );
}
