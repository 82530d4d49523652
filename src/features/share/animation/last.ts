import type { Session } from '#player/state.ts';
import { type StepId, pathTo, stepAt } from '#trace/trace.ts';
import type { Moment } from '#views/view.ts';
import { momentOf } from '#run/moment.ts';

/** The last steps on the way to `end` whose tokens are known with what they were drawn from. */
export function lastSteps({ trace }: Session, end: StepId, count: number): StepId[] {
  const steps = pathTo(trace, end).slice(1);
  const isKnown = (step: StepId) => stepAt(trace, stepAt(trace, step).parent!).prediction !== null;
  const known = steps.slice(steps.findLastIndex(step => !isKnown(step)) + 1);
  return known.slice(-count);
}

/** The moment just after a step's token was appended, with the bars it was drawn from. */
export function momentAfter(session: Session, step: StepId, page: Parameters<typeof momentOf>[1]): Moment {
  const { choice } = stepAt(session.trace, step);
  const params = choice?.by === 'sampler' ? choice.params : session.params;
  return momentOf({ ...session, cursor: step, params, phase: 'ready', choice: null }, page);
}
