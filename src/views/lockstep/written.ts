import { type TokenId, probabilityAt } from '#lm/prediction.ts';
import { surpriseBits } from '#lm/sampling.ts';
import { type Vocabulary, spell } from '#lm/token.ts';
import type { RunToken } from '../TokenRun.tsx';
import type { Lane } from './lockstep.ts';

/**
 * A lane's text as tiles: what it was given, then what it wrote, tinted by surprise under the model itself (temperature 1).
 *
 * @param kindOf what a given token is, by index
 */
export function tokensOf(
  lane: Lane,
  vocabulary: Vocabulary,
  kindOf: (index: number) => RunToken['kind'] = () => 'prompt',
): RunToken[] {
  const { prompt, draws, predictions } = lane;
  return spell([...prompt, ...draws.map(({ id }) => id)], vocabulary).map((token, index): RunToken => {
    const draw = draws[index - prompt.length];
    return draw === undefined
      ? { token, kind: kindOf(index) }
      : {
          token,
          kind: 'generated',
          bits: surpriseBits(probabilityAt(predictions[index - prompt.length]!, draw.rank)),
        };
  });
}

/** Text written after the prompt, spelled in one stream with it. */
export function writtenText(lane: Lane, vocabulary: Vocabulary, written: readonly TokenId[]): string {
  return spell([...lane.prompt, ...written], vocabulary)
    .slice(lane.prompt.length)
    .map(({ text }) => text)
    .join('');
}
