import { memo, useMemo, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type Pattern, cellsOf, shadesOf } from './layout.ts';

interface Head {
  readonly layer: number;
  readonly head: number;
}

interface Props {
  readonly patterns: readonly (readonly Pattern[])[]; // [layer][head]
  readonly chosen: Head;
  readonly onChoose: (head: Head) => void;
}

const most = 24; // tokens in a small picture: the last ones

const steps: Readonly<Record<string, Head>> = {
  ArrowUp: { layer: 1, head: 0 }, // layers stand bottom up
  ArrowDown: { layer: -1, head: 0 },
  ArrowLeft: { layer: 0, head: -1 },
  ArrowRight: { layer: 0, head: 1 },
};

/** All heads of the model, each as its own pattern, the first layer at the bottom. One is chosen; arrow keys move. */
export function HeadGrid({ patterns, chosen, onChoose }: Props) {
  const m = useMessages().figures.attention;
  const grid = useRef<HTMLDivElement>(null);
  const heads = patterns[0]!.length;
  function onKeyDown(event: React.KeyboardEvent) {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows are this grid's, not the stage's
    const layer = Math.min(patterns.length - 1, Math.max(0, chosen.layer + step.layer));
    const head = Math.min(heads - 1, Math.max(0, chosen.head + step.head));
    onChoose({ layer, head });
    grid.current?.querySelector<HTMLElement>(`[data-head="${layer} ${head}"]`)?.focus();
  }
  return (
    <div
      ref={grid}
      className="head-grid"
      role="radiogroup"
      aria-label={m.heads}
      style={{ '--heads': heads } as React.CSSProperties}
      onKeyDown={onKeyDown}
    >
      {patterns
        .map((layer, l) => ({ layer, l }))
        .reverse()
        .map(({ layer, l }) => (
          <div key={l} className="head-row" role="presentation">
            <span className="head-layer" aria-hidden>
              {l + 1}
            </span>
            {layer.map((pattern, h) => {
              const checked = l === chosen.layer && h === chosen.head;
              return (
                <button
                  key={h}
                  type="button"
                  role="radio"
                  aria-checked={checked}
                  tabIndex={checked ? 0 : -1}
                  data-head={`${l} ${h}`}
                  aria-label={m.head(l + 1, h + 1)}
                  title={m.head(l + 1, h + 1)}
                  onClick={() => onChoose({ layer: l, head: h })}
                >
                  <Thumbnail pattern={pattern} />
                </button>
              );
            })}
          </div>
        ))}
    </div>
  );
}

const Thumbnail = memo(function Thumbnail({ pattern }: { pattern: Pattern }) {
  const from = Math.max(0, pattern.length - most);
  const shades = useMemo(() => shadesOf(cellsOf(pattern, from)), [pattern, from]);
  const size = pattern.length - from;
  return (
    <svg viewBox={`0 0 ${size} ${size}`} aria-hidden>
      {shades.map(({ opacity, path }) => (
        <path key={opacity} d={path} fillOpacity={opacity} />
      ))}
    </svg>
  );
});
