import { useEffect, useRef } from 'react';
import type { Term } from '../prose.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Markdown, type Verbs } from '#ui/Markdown.tsx';
import { placeBeside } from '#ui/beside.ts';

/**
 * What a term means, beside the word that was pressed. It is a popover: Esc or a press elsewhere closes it, and a focus
 * that was in it returns to the word.
 */
export function Glossary(props: { term: Term; anchor: HTMLElement; verbs: Verbs; onClose: () => void }) {
  const m = useMessages();
  const { term, anchor, verbs, onClose } = props;
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = box.current!;
    if (!element.matches(':popover-open')) element.showPopover();
    placeBeside(element, anchor);
    element.focus();
  }, [anchor, term]);

  return (
    <div
      ref={box}
      className="glossary"
      popover="auto"
      role="dialog"
      tabIndex={-1}
      aria-label={term.name}
      onToggle={event => {
        if (event.newState !== 'closed') return;
        // A press elsewhere may have put the focus there: it stays with whoever has it.
        const { activeElement } = document;
        const isFree = activeElement === document.body || box.current?.contains(activeElement);
        onClose();
        if (isFree) anchor.focus();
      }}
    >
      <h3>{term.name}</h3>
      <Markdown text={term.body} verbs={verbs} />
      <Button kind="quiet" onClick={() => box.current?.hidePopover()}>
        {m.settings.close}
      </Button>
    </div>
  );
}
