import type { Prediction } from '#lm/prediction.ts';
import { type Choice, type StepId, type Trace, childrenOf, follow, stepAt, withPrediction } from './trace.ts';

/** Tokens in order, each with what the model said after it; null where it has not been asked. */
export type Shoot = readonly { readonly choice: Choice; readonly prediction: Prediction | null }[];

/**
 * Lets a line that was written elsewhere, by the same model, grow out of a step; the trace's line then ends with it.
 * Steps that are already there stay as they are.
 */
export function graft(trace: Trace, at: StepId, shoot: Shoot): Trace {
  let grown: Trace = { ...trace, head: at };
  let end = at;
  for (const { choice, prediction } of shoot) {
    const known = childrenOf(grown, end).find(child => stepAt(grown, child).choice!.id === choice.id);
    const next = known === undefined ? follow(grown, end, choice) : { trace: grown, step: known };
    grown = next.trace;
    end = next.step;
    if (prediction === null || stepAt(grown, end).prediction !== null) continue;
    grown = withPrediction(grown, end, { prediction, latencyMs: null, source: 'live' });
  }
  return { ...grown, head: end };
}
