import { surpriseBits } from '#lm/sampling.ts';
import { probabilityAt, rankOf } from '#lm/prediction.ts';
import type { SpelledToken } from '#lm/token.ts';
import { type Choice, type Step, type StepId, type Trace, pathTo, stepAt } from '#trace/trace.ts';
import type { Moment } from '../view.ts';

export interface Tile {
  readonly key: string; // what it is: the place of a prompt token, or the step that appended it
  readonly index: number; // in the context
  readonly token: SpelledToken;
  readonly choice: Choice | null; // that appended it; null for the prompt
  readonly step: StepId | null; // the step the token was chosen at; null for the prompt
  readonly bits: number; // surprise under the model, −log2 p at temperature 1; 0 where unknown
  readonly forgotten: boolean; // outside the model's window
  readonly signature: string; // changes exactly when the tile looks different
}

/** The tiles of the story at the cursor. */
export function layoutStory({ trace, cursor, spelled, promptLength, windowStart }: Moment): Tile[] {
  const path = pathTo(trace, cursor);
  return spelled.map((token, index) => {
    const forgotten = index < windowStart;
    const depth = index - promptLength; // −1 and below: prompt
    const step = depth < 0 ? null : path[depth + 1]!;
    const parent = step === null ? null : stepAt(trace, step).parent;
    const choice = step === null ? null : stepAt(trace, step).choice;
    const bits = step === null ? 0 : surpriseOf(trace, step);
    const part = token.part ? `${token.part.index}/${token.part.count}` : '';
    return {
      key: step === null ? `p${index}` : `s${step}`,
      index,
      token,
      choice,
      step: parent,
      bits,
      forgotten,
      signature: `${token.id}|${token.text}|${part}|${token.invalid?.length ?? ''}|${choice?.by}|${bits}|${forgotten}`,
    };
  });
}

/**
 * Surprise of the token that led to a step, in bits, under the model itself (temperature 1, nothing cut).
 * For a token beyond a recorded list it is the surprise of the least likely listed one: a lower bound.
 */
export function surpriseOf(trace: Trace, id: StepId): number {
  const step: Step = stepAt(trace, id);
  const prediction = step.parent === null ? null : stepAt(trace, step.parent).prediction;
  if (prediction === null || step.choice === null) return 0;
  const rank = step.choice.by === 'sampler' ? step.choice.draw.rank : rankOf(prediction, step.choice.id);
  return surpriseBits(
    probabilityAt(
      prediction,
      rank < 0 ? prediction.ids.length - 1 : Math.min(rank, prediction.ids.length - 1),
    ),
  );
}
