import { useReducedMotion } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { type KeyboardEvent, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type TranslatorLayout, type WordBox, wordStyle } from './layout.ts';

/** A word the reader has pointed at, pressed or moved to. */
export interface Selection {
  readonly side: 'source' | 'target';
  readonly index: number;
}

interface Props {
  readonly layout: TranslatorLayout;
  readonly orientation: 'rows' | 'columns';
  readonly parts: boolean;
  readonly unknown: readonly boolean[]; // by source word
  readonly reading: readonly (readonly number[])[] | null; // [source][source], while the halves are told apart
  readonly selected: Selection | null;
  readonly onSelect: (selection: Selection | null) => void;
}

/** Words of both languages and the attention between them. One word is in the tab order; arrow keys move among all. */
export function TranslatorPicture(props: Props) {
  const { layout, orientation, parts, reading, selected, onSelect } = props;
  const m = useMessages().origins.translator;
  const picture = useRef<SVGSVGElement>(null);
  const still = useReducedMotion() ?? false;
  const glide = { duration: still ? 0 : 0.35, ease: [0.5, 0, 0.5, 1] as const }; // the stage's easing
  const { width, height, source, target, arcs } = layout;

  const move = (event: KeyboardEvent, { side, index }: Selection): void => {
    const along = orientation === 'rows' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const across = orientation === 'rows' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const to: Selection | null = along.includes(event.key)
      ? { side, index: index + (event.key === along[0] ? -1 : 1) }
      : across.includes(event.key)
        ? { side: event.key === across[0] ? 'source' : 'target', index }
        : null;
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation(); // the arrow keys of the stage mean something else
    const words = to.side === 'source' ? source : target;
    const at = Math.min(words.length - 1, Math.max(0, to.index));
    picture.current?.querySelector<SVGGElement>(`[data-word="${to.side}.${at}"]`)?.focus();
  };

  const word = (side: Selection['side'], box: WordBox, index: number) => {
    const own = selected?.side === side && selected.index === index;
    const tabbable = selected === null ? side === 'source' && index === 0 : own;
    return (
      <motion.g
        key={index}
        className="translator-word"
        data-side={side}
        data-word={`${side}.${index}`}
        data-unknown={(side === 'source' && props.unknown[index]) || undefined}
        initial={still ? false : { x: box.x, y: box.y, opacity: 0 }}
        animate={{ x: box.x, y: box.y, opacity: 1 }}
        transition={glide}
        role="button"
        aria-pressed={own}
        aria-label={box.text || m.end}
        lang={side === 'source' ? 'en' : 'zh'}
        tabIndex={tabbable ? 0 : -1}
        onPointerEnter={event => event.pointerType === 'mouse' && onSelect({ side, index })}
        onClick={() => onSelect({ side, index })}
        onFocus={() => onSelect({ side, index })}
        onKeyDown={event => move(event, { side, index })}
      >
        <rect
          x={-box.width / 2}
          y={-wordStyle.height / 2}
          width={box.width}
          height={wordStyle.height}
          rx={6}
        />
        <text data-end={box.text === '' || undefined}>{box.text || '■'}</text>
      </motion.g>
    );
  };

  return (
    <svg
      ref={picture}
      className="translator-picture"
      viewBox={`-8 0 ${width + 16} ${height}`}
      style={{ maxWidth: `${(width + 16) / 14}rem` }}
      role="group"
      aria-label={m.region}
      onPointerLeave={event => event.pointerType === 'mouse' && onSelect(null)}
    >
      <HalfName at={source[0]} orientation={orientation} side="source" parts={parts} />
      <HalfName at={target[0]} orientation={orientation} side="target" parts={parts} />
      <g className="translator-arcs" data-selected={selected !== null || undefined}>
        {arcs.map(({ from, to, weight, path }) => (
          <motion.path
            key={`${from} ${to}`}
            initial={still ? false : { d: path, pathLength: 0 }}
            animate={{ d: path, pathLength: 1 }}
            transition={glide}
            data-own={(selected?.side === 'source' ? from : to) === selected?.index || undefined}
            style={{ strokeOpacity: weight, strokeWidth: 1 + 5 * weight }}
          />
        ))}
      </g>
      {reading !== null && selected?.side === 'source' && (
        <Reading
          boxes={source}
          weights={reading[selected.index] ?? []}
          index={selected.index}
          orientation={orientation}
        />
      )}
      {source.map((box, i) => word('source', box, i))}
      {target.map((box, i) => word('target', box, i))}
    </svg>
  );
}

/** While reading: arcs from one source word to the others, on the far side of the decoder. */
function Reading(props: {
  readonly boxes: readonly WordBox[];
  readonly weights: readonly number[];
  readonly index: number;
  readonly orientation: 'rows' | 'columns';
}) {
  const { boxes, weights, index, orientation } = props;
  const own = boxes[index];
  if (own === undefined) return null;
  const path = (other: WordBox): string => {
    if (orientation === 'rows') {
      const y = own.y - wordStyle.height / 2;
      return `M${own.x} ${y}Q${(own.x + other.x) / 2} ${y - 40} ${other.x} ${y}`;
    }
    const [x1, x2] = [own.x - own.width / 2, other.x - other.width / 2];
    return `M${x1} ${own.y}Q${Math.min(x1, x2) - 40} ${(own.y + other.y) / 2} ${x2} ${other.y}`;
  };
  return (
    <g className="translator-reading">
      {boxes.map((box, i) => (
        <path key={i} d={path(box)} style={{ strokeOpacity: weights[i], strokeWidth: 1 + 5 * weights[i]! }} />
      ))}
    </g>
  );
}

function HalfName(props: {
  readonly at: WordBox | undefined;
  readonly orientation: 'rows' | 'columns';
  readonly side: Selection['side'];
  readonly parts: boolean;
}) {
  const m = useMessages().origins.translator;
  const { at, orientation, side, parts } = props;
  const words = parts
    ? side === 'source'
      ? m.encoder
      : m.decoder
    : side === 'source'
      ? m.english
      : m.chinese;
  if (orientation === 'columns') {
    return (
      <text
        className="translator-half"
        x={side === 'source' ? 120 : 220}
        y={12}
        textAnchor={side === 'source' ? 'end' : 'start'}
      >
        {parts ? (side === 'source' ? m.encoderShort : m.decoderShort) : words}
      </text>
    );
  }
  const y = side === 'source' ? 10 : 242;
  return (
    <text className="translator-half" x={at === undefined ? 0 : Math.max(0, at.x - at.width / 2)} y={y}>
      {words}
    </text>
  );
}
