import { useMessages } from '#i18n/messages.tsx';
import { Slider } from '#ui/Slider.tsx';
import type { ControlsProps } from './Controls.tsx';

const topKMax = 100; // beyond it a slider says little; a link can ask for any k

/** Leaves only the k likeliest tokens. */
export function TopKField({ params: { topK }, onParams }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <div className="field-slider" data-control="topk">
      <Slider
        label={m.topK}
        value={topK ?? 0}
        min={0}
        max={topKMax}
        step={1}
        valueText={m.topKValue(topK)}
        onChange={value => onParams({ topK: value === 0 ? null : value })}
      />
    </div>
  );
}

/** Leaves the fewest of the likeliest tokens that make up the share p. */
export function TopPField({ params: { topP }, onParams }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <div className="field-slider" data-control="topp">
      <Slider
        label={m.topP}
        value={topP ?? 1}
        min={0.05}
        max={1}
        step={0.01}
        valueText={m.topPValue(topP)}
        onChange={value => onParams({ topP: value >= 1 ? null : value })}
      />
    </div>
  );
}

/** Leaves the tokens that have at least this part of the likeliest one's share. */
export function MinPField({ params: { minP }, onParams }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <div className="field-slider" data-control="minp">
      <Slider
        label={m.minP}
        value={minP ?? 0}
        min={0}
        max={0.5}
        step={0.01}
        valueText={m.minPValue(minP)}
        onChange={value => onParams({ minP: value === 0 ? null : value })}
      />
    </div>
  );
}
