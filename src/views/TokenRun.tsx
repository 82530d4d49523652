import type { SpelledToken } from '#lm/token.ts';
import { useMessages } from '#i18n/messages.tsx';
import { hexOf } from './label.ts';
import './story/Story.css';
import './TokenRun.css';

/** One token of a text that is shown as tiles, and where it came from. */
export interface RunToken {
  readonly token: SpelledToken;
  readonly kind: 'prompt' | 'system' | 'role' | 'generated' | 'beyond'; // beyond: drawn, and cut off
  readonly bits?: number; // surprise of a generated token
}

/** A text as the tokens it is made of. Its text content is exactly the text; marks are drawn by CSS. */
export function TokenRun({ tokens, children }: { tokens: readonly RunToken[]; children?: React.ReactNode }) {
  const m = useMessages();
  return (
    <span className="token-run" translate="no">
      {tokens.map(({ token, kind, bits = 0 }, i) => {
        const { text, special, part, invalid, id } = token;
        const spoken =
          special ??
          (text ||
            (part ? m.story.part(part.index, part.count, part.character) : invalid ? hexOf(invalid) : ''));
        return (
          <span
            key={i}
            className="tile"
            data-kind={kind}
            data-hex={invalid ? hexOf(invalid) : undefined}
            data-special={special ?? undefined}
            data-newline={text.includes('\n') || undefined}
            data-part={part?.count === null ? 'open' : undefined}
            style={{ '--surprise': Math.min(1, bits / 12) } as React.CSSProperties}
            title={m.story.token(spoken, id)}
          >
            {text.startsWith(' ') ? (
              <>
                <span className="tile-space"> </span>
                {text.slice(1)}
              </>
            ) : (
              text
            )}
          </span>
        );
      })}
      {children}
    </span>
  );
}
