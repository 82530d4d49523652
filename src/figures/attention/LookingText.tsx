import { useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { SpelledToken } from '#lm/token.ts';
import { hexOf } from '#views/label.ts';
import { type Pattern, strongest } from './layout.ts';

interface Props {
  readonly spelled: readonly SpelledToken[];
  readonly pattern: Pattern;
  readonly token: number; // the one that looks
  readonly onPoint: (token: number) => void;
}

const named = 4; // tokens the sentence below the text tells of

/** The story, tinted by how much the chosen token takes from each of those before it. Hover, tap or arrow keys choose. */
export function LookingText({ spelled, pattern, token, onPoint }: Props) {
  const m = useMessages().figures.attention;
  const box = useRef<HTMLDivElement>(null);
  const row = pattern[token] ?? [];
  const partners = strongest(row, named).filter(({ weight }) => weight >= 0.01);
  function onKeyDown(event: React.KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows are this text's, not the stage's
    const next = Math.min(spelled.length - 1, Math.max(0, token + step));
    onPoint(next);
    box.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  }
  return (
    <div className="looking">
      <div
        ref={box}
        className="looking-text"
        translate="no"
        role="group"
        aria-label={m.text}
        onKeyDown={onKeyDown}
      >
        {spelled.map((spelling, index) => (
          <button
            key={index}
            type="button"
            className="looking-token"
            data-index={index}
            data-looks={index === token || undefined}
            data-later={index > token || undefined}
            tabIndex={index === token ? 0 : -1}
            style={{ '--weight': row[index] ?? 0 } as React.CSSProperties}
            aria-pressed={index === token}
            title={row[index] === undefined ? undefined : m.share(row[index])}
            onPointerEnter={() => onPoint(index)}
            onFocus={() => onPoint(index)}
            onClick={() => onPoint(index)}
          >
            {textOf(spelling)}
          </button>
        ))}
      </div>
      <p className="looking-words" role="status">
        {m.looks(
          textOf(spelled[token]!),
          partners.map(({ index, weight }) => ({
            token: textOf(spelled[index]!),
            weight,
            self: index === token,
          })),
        )}
      </p>
    </div>
  );
}

const textOf = ({ text, special, part, invalid }: SpelledToken): string =>
  special ?? (text.replaceAll('\n', '↵') || hexOf(part?.bytes ?? invalid ?? new Uint8Array()));
