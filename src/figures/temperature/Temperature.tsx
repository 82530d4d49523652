import { useReducedMotion } from 'framer-motion';
import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type Distribution, type SamplingParams, defaultParams, distribution } from '#lm/sampling.ts';
import { Axis } from '#views/bars/Axis.tsx';
import { BarRow, RestRow } from '#views/bars/BarRow.tsx';
import { BarsPlot } from '#views/bars/BarsPlot.tsx';
import { Doubt } from '#views/bars/Doubt.tsx';
import { layoutBars } from '#views/bars/layout.ts';
import { beatsOf } from '#views/beats.ts';
import { ContextLine } from '#views/ContextLine.tsx';
import { TemperatureSlider } from '#views/controls/TemperatureSlider.tsx';
import { labelOf } from '#views/label.ts';
import type { Labs } from '#views/lab.ts';
import { OnePrediction, type Predicted } from '#views/OnePrediction.tsx';
import { layoutPools } from './layout.ts';
import '#views/Experiment.css';
import './Temperature.css';

export interface TemperatureProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly prompt: string;
  readonly params: Partial<SamplingParams>; // to begin with
  readonly bars: number;
}

/** One prediction and one slider: the model is asked once, and every bar follows the thumb. */
export function Temperature({ labs, modelId, prompt, ...rest }: TemperatureProps) {
  const m = useMessages().lesson.temperature;
  return (
    <section className="experiment" aria-label={m.region}>
      <OnePrediction labs={labs} modelId={modelId} text={prompt}>
        {predicted => <Reshaped {...predicted} {...rest} />}
      </OnePrediction>
    </section>
  );
}

function Reshaped(props: Predicted & Pick<TemperatureProps, 'params' | 'bars'>) {
  const m = useMessages();
  const { lab, context, prediction, params, bars } = props;
  const [temperature, setTemperature] = useState(params.temperature ?? defaultParams.temperature);
  const shaped = useMemo(
    () => distribution(prediction, { ...defaultParams, ...params, temperature }),
    [prediction, params, temperature],
  );
  const layout = layoutBars(shaped, bars);
  // Nothing may trail behind the thumb, so nothing is tweened.
  const beats = beatsOf('fast', useReducedMotion() ?? false);
  return (
    <>
      <ContextLine context={context} vocabulary={lab.vocabulary} />
      <section className="bars" data-open aria-label={m.bars.region}>
        <BarsPlot
          bars={bars}
          rows={layout.rows.map(row => (
            <BarRow
              key={row.id}
              row={row}
              label={labelOf(row.id, lab.vocabulary)}
              bars={bars}
              beats={beats}
            />
          ))}
        >
          <RestRow rest={layout.rest} openEnded={false} />
        </BarsPlot>
        <Axis scale={layout.scale} />
      </section>
      <Pools distribution={shaped} />
      <p className="experiment-words">
        <Doubt distribution={shaped} />
      </p>
      <div className="experiment-controls">
        <div className="experiment-wide" data-control="temperature">
          <TemperatureSlider temperature={temperature} onChange={setTemperature} />
        </div>
      </div>
    </>
  );
}

/** The whole vocabulary in four stretches of one strip. */
function Pools({ distribution }: { distribution: Distribution }) {
  const m = useMessages();
  const pools = layoutPools(distribution);
  return (
    <figure className="pools">
      <div className="pools-strip" aria-hidden>
        {pools.map(({ from, start, mass }) => (
          <span key={from} style={{ left: `${start * 100}%`, width: `${mass * 100}%` }} />
        ))}
      </div>
      <dl>
        {pools.map(({ from, to, mass }) => (
          <div key={from}>
            <dt>{m.lesson.temperature.pool(from, to, to === distribution.vocabSize)}</dt>
            <dd>{m.format.percent(mass)}</dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
