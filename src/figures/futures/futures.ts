import { type TokenId, probabilityAt } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { type Draw, type SamplingParams, distribution, draw, surpriseBits } from '#lm/sampling.ts';
import type { Lab } from '#views/lab.ts';
import { seen } from '#views/useLab.ts';

/** One way on from a text: what a seed has drawn so far. */
export interface Future {
  readonly seed: number;
  readonly draws: readonly Draw[]; // in order
  readonly bits: readonly number[]; // surprise of each under the model itself, temperature 1
  readonly ended: boolean; // the model ended its text, or the limit is reached
}

/** Several futures of one text that nothing has been drawn for yet, under seeds that follow one another. */
export const unwritten = (seed: number, count: number): Future[] =>
  Array.from({ length: count }, (_, i) => ({
    seed: (seed + i) >>> 0,
    draws: [],
    bits: [],
    ended: false,
  }));

/** Tokens with which all futures begin. */
export function sharedTokens(futures: readonly Future[]): number {
  const [first, ...others] = futures;
  if (first === undefined) return 0;
  const differs = first.draws.findIndex(({ id }, i) => others.some(({ draws }) => draws[i]?.id !== id));
  return differs < 0 ? first.draws.length : differs;
}

/**
 * Writes the futures on, one token of each in turn, and tells every new state. Each is exactly the run the stage would
 * write with that seed: the n-th token takes the n-th random number of its seed.
 *
 * @param limit tokens per future
 * @throws DOMException 'AbortError' when `signal` fires; otherwise what the model throws
 */
export async function writeFutures(
  lab: Lab,
  context: readonly TokenId[],
  futures: readonly Future[],
  settings: { readonly params: SamplingParams; readonly limit: number },
  tell: (futures: readonly Future[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let state = futures;
  while (state.some(future => !future.ended)) {
    for (const [index, future] of state.entries()) {
      if (future.ended) continue;
      const text = [...context, ...future.draws.map(({ id }) => id)];
      const prediction = await lab.predict(seen(text, lab), signal);
      signal.throwIfAborted();
      const u = uniform(future.seed, future.draws.length);
      const drawn = draw(distribution(prediction, settings.params), u);
      const draws = [...future.draws, drawn];
      const bits = [...future.bits, surpriseBits(probabilityAt(prediction, drawn.rank))];
      const ended = draws.length >= settings.limit || drawn.id === lab.endOfText;
      state = state.with(index, { ...future, draws, bits, ended });
      tell(state);
    }
  }
}
