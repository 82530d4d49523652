import './Slider.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly valueText: string; // shown beside the label and spoken
  readonly onChange: (value: number) => void;
  readonly children?: React.ReactNode; // a button that belongs to the slider
}

/** A labelled range with its value in words. */
export function Slider({ label, value, min, max, step, valueText, onChange, children }: SliderProps) {
  const filled = (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return (
    <div className="slider">
      <span className="slider-label" aria-hidden>
        {label} <output>{valueText}</output>
      </span>
      <span className="slider-row">
        <input
          type="range"
          aria-label={label}
          aria-valuetext={valueText}
          min={min}
          max={max}
          step={step}
          value={value}
          style={{ '--filled': filled } as React.CSSProperties}
          onChange={event => onChange(event.target.valueAsNumber)}
        />
        {children}
      </span>
    </div>
  );
}
