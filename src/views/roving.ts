import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';

export type RovingKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

interface Roving {
  readonly stop: string | null; // `data-stop` of what the reader has moved to; null: they are elsewhere
  readonly byPointer: RefObject<boolean>; // the last focus or press within came by mouse, pen or finger
  readonly group: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
    readonly onPointerDown: () => void;
    readonly onPointerUp: () => void;
    readonly onPointerLeave: () => void;
  };
}

const keys: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/**
 * A group of things to press that is one stop of the Tab key; within it the arrow keys move, and Enter or Space presses.
 * Each says its name in `data-stop` and has `tabIndex` 0 only while it is the stop. After a press with the mouse the
 * arrow keys stay the stage's: who points at a token walks on from there.
 *
 * @param neighbourOf the stop that a key leads to; null: the key does nothing here
 * @see https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
 */
export function useRoving(neighbourOf: (stop: string, key: RovingKey) => string | null): Roving {
  const [stop, setStop] = useState<string | null>(null);
  const pressing = useRef(false);
  const byPointer = useRef(false);
  const release = () => void (pressing.current = false);
  return {
    stop,
    byPointer,
    group: {
      onKeyDown(event) {
        const at = stopOf(event.target);
        if (at === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
        if (event.key === 'Enter' || event.key === ' ') {
          if (at instanceof HTMLButtonElement) return; // presses itself
          event.preventDefault();
          return at.click();
        }
        if (!keys.includes(event.key) || byPointer.current) return;
        const next = neighbourOf(at.dataset['stop']!, event.key as RovingKey);
        if (next === null) return;
        event.preventDefault();
        event.stopPropagation(); // the arrows are this group's now, not the stage's
        event.currentTarget.querySelector<HTMLElement>(`[data-stop="${next}"]`)?.focus();
      },
      onFocus(event) {
        byPointer.current = pressing.current;
        setStop(stopOf(event.target)?.dataset['stop'] ?? null);
      },
      onBlur({ currentTarget, relatedTarget }) {
        if (!currentTarget.contains(relatedTarget)) setStop(null);
      },
      onPointerDown() {
        pressing.current = true;
        byPointer.current = true;
      },
      onPointerUp: release,
      onPointerLeave: release,
    },
  };
}

const stopOf = (target: EventTarget): HTMLElement | null =>
  (target as Element).closest<HTMLElement>('[data-stop]');
