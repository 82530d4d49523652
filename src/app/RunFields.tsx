import { useMessages } from '#i18n/messages.tsx';
import { type Tempo, tempos } from '#player/tempo.ts';
import { Button } from '#ui/Button.tsx';
import { SeedBox } from '#views/controls/SeedBox.tsx';
import type { ControlsProps } from './Controls.tsx';
import { barsRange } from '#run/parameters.ts';

export const SeedField = ({ seed, onSeed }: ControlsProps) => <SeedBox seed={seed} onSeed={onSeed} />;

export function BarsField({ bars, onBars }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <label className="field" data-control="bars">
      <span>{m.bars}</span>
      <input
        type="number"
        className="bars-count"
        min={1}
        max={barsRange.max}
        value={bars}
        onChange={event => onBars(event.target.valueAsNumber)}
      />
    </label>
  );
}

export function TempoField({ tempo, onTempo }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <label className="field" data-control="tempo">
      <span>{m.tempo}</span>
      <select value={tempo} onChange={event => onTempo(event.target.value as Tempo | 'auto')}>
        {(['auto', ...tempos] as const).map(name => (
          <option key={name} value={name}>
            {m.tempos[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ModelField({ modelId, models, onModel }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <label className="field field-model" data-control="model">
      <span>{m.model}</span>
      <select value={modelId} onChange={event => onModel(event.target.value)}>
        {models.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ConnectButton({ onConnect }: ControlsProps) {
  const m = useMessages().connect;
  return (
    <Button kind="quiet" data-control="connect" onClick={onConnect}>
      {m.open}
    </Button>
  );
}

export function DownloadButton({ onDownload }: ControlsProps) {
  const m = useMessages().controls;
  return (
    <Button kind="quiet" data-control="download" onClick={onDownload}>
      {m.download}
    </Button>
  );
}
