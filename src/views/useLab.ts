import { useCallback, useEffect, useState } from 'react';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import { windowStart } from '#lm/token.ts';
import type { Insight, Lab, Labs } from './lab.ts';

/** A model on its way to a figure. */
export interface OpeningLab {
  readonly lab: Lab | null; // null while it loads, and after a failure
  readonly error: unknown; // null unless it failed
  readonly retry: () => void;
}

/**
 * The lab of a model, opened when the figure is first shown.
 *
 * @param modelId null: none is wanted
 */
export function useLab(labs: Labs, modelId: string | null): OpeningLab {
  const [attempt, setAttempt] = useState(0);
  const [opened, setOpened] = useState<{ of: string; lab: Lab | null; error: unknown } | null>(null);
  useEffect(() => {
    if (modelId === null) return;
    let gone = false;
    const settle = (lab: Lab | null, error: unknown) => gone || setOpened({ of: modelId, lab, error });
    labs.open(modelId).then(
      lab => settle(lab, null),
      error => settle(null, error),
    );
    return () => {
      gone = true;
    };
  }, [labs, modelId, attempt]);
  const retry = useCallback(() => {
    setOpened(null);
    setAttempt(n => n + 1);
  }, []);
  const here = opened !== null && opened.of === modelId ? opened : null;
  return { lab: here?.lab ?? null, error: here?.error ?? null, retry };
}

/** An answer, and the context it answers: while a newer one is computed the old answer stays, and says so. */
export interface Asked<T> {
  readonly answer: T | null; // null before the first
  readonly context: readonly TokenId[]; // of `answer`
  readonly current: boolean; // `answer` belongs to the context asked about now
  readonly error: unknown; // null unless the question about that context failed
  readonly failed: boolean; // there is an error, and no answer of that context to show instead
  readonly retry: () => void; // asks it again
}

/**
 * What a model says comes after a context. A question that is no longer wanted is withdrawn.
 *
 * @param context the tokens beyond the model's window are left out here
 */
export const usePrediction = (lab: Lab | null, context: readonly TokenId[] | null): Asked<Prediction> =>
  useAnswer(lab, context, ask.predict);

/** What a model computes on the way. Without an answer for models that do not give it. */
export const useInsight = (lab: Lab | null, context: readonly TokenId[] | null): Asked<Insight> =>
  useAnswer(lab?.inspect ? lab : null, context, ask.inspect);

const ask = {
  predict: (lab: Lab, context: readonly TokenId[], signal: AbortSignal) => lab.predict(context, signal),
  inspect: (lab: Lab, context: readonly TokenId[], signal: AbortSignal) => lab.inspect!(context, signal),
};

function useAnswer<T>(
  lab: Lab | null,
  context: readonly TokenId[] | null,
  question: (lab: Lab, context: readonly TokenId[], signal: AbortSignal) => Promise<T>,
): Asked<T> {
  const [answered, setAnswered] = useState<{ key: string; answer: T | null; context: readonly TokenId[] }>(
    nothing,
  );
  const [failed, setFailed] = useState<{ key: string; error: unknown } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = lab === null || context === null ? '' : `${lab.model.id} ${context.join(' ')}`;
  useEffect(() => {
    setFailed(null);
    if (lab === null || context === null || context.length === 0) return;
    const withdrawn = new AbortController();
    question(lab, seen(context, lab), withdrawn.signal).then(
      answer => withdrawn.signal.aborted || setAnswered({ key, answer, context }),
      error => withdrawn.signal.aborted || setFailed({ key, error }),
    );
    return () => withdrawn.abort();
    // `key` says all there is to say about the context: a new array of the same tokens is no new question.
  }, [lab, key, question, attempt]); // eslint-disable-line react-hooks/exhaustive-deps
  const retry = useCallback(() => setAttempt(n => n + 1), []);
  const { answer, context: of } = answered;
  const current = answered.key === key && key !== '';
  const error = failed?.key === key ? failed.error : null;
  return { answer, context: of, current, error, failed: error !== null && !current, retry };
}

const nothing = { key: '', answer: null, context: [] };

/** The part of a context that fits a model's window. */
export const seen = (context: readonly TokenId[], { contextLength }: Lab): readonly TokenId[] =>
  context.slice(windowStart(context.length, contextLength));

/** Tokens of a text as a model starts from them: nothing to read becomes the end-of-text token. */
export function startFrom(text: string, lab: Lab): TokenId[] {
  const ids = lab.encode(text);
  return ids.length > 0 || lab.endOfText === null ? ids : [lab.endOfText];
}
