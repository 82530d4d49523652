import * as motion from 'framer-motion/m';
import { memo, useEffect, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type SpelledToken } from '#lm/token.ts';
import { ease, seconds } from '../beats.ts';
import { hexOf } from '../label.ts';
import { type ViewProps } from '../view.ts';
import { type Tile, layoutStory } from './layout.ts';
import './Story.css';

/**
 * The text so far as token tiles. Its text content is exactly the text: marks for spaces, line breaks and bytes are
 * drawn by CSS from attributes.
 */
export function Story(props: ViewProps & { children?: React.ReactNode }) {
  const m = useMessages();
  const tiles = layoutStory(props);
  const end = useRef<HTMLSpanElement>(null);
  const { cursor, beats, promptLength, windowStart, spelled } = props;

  // The newest line stays in view; only the story scrolls, never the page.
  useEffect(() => {
    const box = end.current?.closest('.story-text');
    if (box) box.scrollTop = box.scrollHeight;
  }, [cursor]);

  const emptyPrompt = promptLength === 1 && spelled[0]?.special != null;
  return (
    <div className="story">
      {props.children}
      <section className="story-text" aria-label={m.story.region} tabIndex={0}>
        {tiles.map(tile => (
          <StoryTile key={tile.key} tile={tile} onGoTo={props.onGoTo} />
        ))}
        <motion.span
          ref={end}
          className="story-cursor"
          data-flight="cursor"
          layout={beats.append > 0 && !beats.still ? 'position' : false}
          transition={{ duration: seconds(beats.append), ease }}
          aria-hidden
        />
      </section>
      {emptyPrompt && <p className="story-note">{m.story.emptyPrompt}</p>}
      {windowStart > 0 && <p className="story-note">{m.story.forgotten(windowStart)}</p>}
    </div>
  );
}

const StoryTile = memo(
  function StoryTile({ tile, onGoTo }: { tile: Tile; onGoTo: ViewProps['onGoTo'] }) {
    const m = useMessages();
    const { token, step, kind, bits, forgotten } = tile;
    const spoken = token.special ?? (token.text || describePart(token, m));
    const label =
      kind === 'prompt'
        ? m.story.token(spoken, token.id)
        : kind === 'forced'
          ? m.story.forced(spoken, token.id)
          : m.story.generated(spoken, token.id, bits);
    const press = step !== null && onGoTo ? () => onGoTo(step) : undefined;
    return (
      <span
        className="tile"
        data-kind={kind}
        data-token={tile.index}
        data-forgotten={forgotten || undefined}
        data-part={token.part ? partMark(token) : undefined}
        data-hex={token.invalid ? hexOf(token.invalid) : undefined}
        data-special={token.special ?? undefined}
        data-newline={token.text.includes('\n') || undefined}
        style={{ '--surprise': Math.min(1, bits / 12) } as React.CSSProperties}
        role={press ? 'button' : undefined}
        tabIndex={press ? -1 : undefined}
        aria-label={press ? label : undefined}
        title={label}
        onClick={press}
      >
        {leadingSpace(token.text) ? (
          <>
            <span className="tile-space"> </span>
            {token.text.slice(1)}
          </>
        ) : (
          token.text
        )}
      </span>
    );
  },
  (a, b) => a.tile.key === b.tile.key && a.tile.signature === b.tile.signature && a.onGoTo === b.onGoTo,
);

const leadingSpace = (text: string): boolean => text.startsWith(' ');

function describePart({ part, invalid }: SpelledToken, m: ReturnType<typeof useMessages>): string {
  if (part) return m.story.part(part.index, part.count, part.character);
  return invalid ? m.story.bytes(hexOf(invalid)) : '';
}

/** Where in its character a part stands, for the join drawn by CSS. */
function partMark({ part }: SpelledToken): 'open' | 'first' | 'middle' | 'last' {
  const { index, count } = part!;
  if (count === null) return 'open';
  return index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle';
}
