import { useMessages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import { type Tempo, tempos } from '#session/pace.ts';
import { Button } from '#ui/Button.tsx';
import { Slider } from '#ui/Slider.tsx';
import { barsRange } from './url.ts';
import './Controls.css';

export interface ControlsProps {
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
}

const topKMax = 100; // beyond it a slider says little; a link can ask for any k
const chaos = 5;

export function Controls(props: ControlsProps) {
  return (
    <section className="controls" aria-label={useMessages().controls.region}>
      <Transport {...props} />
      <SamplingControls {...props} />
      <RunControls {...props} />
    </section>
  );
}

function Transport({ playing, canGoBack, onStep, onNext, onPlay, onBack, onReset }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <div className="transport">
      <Button kind="quiet" onClick={onReset}>
        {m.reset}
      </Button>
      <Button onClick={onBack} disabled={!canGoBack}>
        {m.back}
      </Button>
      <Button onClick={onStep} title={m.stepHint}>
        {m.step}
      </Button>
      <Button kind="primary" onClick={onNext}>
        {m.next}
      </Button>
      <Button onClick={onPlay}>{playing ? m.pause : m.play}</Button>
    </div>
  );
}

function SamplingControls({ params, onParams }: ControlsProps) {
  const m = useMessages().controls;
  const { temperature, topK, topP } = params;
  return (
    <div className="knobs">
      <Slider
        label={m.temperature}
        value={temperature}
        min={0}
        max={2}
        step={0.05}
        valueText={m.temperatureValue(temperature)}
        onChange={value => onParams({ temperature: value })}
      >
        <button
          type="button"
          className="chaos"
          title={m.chaosHint}
          aria-pressed={temperature === chaos}
          onClick={() => onParams({ temperature: temperature === chaos ? 1 : chaos })}
        >
          {m.chaos}
        </button>
      </Slider>
      <Slider
        label={m.topK}
        value={topK ?? 0}
        min={0}
        max={topKMax}
        step={1}
        valueText={m.topKValue(topK)}
        onChange={value => onParams({ topK: value === 0 ? null : value })}
      />
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

function RunControls(props: ControlsProps) {
  const m = useMessages().controls;
  const { seed, bars, tempo, modelId, models, onSeed, onBars, onTempo, onModel } = props;
  return (
    <div className="run-controls">
      <label className="field">
        <span>{m.seed}</span>
        <input
          type="number"
          className="seed"
          min={0}
          max={0xffffffff}
          step={1}
          value={seed}
          onChange={event =>
            Number.isInteger(event.target.valueAsNumber) && onSeed(event.target.valueAsNumber)
          }
        />
      </label>
      <button
        type="button"
        className="die"
        aria-label={m.newSeed}
        title={m.newSeed}
        onClick={() => onSeed(newSeed())}
      >
        <svg viewBox="0 0 16 16" aria-hidden>
          <rect
            x="2"
            y="2"
            width="12"
            height="12"
            rx="3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
          />
          <circle cx="5.5" cy="5.5" r="1.1" />
          <circle cx="10.5" cy="10.5" r="1.1" />
          <circle cx="8" cy="8" r="1.1" />
        </svg>
      </button>
      <label className="field">
        <span>{m.bars}</span>
        <input
          type="number"
          className="bars-count"
          min={barsRange.min}
          max={barsRange.max}
          value={bars}
          onChange={event => onBars(event.target.valueAsNumber)}
        />
      </label>
      <label className="field">
        <span>{m.tempo}</span>
        <select value={tempo} onChange={event => onTempo(event.target.value as Tempo | 'auto')}>
          {(['auto', ...tempos] as const).map(name => (
            <option key={name} value={name}>
              {m.tempos[name]}
            </option>
          ))}
        </select>
      </label>
      <label className="field field-model">
        <span>{m.model}</span>
        <select value={modelId} onChange={event => onModel(event.target.value)}>
          {models.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** A seed nobody chose: short enough to be read aloud and typed again. */
const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! % 100_000;
