import type { TokenId } from '#lm/prediction.ts';
import { type Vocabulary, spell } from '#lm/token.ts';
import type { RunToken } from '#views/TokenRun.tsx';
import type { Future } from './futures.ts';

/** A future in two parts: what it shares with all others, and what is its own. */
export interface FutureText {
  readonly shared: readonly RunToken[];
  readonly own: readonly RunToken[];
}

/** @param shared tokens all futures begin with */
export function layoutFuture(
  future: Future,
  context: readonly TokenId[],
  shared: number,
  vocabulary: Vocabulary,
): FutureText {
  const ids = [...context, ...future.draws.map(({ id }) => id)];
  const written = spell(ids, vocabulary)
    .slice(context.length)
    .map((token, i): RunToken => ({
      token,
      kind: 'generated',
      bits: i < shared ? 0 : future.bits[i]!,
    }));
  return { shared: written.slice(0, shared), own: written.slice(shared) };
}
