import { BigramEngine } from '#engine/bigram.ts';
import { defaultParams } from '#lm/sampling.ts';
import { type RunningSession, runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { emptyTrace } from '#trace/trace.ts';
import { ManualClock } from '../player/manual-clock.ts';

/** A model of four words, which writes on for ever. */
export const cat = new BigramEngine({
  The: { ' cat': 1 },
  ' cat': { ' sat': 0.7, ' ran': 0.3 },
  ' sat': { ' cat': 1 },
  ' ran': { ' cat': 1 },
});

/** A session that stands before "The", with a clock moved by hand and no model yet. */
export function catSession(): { session: RunningSession; clock: ManualClock } {
  const clock = new ManualClock();
  const trace = emptyTrace(cat.model, cat.encode('The'));
  const opened = openSession(trace, { params: defaultParams, seed: 1, tempo: 'lesson' });
  return { session: runSession(opened, clock), clock };
}
