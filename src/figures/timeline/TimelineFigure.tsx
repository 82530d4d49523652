import { sources } from '#lesson/sources.ts';
import { Timeline } from './Timeline.tsx';
import type { FigureProps } from '../figure.ts';

export function TimelineFigure({ scene }: FigureProps<'timeline'>) {
  return (
    <Timeline
      milestones={scene.milestones}
      sourceLink={(id, words) => (
        <a href={sources[id]!.url} target="_blank" rel="noreferrer" title={sources[id]!.title}>
          {words}
        </a>
      )}
    />
  );
}
