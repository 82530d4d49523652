import { predictionFrom } from '#lm/prediction.ts';
import type { TokenId } from '#lm/prediction.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import type { Vocabulary } from '#lm/token.ts';
import { type Action, type Session, openSession, reduce } from '#player/state.ts';
import { emptyTrace } from '#trace/trace.ts';
import type { Moment } from '#views/view.ts';
import { momentOf } from '#run/moment.ts';

/** Tokens of these tests: ids are positions. */
export const spellings = [' the', ' a', '\n', '文', ' cat', '.', 'Once', ' upon'];
const halves = [Uint8Array.of(0xe6, 0x96), Uint8Array.of(0x87)]; // 文, cut in two: ids 8 and 9
export const endOfText = 10;

export const vocabulary: Vocabulary = {
  size: 11,
  bytes: id => (id < 8 ? new TextEncoder().encode(spellings[id]) : (halves[id - 8] ?? new Uint8Array())),
  special: id => (id === endOfText ? '<|endoftext|>' : null),
};

/** log of these is what the model of these tests says, by token id: exact fractions of 256. */
export const shares = [96, 64, 32, 16, 16, 8, 8, 8, 4, 2, 2].map(x => x / 256);
export const prediction = predictionFrom(Float32Array.from(shares, Math.log));

/** A session that has lived through the actions; predictions are answered as soon as they are asked for. */
export function sessionAfter(
  prompt: readonly TokenId[],
  actions: readonly Action[],
  options: { params?: Partial<SamplingParams>; seed?: number } = {},
): Session {
  let session = openSession(emptyTrace({ id: 'test', revision: '1' }, prompt), {
    params: { ...defaultParams, ...options.params },
    seed: options.seed ?? 1,
    tempo: 'lesson',
  });
  for (const action of actions) {
    session = reduce(session, action);
    if (session.phase !== 'predicting') continue;
    const answer = { prediction, latencyMs: 1, source: 'live' as const };
    session = reduce(session, { type: 'answered', step: session.cursor, ...answer });
    session = reduce(session, { type: 'advance' });
  }
  return session;
}

export const advance: Action = { type: 'advance' };
/** One whole token: predict (answered at once), sample, append. */
export const token: Action[] = [advance, advance, advance];

export const momentAfter = (...args: Parameters<typeof sessionAfter>): Moment =>
  momentAt(sessionAfter(...args));
export const momentAt = (session: Session, still = true): Moment =>
  momentOf(session, { vocabulary, contextLength: 64, bars: 5, still });
