import * as motion from 'framer-motion/m';
import { memo, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { type Messages, useMessages } from '#i18n/messages.tsx';
import { type SpelledToken } from '#lm/token.ts';
import type { StepId } from '#trace/trace.ts';
import { ease, seconds } from '../beats.ts';
import { hexOf } from '../label.ts';
import { useRoving } from '../roving.ts';
import { type ViewProps, writerOf } from '../view.ts';
import { type Tile, layoutStory, leastBits } from './layout.ts';
import { type Word, wordsOf } from './words.ts';
import './Story.css';

/**
 * The text so far as token tiles. Its text content is exactly the text: marks for spaces, line breaks and bytes are
 * drawn by CSS from attributes.
 *
 * @param props.waiting the text before there is a tokenizer to cut it
 */
export function Story(props: ViewProps & { waiting?: string; children?: React.ReactNode }) {
  const m = useMessages();
  const tiles = layoutStory(props);
  const end = useRef<HTMLSpanElement>(null);
  const { cursor, beats, promptLength, windowStart, spelled, onGoTo } = props;
  const first = onGoTo ? tiles.findIndex(({ step }) => step !== null) : -1; // that can be pressed, as all after it
  const { stop, byPointer, group } = useRoving((from, key) => {
    const at = Number(from);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: first, End: tiles.length - 1, ...lines }[key];
    return to === null ? null : String(Math.min(tiles.length - 1, Math.max(first, to)));
  });
  const stopping = stop !== null && Number(stop) < tiles.length ? Number(stop) : first;

  // A token that is pressed is not written yet at the moment it leads to. By keys the reader goes on at the one before.
  const text = useRef<HTMLElement>(null);
  const pressedByKeys = useRef(false);
  const onPress = useCallback(
    (step: StepId) => {
      pressedByKeys.current = !byPointer.current;
      onGoTo?.(step);
    },
    [byPointer, onGoTo],
  );
  useLayoutEffect(() => {
    if (!pressedByKeys.current) return;
    pressedByKeys.current = false;
    ([...text.current!.querySelectorAll<HTMLElement>('[data-stop]')].at(-1) ?? text.current!).focus();
  }, [cursor]);

  // The newest line stays in view; only the story scrolls, never the page.
  useEffect(() => {
    const box = end.current?.closest('.story-text');
    if (box) box.scrollTop = box.scrollHeight;
  }, [cursor]);

  const emptyPrompt = promptLength === 1 && spelled[0]?.special != null;
  return (
    <div className="story">
      {props.children}
      <section
        ref={text}
        className="story-text"
        data-long={isLong(tiles) || undefined}
        translate="no" // what the model said, not what a browser makes of it
        aria-label={m.story.region}
        tabIndex={first < 0 ? 0 : -1} // a text that scrolls can be reached by keys
        {...group}
      >
        {tiles.length === 0 && <span className="story-waiting">{props.waiting}</span>}
        {wordsOf(tiles).map(word => (
          <StoryWord
            key={word.key}
            word={word}
            stop={word.tiles.some(({ index }) => index === stopping) ? stopping : null}
            onPress={onGoTo && onPress}
          />
        ))}
        <motion.span
          ref={end}
          className="story-cursor"
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

/** More than two lines of a stage; Chinese characters are twice as wide. */
const isLong = (tiles: readonly Tile[]): boolean =>
  tiles.reduce((sum, { token }) => sum + token.text.replace(/[\u2e80-\uffef]/g, 'xx').length, 0) > 110;

const lines = { ArrowUp: null, ArrowDown: null }; // they scroll

const StoryWord = memo(
  function StoryWord(props: { word: Word; stop: number | null; onPress: ViewProps['onGoTo'] }) {
    const { word, stop, onPress } = props;
    return (
      <span className="story-word" data-glued={word.tiles.length > 1 || undefined}>
        {word.tiles.map(tile => (
          <StoryTile key={tile.key} tile={tile} stops={tile.index === stop} onPress={onPress} />
        ))}
      </span>
    );
  },
  (a, b) =>
    a.word.key === b.word.key &&
    a.word.signature === b.word.signature &&
    a.stop === b.stop &&
    a.onPress === b.onPress,
);

const StoryTile = memo(
  function StoryTile({
    tile,
    stops,
    onPress,
  }: {
    tile: Tile;
    stops: boolean; // the Tab key comes here
    onPress: ViewProps['onGoTo'];
  }) {
    const m = useMessages();
    const { token, step, choice, bits, forgotten } = tile;
    const spoken = token.special ?? (token.text || describePart(token, m));
    const label = labelOfTile(tile, spoken, m);
    const press = step !== null && onPress ? () => onPress(step) : undefined;
    return (
      <span
        className="tile"
        data-kind={choice?.by ?? 'prompt'}
        data-token={tile.index}
        data-stop={press && tile.index}
        data-forgotten={forgotten || undefined}
        data-part={token.part ? partMark(token) : undefined}
        data-hex={token.invalid ? hexOf(token.invalid) : undefined}
        data-special={token.special ?? undefined}
        data-newline={token.text.includes('\n') || undefined}
        style={{ '--surprise': Math.min(1, leastBits(bits) / 12) } as React.CSSProperties}
        role={press ? 'button' : undefined}
        tabIndex={press && (stops ? 0 : -1)}
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
  (a, b) =>
    a.tile.key === b.tile.key &&
    a.tile.signature === b.tile.signature &&
    a.stops === b.stops &&
    a.onPress === b.onPress,
);

function labelOfTile({ token, choice, bits }: Tile, spoken: string, m: Messages): string {
  switch (choice?.by) {
    case undefined:
      return m.story.token(spoken, token.id);
    case 'sampler':
      return m.story.generated(spoken, token.id, bits);
    case 'reader':
      return m.story.forced(spoken, token.id);
    case 'carried':
      return m.story.carried(spoken, token.id, writerOf(choice));
  }
}

const leadingSpace = (text: string): boolean => text.startsWith(' ');

function describePart({ part, invalid }: SpelledToken, m: Messages): string {
  if (part) return m.story.part(part.index, part.count, part.character);
  return invalid ? m.story.bytes(hexOf(invalid)) : '';
}

/** Where in its character a part stands, for the join drawn by CSS. */
function partMark({ part }: SpelledToken): 'open' | 'first' | 'middle' | 'last' {
  const { index, count } = part!;
  if (count === null) return 'open';
  return index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle';
}
