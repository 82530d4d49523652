import { isComplete, truncate } from '#lm/prediction.ts';
import { measureAt } from '#lm/stops.ts';
import type { StepId, Trace } from './trace.ts';

const WHOLE_BYTES = 64e6; // of predictions that list their whole vocabulary: 160 of GPT-2's
const KEPT = 1000; // candidates of any other: 8 kB
const MEASURED = [0.5, 0.8, 1, 1.5, 2]; // what is cut is measured here: a millisecond or two for each step

/**
 * Keeps a long run from filling the memory: where whole predictions take more than 64 MB, the oldest become excerpts
 * with true probabilities. A connected model is asked again for the rest when a reader goes back to one.
 *
 * @param answered the step whose prediction has just come
 * @param shown the step whose prediction is in view; both keep theirs
 */
export function shorten(trace: Trace, answered: StepId, shown: StepId): Trace {
  const { prediction } = trace.steps[answered]!;
  if (prediction === null || !isComplete(prediction)) return trace;
  const room = Math.floor(WHOLE_BYTES / (8 * prediction.vocabSize)); // an id and a logit each
  if (trace.steps.length <= room) return trace;
  const whole = [...trace.steps.keys()].filter(id => isWhole(trace, id) && id !== answered && id !== shown);
  const excess = whole.slice(0, Math.max(0, whole.length + 2 - room));
  if (excess.length === 0) return trace;
  const steps = [...trace.steps];
  for (const id of excess) {
    const step = steps[id]!;
    const whole = step.prediction!;
    const prediction = { ...truncate(whole, KEPT), stops: measureAt(whole, MEASURED) };
    steps[id] = { ...step, prediction, source: 'excerpt' };
  }
  return { ...trace, steps };
}

function isWhole(trace: Trace, id: StepId): boolean {
  const { prediction } = trace.steps[id]!;
  return prediction !== null && prediction.ids.length > KEPT && isComplete(prediction);
}
