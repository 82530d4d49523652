import { useEffect, useMemo, useState } from 'react';
import type { TokenId } from '#lm/prediction.ts';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Lab } from '#views/lab.ts';
import { rememberingLab } from '#views/rememberingLab.ts';
import { type Future, unwritten, writeFutures } from './futures.ts';

export interface FuturesRun {
  readonly futures: readonly Future[];
  readonly error: unknown; // null unless the model failed
}

/** Runs the futures of a text while `running`; other settings begin them anew. */
export function useFutures(
  lab: Lab | null,
  context: readonly TokenId[] | null,
  settings: {
    readonly seed: number;
    readonly count: number;
    readonly limit: number;
    readonly params: SamplingParams;
  },
  running: boolean,
): FuturesRun {
  const { seed, count, limit, params } = settings;
  // The futures share their beginning, so most of their first questions are the same.
  const remembering = useMemo(() => lab && rememberingLab(lab), [lab]);
  const start = useMemo(() => unwritten(seed, count), [seed, count]);
  const [told, setTold] = useState<{ start: readonly Future[]; params: SamplingParams } & FuturesRun>({
    start,
    params,
    futures: start,
    error: null,
  });
  useEffect(() => {
    if (!running || remembering === null || context === null) return;
    const left = new AbortController();
    const tell = (run: FuturesRun) => left.signal.aborted || setTold({ start, params, ...run });
    writeFutures(
      remembering,
      context,
      start,
      { params, limit },
      futures => tell({ futures, error: null }),
      left.signal,
    ).catch((error: unknown) => tell({ futures: start, error }));
    return () => left.abort();
  }, [remembering, context, start, params, limit, running]);

  const current = running && told.start === start && told.params === params;
  return current ? told : { futures: start, error: null };
}
