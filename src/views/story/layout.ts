import { type Known, exactly, rangeOf } from '#lm/known.ts';
import { surpriseOfToken } from '#lm/shares.ts';
import type { SpelledToken } from '#lm/token.ts';
import { type Choice, type StepId, type Trace, pathTo, stepAt } from '#trace/trace.ts';
import type { Moment } from '../view.ts';

export interface Tile {
  readonly key: string; // what it is: the place of a prompt token, or the step that appended it
  readonly index: number; // in the context
  readonly token: SpelledToken;
  readonly choice: Choice | null; // that appended it; null for the prompt
  readonly step: StepId | null; // the step the token was chosen at; null for the prompt
  readonly bits: Known; // surprise under the model, −log2 p at temperature 1
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
    const bits = step === null ? exactly(0) : surpriseOf(trace, step);
    const part = token.part ? `${token.part.index}/${token.part.count}` : '';
    return {
      key: step === null ? `p${index}` : `s${step}`,
      index,
      token,
      choice,
      step: parent,
      bits,
      forgotten,
      signature: `${token.id}|${token.text}|${part}|${token.invalid?.length ?? ''}|${choice?.by}|${bits.how}${rangeOf(bits).low}|${forgotten}`,
    };
  });
}

/** Surprise of the token that led to a step, bits, under the model itself (temperature 1, nothing cut). */
export function surpriseOf(trace: Trace, id: StepId): Known {
  const { parent, choice } = stepAt(trace, id);
  if (parent === null || choice === null) return exactly(0);
  return surpriseOfToken(stepAt(trace, parent).prediction, choice.id);
}

/** How strongly a surprise is shown, bits: as much as is certain. */
export const leastBits = (bits: Known): number => Math.max(0, rangeOf(bits).low);
