import { Suspense, lazy } from 'react';
import type { Session } from '#session/state.ts';
import type { WorkbenchController } from '../workbench.ts';
import './Classroom.css';

// For who stands in front of a class; a reader alone does not fetch it.
const ClassVote = lazy(() => import('./ClassVote.tsx').then(({ ClassVote }) => ({ default: ClassVote })));

/** What a teacher lays over the stage: nothing to look at, or a vote. */
export type Overlay = 'blank' | 'vote';

export function Classroom(props: {
  overlay: Overlay | null;
  controller: WorkbenchController;
  session: Session;
  onClose: () => void;
}) {
  const { overlay, onClose } = props;
  if (overlay === 'blank') return <button type="button" className="blank" aria-label="●" onClick={onClose} />;
  if (overlay !== 'vote') return null;
  return (
    <Suspense>
      <ClassVote {...props} />
    </Suspense>
  );
}
