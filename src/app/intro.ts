import type { RunningSession } from '#session/run.ts';
import { depthOf } from '#trace/trace.ts';

/** Tokens the page writes by itself when it opens: one slow look at the loop, and enough to see that it goes round. */
const introTokens = 3;

/**
 * Plays the first tokens and then leaves the stage to the reader. Whatever the reader does ends it.
 *
 * @param endless `?autoplay=1`: on and on, as a poster at an exhibition would
 */
export function playIntro(session: RunningSession, endless: boolean): () => void {
  session.dispatch({ type: 'drive', drive: 'run' });
  if (endless) return () => {};
  const stop = session.store.subscribe(({ trace, cursor, drive, phase }) => {
    if (drive !== 'run') return stop();
    if (phase !== 'ready' || depthOf(trace, cursor) < introTokens) return;
    stop();
    session.dispatch({ type: 'drive', drive: 'hold' });
  });
  return stop;
}
