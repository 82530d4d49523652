import { memo } from 'react';
import type { Control } from '#chapters/chapter.ts';
import { useMessages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Tempo } from '#session/pace.ts';
import { Button } from '#ui/Button.tsx';
import { Slider } from '#ui/Slider.tsx';
import { TemperatureSlider } from '#views/controls/TemperatureSlider.tsx';
import { BarsField, ConnectButton, DownloadButton, ModelField, SeedField, TempoField } from './RunFields.tsx';
import './Controls.css';

export interface ControlsProps {
  readonly visible: (control: Control) => boolean; // the others are not there
  readonly playing: boolean;
  readonly canGoBack: boolean;
  readonly params: SamplingParams;
  readonly seed: number;
  readonly bars: number;
  readonly tempo: Tempo | 'auto';
  readonly modelId: string;
  readonly models: readonly { readonly id: string; readonly label: string }[];
  readonly onStep: () => void;
  readonly onNext: () => void;
  readonly onPlay: () => void;
  readonly onBack: () => void;
  readonly onReset: () => void;
  readonly onParams: (params: Partial<SamplingParams>) => void;
  readonly onSeed: (seed: number) => void;
  readonly onBars: (bars: number) => void;
  readonly onTempo: (tempo: Tempo | 'auto') => void;
  readonly onModel: (id: string) => void;
  readonly onConnect: () => void;
  readonly onDownload: () => void;
}

const topKMax = 100; // beyond it a slider says little; a link can ask for any k

const groups = {
  transport: ['reset', 'back', 'step', 'next', 'play'],
  knobs: ['temperature', 'topk', 'topp'],
  run: ['seed', 'bars', 'tempo', 'model', 'connect'],
} as const satisfies Record<string, readonly Control[]>;

/** Drawn anew only when something in it has changed, which is not so for each token. */
export const Controls = memo(function Controls(props: ControlsProps) {
  const m = useMessages().controls;
  const has = (group: keyof typeof groups) => groups[group].some(props.visible);
  if (!has('transport') && !has('knobs') && !has('run')) return null;
  return (
    <section className="controls" aria-label={m.region}>
      {has('transport') && <Transport {...props} />}
      {has('knobs') && <SamplingControls {...props} />}
      {has('run') && <RunControls {...props} />}
    </section>
  );
});

function Transport(props: ControlsProps) {
  const m = useMessages().controls;
  const { visible, playing, canGoBack, onStep, onNext, onPlay, onBack, onReset } = props;
  return (
    <div className="transport">
      {visible('reset') && (
        <Button kind="quiet" data-control="reset" onClick={onReset}>
          {m.reset}
        </Button>
      )}
      {visible('back') && (
        <Button data-control="back" onClick={onBack} disabled={!canGoBack}>
          {m.back}
        </Button>
      )}
      {visible('step') && (
        <Button data-control="step" onClick={onStep} title={m.stepHint}>
          {m.step}
        </Button>
      )}
      {visible('next') && (
        <Button data-control="next" kind="primary" onClick={onNext}>
          {m.next}
        </Button>
      )}
      {visible('play') && (
        <Button data-control="play" onClick={onPlay}>
          {playing ? m.pause : m.play}
        </Button>
      )}
    </div>
  );
}

function SamplingControls({ visible, params, onParams }: ControlsProps) {
  const m = useMessages().controls;
  const { topK, topP } = params;
  return (
    <div className="knobs">
      {visible('temperature') && (
        <div data-control="temperature">
          <TemperatureSlider
            temperature={params.temperature}
            onChange={temperature => onParams({ temperature })}
          />
        </div>
      )}
      {visible('topk') && (
        <div data-control="topk">
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
      )}
      {visible('topp') && (
        <div data-control="topp">
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
      )}
    </div>
  );
}

function RunControls(props: ControlsProps) {
  const { visible } = props;
  return (
    <div className="run-controls">
      {visible('seed') && <SeedField {...props} />}
      {visible('bars') && <BarsField {...props} />}
      {visible('tempo') && <TempoField {...props} />}
      {visible('model') && <ModelField {...props} />}
      {visible('connect') && <DownloadButton {...props} />}
      {visible('connect') && <ConnectButton {...props} />}
    </div>
  );
}
