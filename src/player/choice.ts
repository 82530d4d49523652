import { uniform } from '#lm/random.ts';
import { type SamplingParams, areSameParams, distribution, surelyDrawn } from '#lm/sampling.ts';
import {
  type Choice,
  type StepId,
  type Trace,
  childrenOf,
  depthOf,
  nextOnLine,
  stepAt,
} from '#trace/trace.ts';

/** What the next token depends on: the predictions of a trace, where in it the reader stands, settings and die. */
interface Drawing {
  readonly trace: Trace;
  readonly cursor: StepId;
  readonly params: SamplingParams;
  readonly seed: number; // [0, 2³²)
  readonly before?: number; // tokens drawn under the seed before the trace begins; 0 unless it goes on from a run
}

/**
 * The recorded choice where the line goes on; a draw at its end. Replaying and playing are the same act.
 * A token that was carried over says what came next, not how: where the seed draws the same token, it is drawn here.
 */
export function nextChoice(session: Drawing): Choice | null {
  const { trace, cursor } = session;
  const next = nextOnLine(trace, cursor);
  if (next === null) return sample(session);
  const { choice } = stepAt(trace, next);
  if (choice!.by !== 'carried') return choice;
  const drawn = sample(session);
  return drawn?.id === choice!.id ? drawn : choice;
}

/**
 * The token the present seed and params draw at the cursor. null when a recording does not tell where the draw falls,
 * and it was not recorded either: only a model can say then.
 */
export function sample({ trace, cursor, params, seed, before = 0 }: Drawing): Choice | null {
  const u = uniform(seed, before + depthOf(trace, cursor));
  const prediction = stepAt(trace, cursor).prediction!;
  const drawn = surelyDrawn(distribution(prediction, params), u);
  if (drawn === null) {
    const recorded = childrenOf(trace, cursor).map(child => stepAt(trace, child).choice!);
    const isThisDraw = (choice: Choice) =>
      choice.by === 'sampler' && choice.draw.u === u && areSameParams(choice.params, params);
    return recorded.find(isThisDraw) ?? null;
  }
  // What nobody can spell cannot be appended.
  if (prediction.unnamed?.has(drawn.id)) return null;
  return { by: 'sampler', id: drawn.id, draw: drawn, params, seed };
}
