import { useReducedMotion } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { uniform } from '#lm/random.ts';
import { type SamplingParams, defaultParams, distribution } from '#lm/sampling.ts';
import { Button } from '#ui/Button.tsx';
import { Axis } from '#views/bars/Axis.tsx';
import { BarRow, RestRow } from '#views/bars/BarRow.tsx';
import { BarsPlot } from '#views/bars/BarsPlot.tsx';
import { beatsOf, ease } from '#views/beats.ts';
import { ContextLine } from '#views/ContextLine.tsx';
import { TemperatureSlider } from '#views/controls/TemperatureSlider.tsx';
import { labelOf, plainLabel } from '#views/label.ts';
import type { Labs } from '#views/lab.ts';
import { OnePrediction, type Predicted } from '#views/OnePrediction.tsx';
import { type Dot, layoutRedraws } from './layout.ts';
import { useTransport } from '#views/useTransport.ts';
import '#views/Experiment.css';
import './Redraws.css';

export interface RedrawsProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly prompt: string;
  readonly seed: number;
  readonly params?: Partial<SamplingParams>; // to begin with
  readonly draws: number; // at one press
  readonly bars: number;
}

const stream = 2; // repeated draws have their own sequence under the seed, so that the story's is left alone
const fallSeconds = 3.2; // from the first dot to the last

/** One prediction, drawn again and again: the dots pile up in the shape of the bars. */
export function Redraws({ labs, modelId, prompt, ...rest }: RedrawsProps) {
  const m = useMessages().lesson.redraws;
  return (
    <section className="experiment" aria-label={m.region}>
      <OnePrediction labs={labs} modelId={modelId} text={prompt}>
        {predicted => <Drawn {...predicted} {...rest} />}
      </OnePrediction>
    </section>
  );
}

function Drawn(props: Predicted & Pick<RedrawsProps, 'seed' | 'params' | 'draws' | 'bars'>) {
  const m = useMessages();
  const { lab, context, prediction, seed, draws, bars } = props;
  const [params, setParams] = useState(() => ({ ...defaultParams, ...props.params }));
  const [round, setRound] = useState(0); // presses so far; each has its own random numbers
  // Dots that fall were drawn now; when only the temperature moves, the same numbers land elsewhere at once.
  const [falling, setFalling] = useState(false);
  const still = useReducedMotion() ?? false;

  const shaped = useMemo(() => distribution(prediction, params), [prediction, params]);
  const us = useMemo(
    () =>
      round === 0
        ? []
        : Array.from({ length: draws }, (_, i) => uniform(seed, (round - 1) * draws + i, stream)),
    [seed, draws, round],
  );
  const layout = useMemo(() => layoutRedraws(shaped, bars, us), [shaped, bars, us]);
  const next = () => {
    setFalling(true);
    setRound(round + 1);
  };
  useTransport({
    next,
    step: next,
    temperature: () => params.temperature,
    setParams(more) {
      setFalling(false);
      setParams({ ...params, ...more });
    },
  });
  const dots = { round, of: draws, size: layout.dot, falls: falling && !still };
  const count = (n: number) => (round === 0 ? undefined : m.lesson.redraws.count(n, draws));
  const first = plainLabel(labelOf(shaped.ids[0]!, lab.vocabulary));
  return (
    <>
      <ContextLine context={context} vocabulary={lab.vocabulary} />
      <section
        className="bars redraws"
        data-open
        data-drawn={round > 0 || undefined}
        aria-label={m.bars.region}
      >
        <BarsPlot
          bars={bars}
          rows={layout.rows.map(row => (
            <BarRow
              key={row.id}
              row={row}
              label={labelOf(row.id, lab.vocabulary)}
              bars={bars}
              beats={beatsOf('fast', still)}
              aside={count(row.count)}
            >
              <Dots dots={row.dots} {...dots} />
            </BarRow>
          ))}
        >
          <RestRow rest={layout.rest} aside={count(layout.restDots.length)}>
            <Dots dots={layout.restDots} {...dots} />
          </RestRow>
        </BarsPlot>
        <Axis scale={layout.scale} />
      </section>
      <p className="experiment-words" role="status">
        {round === 0
          ? m.lesson.redraws.before
          : m.lesson.redraws.after(first, layout.landed, draws, m.format.decimal(layout.mean, 1))}
      </p>
      <div className="experiment-controls">
        <Button kind="primary" onClick={next}>
          {round === 0 ? m.lesson.redraws.draw(draws) : m.lesson.redraws.again(draws)}
        </Button>
        <div className="experiment-wide" data-control="temperature">
          <TemperatureSlider
            temperature={params.temperature}
            onChange={temperature => {
              setFalling(false);
              setParams({ ...params, temperature });
            }}
          />
        </div>
      </div>
    </>
  );
}

function Dots(props: { dots: readonly Dot[]; round: number; of: number; size: number; falls: boolean }) {
  const { dots, round, of, size, falls } = props;
  return (
    <span className="redraw-dots" style={{ '--dot': size } as React.CSSProperties} aria-hidden>
      {dots.map(({ draw, x }) => (
        <motion.span
          key={`${round}.${draw}`}
          style={{ left: `${x * 100}%` }}
          initial={falls ? { y: -36, opacity: 0 } : false}
          animate={{ y: 0, opacity: 1 }}
          transition={{ duration: 0.3, delay: falls ? (draw / of) * fallSeconds : 0, ease }}
        />
      ))}
    </span>
  );
}
