import { AnimatePresence } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import type { Prediction } from '#lm/prediction.ts';
import { Slider } from '#ui/Slider.tsx';
import { ease } from '#views/beats.ts';
import { TemperatureSlider } from '#views/controls/TemperatureSlider.tsx';
import { labelOf, plainLabel } from '#views/label.ts';
import type { Lab } from '#views/lab.ts';
import { OneModel, type OneModelProps } from '#views/lockstep/OneModel.tsx';
import type { RunningLockstep } from '#views/lockstep/useLockstep.ts';
import { tokensOf } from '#views/lockstep/written.ts';
import { Token } from '#views/Token.tsx';
import { TokenRun } from '#views/TokenRun.tsx';
import { digitsOf } from './digits.ts';
import { type Arithmetic, arithmeticOf, columnWidths } from './layout.ts';
import './Softmax.css';

/** From logit to share, one token after the other: logit → ÷ T → e to that power → share of the sum. */
export function Softmax({ bars, ...props }: OneModelProps & { bars: number }) {
  const m = useMessages();
  const withoutSlider = props.controls.filter(control => control !== 'temperature'); // it stands at its column
  return (
    <section className="softmax" aria-label={m.figures.softmax.region}>
      <OneModel {...props} controls={withoutSlider}>
        {(lab, lane, run) => (
          <>
            {lane.draws.length > 0 && (
              <p className="lens-story">
                <TokenRun tokens={tokensOf(lane, lab.vocabulary)} />
              </p>
            )}
            {lane.predictions.length > 0 && (
              <Columns lab={lab} prediction={lane.predictions.at(-1)!} run={run} bars={bars} />
            )}
          </>
        )}
      </OneModel>
    </section>
  );
}

function Columns(props: { lab: Lab; prediction: Prediction; run: RunningLockstep; bars: number }) {
  const m = useMessages();
  const { lab, prediction, run, bars } = props;
  const { temperature } = run.state.params;
  const [opened, setOpened] = useState<number | null>(0); // rank whose arithmetic is unfolded
  const [shift, setShift] = useState(0); // added to every logit, to see that only differences count
  const shifted = shift === 0 ? prediction : shiftedBy(prediction, shift);
  const rows = temperature === 0 ? null : arithmeticOf(shifted, temperature, bars);
  const slider = (
    <TemperatureSlider
      temperature={temperature}
      onChange={value => run.dispatch({ type: 'setParams', params: { temperature: value } })}
    />
  );
  if (rows === null) {
    return (
      <>
        <p>{temperature === 0 ? m.figures.softmax.zero : m.figures.notGiven}</p>
        {slider}
      </>
    );
  }
  const widths = columnWidths(rows);
  return (
    <>
      <div className="softmax-table" role="list">
        <div className="softmax-head" aria-hidden>
          <span />
          <span>logit</span>
          <span>{m.figures.softmax.divided(temperature)}</span>
          <span>{m.figures.softmax.share}</span>
        </div>
        {rows.map((row, rank) => (
          <Row
            key={prediction.ids[rank]}
            row={row}
            widths={widths[rank]!}
            token={plainLabel(labelOf(prediction.ids[rank]!, lab.vocabulary))}
            label={<Token label={labelOf(prediction.ids[rank]!, lab.vocabulary)} />}
            temperature={temperature}
            vocabSize={prediction.vocabSize}
            open={opened === rank}
            still={run.still}
            onToggle={() => setOpened(opened === rank ? null : rank)}
          />
        ))}
      </div>
      <div className="softmax-sliders">
        <div data-control="temperature">{slider}</div>
        <Slider
          label={m.figures.softmax.shift}
          value={shift}
          min={-5}
          max={5}
          step={0.5}
          valueText={m.figures.softmax.shiftValue(shift)}
          onChange={setShift}
        />
      </div>
    </>
  );
}

function Row(props: {
  row: Arithmetic;
  widths: { logit: number; scaled: number; share: number };
  token: string;
  label: React.ReactNode;
  temperature: number;
  vocabSize: number;
  open: boolean;
  still: boolean;
  onToggle: () => void;
}) {
  const m = useMessages();
  const { row, widths, token, label, temperature, vocabSize, open, still, onToggle } = props;
  const { softmax } = m.figures;
  const digits = digitsOf(row, temperature, m.format.percent);
  const steps = [
    { name: softmax.steps.logit, sum: m.format.decimal(row.logit, digits.logit) },
    { name: softmax.steps.divide, sum: softmax.division(row, temperature, digits) },
    { name: softmax.steps.power, sum: softmax.exponential(row, digits) },
    { name: softmax.steps.share(vocabSize), sum: softmax.quotient(row, digits) },
  ];
  return (
    <div className="softmax-item" role="listitem">
      <button
        type="button"
        className="softmax-row"
        aria-expanded={open}
        aria-label={softmax.row(token, row.share)}
        onClick={onToggle}
      >
        <span className="softmax-token">{label}</span>
        <Cell width={widths.logit} text={m.format.decimal(row.logit, 2)} />
        <Cell width={widths.scaled} text={m.format.decimal(row.scaled, 2)} />
        <Cell width={widths.share} text={m.known.share(exactly(row.share))} share />
      </button>
      <AnimatePresence initial={false}>
        {open && (
          <motion.ol
            className="softmax-steps"
            initial={still ? false : { height: 0, opacity: 0 }}
            animate={{ height: 'auto', opacity: 1 }}
            exit={{ height: 0, opacity: 0, transition: { duration: still ? 0 : 0.2 } }}
            transition={{ duration: still ? 0 : 0.35, ease }}
          >
            {steps.map(({ name, sum }, i) => (
              <motion.li
                key={i}
                initial={still ? false : { opacity: 0, x: -10 }}
                animate={{ opacity: 1, x: 0 }}
                transition={{ duration: still ? 0 : 0.3, delay: still ? 0 : 0.25 + i * 0.35, ease }}
              >
                <span>{name}</span> <strong>{sum}</strong>
              </motion.li>
            ))}
          </motion.ol>
        )}
      </AnimatePresence>
    </div>
  );
}

/** A number with its bar; a negative one grows to the left. */
function Cell({ width, text, share = false }: { width: number; text: string; share?: boolean }) {
  return (
    <span className="softmax-cell" data-share={share || undefined}>
      <span
        className="softmax-bar"
        data-negative={width < 0 || undefined}
        style={{ width: `${Math.abs(width) * 100}%` }}
      />
      <span className="softmax-number">{text}</span>
    </span>
  );
}

const shiftedBy = (prediction: Prediction, by: number): Prediction => ({
  ...prediction,
  logits: prediction.logits.map(logit => logit + by),
  logZ: prediction.logZ + by,
});
