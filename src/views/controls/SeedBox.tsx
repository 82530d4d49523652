import { useMessages } from '#i18n/messages.tsx';
import './SeedBox.css';

/** The number all chance comes from: type one to repeat a run, press the die for a new one. */
export function SeedBox({ seed, onSeed }: { seed: number; onSeed: (seed: number) => void }) {
  const m = useMessages().controls;
  return (
    <span className="seed-box" data-control="seed">
      <label className="field">
        <span>{m.seed}</span>
        <input
          type="number"
          className="seed"
          min={0}
          max={0xffffffff}
          step={1}
          value={seed}
          onChange={event => {
            const value = event.target.valueAsNumber;
            if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) onSeed(value);
          }}
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
    </span>
  );
}

/** A seed nobody chose: short enough to be read aloud and typed again. */
const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! % 100_000;
