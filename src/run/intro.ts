import type { RunningSession } from '#player/run.ts';
import { depthOf } from '#trace/trace.ts';

/** Tokens the page writes by itself when it opens: one slow look at the loop, and enough to see that it goes round. */
export const introTokens = 3;

/**
 * Plays the first tokens and then leaves the stage to the reader. Whatever the reader does ends it.
 *
 * @param tokens to append; Infinity goes on and on (`?autoplay=1`), as a poster at an exhibition would
 */
export function playTokens(session: RunningSession, tokens: number): () => void {
  session.dispatch({ type: 'drive', drive: 'run' });
  const stop = session.store.subscribe(({ trace, cursor, drive, phase }) => {
    if (drive !== 'run') return stop();
    if (phase !== 'ready' || depthOf(trace, cursor) < tokens) return;
    stop();
    session.dispatch({ type: 'drive', drive: 'hold' });
  });
  return stop;
}
