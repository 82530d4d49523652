import type { StoreApi } from 'zustand/vanilla';
import { type Session, tempoOf } from '#player/state.ts';

/** What React's useSyncExternalStore takes. */
export interface Shown {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => Session;
}

/**
 * A session as the page shows it: at once, but at the fastest tempo no more often than the display does. Tokens may
 * come faster than that, and nobody could see a picture that is drawn over before it is shown.
 *
 * @param nextFrame calls back once, before the display shows its next frame
 */
export function framed(
  store: StoreApi<Session>,
  nextFrame: (run: () => void) => void = requestAnimationFrame,
): Shown {
  const listeners = new Set<() => void>();
  let shown = store.getState();
  let waiting = false;
  const show = () => {
    waiting = false;
    if (shown === store.getState()) return;
    shown = store.getState();
    for (const listener of listeners) listener();
  };
  store.subscribe(session => {
    if (!isBlur(session)) return show();
    if (waiting) return;
    waiting = true;
    nextFrame(show);
  });
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => shown,
  };
}

/** True while tokens come as fast as the model goes. */
export const isBlur = (session: Session): boolean => session.drive === 'run' && tempoOf(session) === 'fast';
