import { useMessages } from '#i18n/messages.tsx';
import { Slider } from '#ui/Slider.tsx';
import './TemperatureSlider.css';

const chaos = 5;

/** Temperature from 0, where nothing is drawn, to 2; and 5 as a button of its own, because a slider to 5 would be coarse. */
export function TemperatureSlider(props: { temperature: number; onChange: (temperature: number) => void }) {
  const m = useMessages().controls;
  const { temperature, onChange } = props;
  return (
    <Slider
      label={m.temperature}
      value={temperature}
      min={0}
      max={2}
      step={0.05}
      valueText={m.temperatureValue(temperature)}
      onChange={onChange}
    >
      <button
        type="button"
        className="chaos"
        title={m.chaosHint}
        aria-pressed={temperature === chaos}
        onClick={() => onChange(temperature === chaos ? 1 : chaos)}
      >
        {m.chaos}
      </button>
    </Slider>
  );
}
