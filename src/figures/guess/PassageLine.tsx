import { useMemo } from 'react';
import type { TokenId } from '#lm/prediction.ts';
import { type Vocabulary, spell } from '#lm/token.ts';
import { type RunToken, TokenRun } from '#views/TokenRun.tsx';
import type { Game } from './guess.ts';
import '#views/ContextLine.css';

/** What is known of the passage; uncovered tokens are tinted by how surprised the model was. */
export function PassageLine(props: { given: readonly TokenId[]; game: Game; vocabulary: Vocabulary }) {
  const { given, game, vocabulary } = props;
  const tokens = useMemo(() => {
    const { passage, rounds } = game;
    return spell([...given, ...passage.slice(0, rounds.length)], vocabulary).map((token, i): RunToken => {
      const round = rounds[i - given.length];
      return round === undefined
        ? { token, kind: 'prompt' }
        : { token, kind: 'generated', bits: round.modelBits };
    });
  }, [given, game, vocabulary]);
  return (
    <p className="context-line">
      <TokenRun tokens={tokens} />
      {game.phase === 'covered' && <span className="context-cursor" aria-hidden />}
    </p>
  );
}
