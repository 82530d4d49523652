import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { TokenId } from '#lm/prediction.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import { Button } from '#ui/Button.tsx';
import { ContextLine } from '#views/ContextLine.tsx';
import { SeedBox } from '#views/controls/SeedBox.tsx';
import { TemperatureSlider } from '#views/controls/TemperatureSlider.tsx';
import type { Lab, Labs } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { TokenRun } from '#views/TokenRun.tsx';
import { startFrom, useLab } from '#views/useLab.ts';
import { Drawer } from './Drawer.tsx';
import { type Future, sharedTokens } from './futures.ts';
import { layoutFuture } from './layout.ts';
import { useFutures } from './useFutures.ts';
import { useTransport } from '#views/useTransport.ts';
import '#views/Experiment.css';
import './Futures.css';

export interface FuturesProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly prompt: string;
  readonly seed: number; // of the first future; the others follow it
  readonly params?: Partial<SamplingParams>; // to begin with
  readonly futures: number;
  readonly tokens: number; // per future
}

/** "The rest of its plan": a drawer that is empty, and then the futures that can begin at this place. */
export function Futures({ labs, modelId, prompt, futures: count, tokens, ...start }: FuturesProps) {
  const m = useMessages();
  const words = m.lesson.futures;
  const { lab, error, retry } = useLab(labs, modelId);
  const context = useMemo(() => lab && startFrom(prompt, lab), [lab, prompt]);
  const [stage, setStage] = useState<'closed' | 'open' | 'running'>('closed');
  const [seed, setSeed] = useState(start.seed);
  const [params, setParams] = useState(() => ({ ...defaultParams, ...start.params }));
  const run = useFutures(lab, context, { seed, count, limit: tokens, params }, stage === 'running');
  const failure = error ?? run.error;
  const isWriting = stage === 'running' && !run.futures.every(({ ended }) => ended);
  const next = () => {
    if (isWriting) return;
    // Once all have ended: as many others.
    if (stage === 'running') setSeed((seed + count) >>> 0);
    setStage(stage === 'closed' ? 'open' : 'running');
  };
  useTransport({
    next,
    step: next,
    temperature: () => params.temperature,
    setParams: more => setParams({ ...params, ...more }),
    setSeed,
  });

  return (
    <section className="experiment" aria-label={words.region}>
      {lab === null || context === null || failure !== null ? (
        <LabStatus error={failure} retry={retry} />
      ) : (
        <>
          <ContextLine context={context} vocabulary={lab.vocabulary} />
          <Drawer open={stage !== 'closed'} />
          {stage === 'running' && <Lanes lab={lab} context={context} futures={run.futures} />}
          <div className="experiment-controls">
            {stage === 'closed' ? (
              <Button kind="primary" onClick={() => setStage('open')}>
                {words.openDrawer}
              </Button>
            ) : (
              <Button kind="primary" disabled={isWriting} onClick={next}>
                {words.run(count)}
              </Button>
            )}
            <div className="experiment-wide" data-control="temperature">
              <TemperatureSlider
                temperature={params.temperature}
                onChange={temperature => setParams({ ...params, temperature })}
              />
            </div>
            <SeedBox seed={seed} onSeed={setSeed} />
          </div>
        </>
      )}
    </section>
  );
}

function Lanes(props: { lab: Lab; context: readonly TokenId[]; futures: readonly Future[] }) {
  const m = useMessages().lesson.futures;
  const { lab, context, futures } = props;
  const shared = sharedTokens(futures);
  const done = futures.every(({ ended }) => ended);
  return (
    <>
      <ol className="futures" style={{ '--futures': futures.length } as React.CSSProperties}>
        {futures.map(future => {
          const text = layoutFuture(future, context, shared, lab.vocabulary);
          return (
            <li key={future.seed}>
              <h3>{m.seed(future.seed)}</h3>
              <p>
                <span className="future-shared">
                  <TokenRun tokens={text.shared} />
                </span>
                <TokenRun tokens={text.own} />
                {!future.ended && <span className="context-cursor" aria-hidden />}
              </p>
            </li>
          );
        })}
      </ol>
      <p className="experiment-words" role="status">
        {done && m.shared(shared, futures.length)}
      </p>
    </>
  );
}
