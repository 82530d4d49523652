import { useMemo, useState } from 'react';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Lab, Labs } from '../lab.ts';
import { LabStatus } from '../LabStatus.tsx';
import { startFrom, useLab } from '../useLab.ts';
import { useTransport } from '../useTransport.ts';
import { LockstepAnnouncer } from './LockstepAnnouncer.tsx';
import { LockstepControls } from './LockstepControls.tsx';
import type { Lane } from './lockstep.ts';
import { transportOf } from './transportOf.ts';
import { PromptField } from './PromptField.tsx';
import { type RunningLockstep, useLockstep } from './useLockstep.ts';
import './OneModel.css';

export interface OneModelProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly prompt: string; // to begin with
  readonly seed: number;
  readonly params?: Partial<SamplingParams>;
  readonly controls: readonly string[];
}

const limit = 60; // tokens appended to the prompt; a picture of every token has to stay legible

/** A figure about one model reading one text, which the reader may change and let grow. */
export function OneModel({
  children,
  ...props
}: OneModelProps & { children: (lab: Lab, lane: Lane, run: RunningLockstep) => React.ReactNode }) {
  const { lab, error, retry } = useLab(props.labs, props.modelId);
  if (lab === null) return <LabStatus error={error} retry={retry} />;
  return (
    <Running {...props} lab={lab}>
      {children}
    </Running>
  );
}

function Running(
  props: OneModelProps & {
    lab: Lab;
    children: (lab: Lab, lane: Lane, run: RunningLockstep) => React.ReactNode;
  },
) {
  const { lab, seed, params, controls, children } = props;
  const [prompt, setPrompt] = useState(props.prompt);
  const labs = useMemo(() => [lab], [lab]);
  const prompts = useMemo(() => [startFrom(prompt, lab)], [prompt, lab]);
  const run = useLockstep({ labs, prompts, seed, params, limit, tempo: 'stream' });
  useTransport(transportOf(run, controls, { setPrompt }));
  return (
    <div className="one-model">
      {controls.includes('prompt') && <PromptField text={prompt} onText={setPrompt} />}
      {children(lab, run.state.lanes[0]!, run)}
      {run.error !== null && <LabStatus error={run.error} retry={run.retry} />}
      <LockstepControls run={run} visible={controls} />
      <LockstepAnnouncer run={run} labs={labs} />
    </div>
  );
}
