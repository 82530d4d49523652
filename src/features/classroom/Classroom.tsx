import { useLayoutEffect, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { Session } from '#player/state.ts';
import { laterDialog } from '#ui/later.tsx';
import type { WorkbenchController } from '#run/workbench.ts';
import './Classroom.css';

// For who stands in front of a class; a reader alone does not fetch it.
const ClassVote = laterDialog(async () => (await import('./ClassVote.tsx')).ClassVote);

/** What a teacher lays over the stage: nothing to look at, or a vote. */
export type Overlay = 'blank' | 'vote';

export function Classroom(props: {
  overlay: Overlay | null;
  controller: WorkbenchController;
  session: Session;
  onClose: () => void;
}) {
  const { overlay, onClose } = props;
  if (overlay === 'blank') return <Blank onEnd={onClose} />;
  return overlay === 'vote' && <ClassVote {...props} />;
}

/** Nothing to look at. It takes the focus, so that whatever is pressed ends it and presses nothing beneath. */
function Blank({ onEnd }: { onEnd: () => void }) {
  const m = useMessages();
  const cover = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    cover.current!.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <button
      ref={cover}
      type="button"
      className="blank"
      aria-label={m.vote.blank}
      onClick={onEnd}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own
        event.preventDefault();
        if (!event.repeat) onEnd(); // the key that blanked it may still be held
      }}
    />
  );
}
