import { memo, useState } from 'react';
import type { Control } from '#figures/scene.ts';
import { useMessages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Tempo } from '#player/tempo.ts';
import { Button } from '#ui/Button.tsx';
import { TemperatureSlider } from '#views/controls/TemperatureSlider.tsx';
import { remember, remembered } from '#ui/preferences.ts';
import { MinPField, TopKField, TopPField } from './CutFields.tsx';
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

/** Always in the open, in this order. */
const first = ['back', 'next', 'play', 'temperature'] as const satisfies readonly Control[];
/** Behind "More" where there are many of them. */
const others = [
  'step',
  'reset',
  'topk',
  'topp',
  'minp',
  'seed',
  'bars',
  'tempo',
  'model',
  'connect',
] as const satisfies readonly Control[];
/** A scene or a link that names a few controls wants them seen. */
const inTheOpen = 4;

/**
 * Four controls for a first visit, and "More" for the rest, which stays open for who has opened it. Drawn anew only when
 * something in it has changed, which is not so for each token.
 */
export const Controls = memo(function Controls(props: ControlsProps) {
  const m = useMessages().controls;
  const { visible } = props;
  const [isOpen, setOpen] = useState(() => remembered('more') === 'open');
  const behind = others.filter(visible);
  const folds = behind.length > inTheOpen;
  if (behind.length === 0 && !first.some(visible)) return null;
  return (
    <section className="controls" aria-label={m.region}>
      <div className="controls-first">
        <Transport {...props} />
        {visible('temperature') && (
          <div className="controls-temperature" data-control="temperature">
            <TemperatureSlider
              temperature={props.params.temperature}
              onChange={temperature => props.onParams({ temperature })}
            />
          </div>
        )}
        {folds && (
          <Button
            className="controls-toggle"
            data-control="more"
            aria-expanded={isOpen}
            aria-controls="controls-more"
            onClick={() => {
              setOpen(!isOpen);
              remember('more', isOpen ? 'closed' : 'open');
            }}
          >
            {m.more} <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
          </Button>
        )}
      </div>
      {behind.length > 0 && (
        <div
          id="controls-more"
          className="controls-more"
          data-folds={folds || undefined}
          hidden={folds && !isOpen}
        >
          {behind.map(control => {
            const Field = fields[control];
            return <Field key={control} {...props} />;
          })}
        </div>
      )}
    </section>
  );
});

function Transport({ visible, playing, canGoBack, onNext, onPlay, onBack }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <div className="transport">
      {visible('back') && (
        <Button data-control="back" onClick={onBack} disabled={!canGoBack}>
          {m.back}
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

function StepButton({ onStep }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <Button data-control="step" onClick={onStep} title={m.stepHint}>
      {m.step}
    </Button>
  );
}

function ResetButton({ onReset }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <Button data-control="reset" onClick={onReset}>
      {m.reset}
    </Button>
  );
}

const OtherModels = (props: ControlsProps) => (
  <>
    <DownloadButton {...props} />
    <ConnectButton {...props} />
  </>
);

const fields: Record<(typeof others)[number], React.ComponentType<ControlsProps>> = {
  step: StepButton,
  reset: ResetButton,
  topk: TopKField,
  topp: TopPField,
  minp: MinPField,
  seed: SeedField,
  bars: BarsField,
  tempo: TempoField,
  model: ModelField,
  connect: OtherModels,
};
