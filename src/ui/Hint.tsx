import { useId, useRef } from 'react';
import { placeBeside } from './beside.ts';
import './Hint.css';

/** Words that have more to say: hovering tells it, pressing shows it, and it is spoken with them. */
export function Hint({ hint, children }: { hint: string; children: React.ReactNode }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="hint-for"
        popoverTarget={id}
        aria-describedby={id}
        title={hint}
      >
        {children}
      </button>
      <span
        id={id}
        className="hint"
        popover="auto"
        onToggle={({ currentTarget, newState }) =>
          newState === 'open' && placeBeside(currentTarget, button.current!)
        }
      >
        {hint}
      </span>
    </>
  );
}
