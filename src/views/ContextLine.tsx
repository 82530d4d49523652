import { useMemo } from 'react';
import type { TokenId } from '#lm/prediction.ts';
import { type Vocabulary, spell } from '#lm/token.ts';
import { TokenRun } from './TokenRun.tsx';
import './ContextLine.css';

/** The text a prediction follows, with the place where the next token would go. */
export function ContextLine(props: { context: readonly TokenId[]; vocabulary: Vocabulary }) {
  const { context, vocabulary } = props;
  const tokens = useMemo(
    () => spell(context, vocabulary).map(token => ({ token, kind: 'prompt' as const })),
    [context, vocabulary],
  );
  return (
    <p className="context-line">
      <TokenRun tokens={tokens} />
      <span className="context-cursor" aria-hidden />
    </p>
  );
}
