import type { TokenLabel } from './label.ts';
import './Token.css';

/** A token standing alone, with quiet marks for what would be invisible. The marks are drawn by CSS. */
export function Token({ label }: { label: TokenLabel }) {
  const { text, hex, special } = label;
  if (special !== null) return <span className="token" translate="no" data-special={special} />;
  if (text === '') return <span className="token" translate="no" data-hex={hex ?? ''} />;
  return (
    <span className="token" translate="no">
      {Array.from(text, (character, i) =>
        character === ' ' ? (
          <span key={i} className="token-space">
            {' '}
          </span>
        ) : character === '\n' ? (
          <span key={i} className="token-newline" />
        ) : (
          character
        ),
      )}
      {hex !== null && <span className="token" data-hex={hex} />}
    </span>
  );
}
