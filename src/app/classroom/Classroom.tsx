import type { Session } from '#session/state.ts';
import type { WorkbenchController } from '../workbench.ts';
import { ClassVote } from './ClassVote.tsx';
import './Classroom.css';

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
  return overlay === 'vote' ? <ClassVote {...props} /> : null;
}
