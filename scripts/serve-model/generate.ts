import type { Prediction, TokenId } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { type SamplingParams, distribution, draw } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { BadRequest } from './bad-request.ts';
import type { LanguageModel } from './language-model.ts';

/** What to write, whatever protocol it was asked in. */
export interface Wanted {
  readonly prompt: readonly TokenId[];
  readonly tokens: number; // at most so many
  readonly params: SamplingParams;
  readonly seed: number; // [0, 2³²)
  readonly stop: readonly string[]; // the text ends before the first of these
}

/** A generated token and what it was drawn from. */
export interface Position {
  readonly id: TokenId;
  readonly prediction: Prediction; // temperature 1, nothing cut, whatever it was drawn with
}

export interface Written {
  readonly text: string; // whole characters only
  readonly positions: readonly Position[]; // includes an end-of-text token that was drawn
  readonly ended: 'length' | 'stop';
}

/**
 * Predict, sample, append.
 *
 * @throws BadRequest 'context_length_exceeded' when prompt and answer do not fit
 */
export async function generate(model: LanguageModel, wanted: Wanted): Promise<Written> {
  const { contextLength, endOfText } = model.spec;
  // Like GPT-2 itself: nothing to go on from is the beginning of a text.
  const prompt = wanted.prompt.length > 0 ? wanted.prompt : [endOfText ?? 0];
  if (prompt.length + wanted.tokens - 1 > contextLength) {
    const length = `${prompt.length} tokens and ${wanted.tokens} more`;
    throw new BadRequest(
      `maximum context length is ${contextLength}; this is ${length}`,
      'context_length_exceeded',
    );
  }
  const positions: Position[] = [];
  const written: TokenId[] = [];
  for (let n = 0; n < wanted.tokens; n++) {
    const prediction = await model.predict([...prompt, ...written]);
    const { id } = draw(distribution(prediction, wanted.params), uniform(wanted.seed, n));
    positions.push({ id, prediction });
    if (id === endOfText) return { text: textOf(written, model.vocabulary), positions, ended: 'stop' };
    written.push(id);
    const text = textOf(written, model.vocabulary);
    const stops = wanted.stop.map(stop => text.indexOf(stop)).filter(at => at >= 0);
    if (stops.length > 0) return { text: text.slice(0, Math.min(...stops)), positions, ended: 'stop' };
  }
  return { text: textOf(written, model.vocabulary), positions, ended: 'length' };
}
