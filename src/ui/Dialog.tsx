import { useLayoutEffect, useRef } from 'react';
import { Button } from './Button.tsx';
import './Dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  /** Its owner stops showing it then; the focus goes back to where it was, however that comes about. */
  readonly onClose: () => void;
  readonly children: React.ReactNode;
  readonly actions?: React.ReactNode; // beside the close button: in view however far the rest is scrolled
  readonly kind?: 'card' | 'screen'; // a screen is as large as the window, and its title is only spoken
  readonly isCareful?: boolean; // holds what would be lost: a press beside it, often a slip, does not close it
  readonly onKeyDown?: (event: React.KeyboardEvent) => void;
}

/** A modal dialog: the browser keeps the focus inside and closes it on Escape; so does a press beside it. */
export function Dialog(props: DialogProps) {
  const {
    title,
    closeLabel,
    onClose,
    children,
    actions,
    kind = 'card',
    isCareful = false,
    onKeyDown,
  } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false); // a selection that is dragged out of the dialog ends beside it

  // Before the paint, so that no frame shows the page without it; closed while still in the document, because only
  // then does the browser give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    // The key that has opened it may still go on: Space must not change a setting.
    if (document.activeElement?.matches('[type="checkbox"]')) element.querySelector('button')!.focus();
    return () => element.close();
  }, []);
  // A pressed button may be gone now. Without a focus inside, keys would reach the page behind.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) dialog.current!.focus();
  });

  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-kind={kind}
      aria-label={title}
      tabIndex={-1}
      // The event comes later: strict mode has opened it again by then, and another dialog may stand in its place.
      onClose={({ currentTarget }) => currentTarget.isConnected && !currentTarget.open && onClose()}
      onKeyDown={onKeyDown}
      onPointerDown={({ target, currentTarget }) => (pressedBeside.current = target === currentTarget)}
      onClick={({ target, currentTarget }) =>
        target === currentTarget && pressedBeside.current && !isCareful && onClose()
      }
    >
      {kind === 'card' && <h2>{title}</h2>}
      <div className="dialog-content">{children}</div>
      <div className="dialog-foot">
        {actions}
        <Button kind="quiet" className="dialog-close" onClick={onClose}>
          {closeLabel}
        </Button>
      </div>
    </dialog>
  );
}
