import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import { Button } from '#ui/Button.tsx';
import type { Lab, Labs } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { LockstepControls } from '#views/lockstep/LockstepControls.tsx';
import { PromptField } from '#views/lockstep/PromptField.tsx';
import { transportOf } from '#views/lockstep/transportOf.ts';
import { useLockstep } from '#views/lockstep/useLockstep.ts';
import { useTransport } from '#views/useTransport.ts';
import { rememberingLab } from '#views/rememberingLab.ts';
import { startFrom } from '#views/useLab.ts';
import { LadderLanes } from './LadderLanes.tsx';
import { useLabList } from './useLabList.ts';
import './Ladder.css';

export interface LadderProps {
  readonly labs: Labs;
  readonly models: readonly string[]; // by size; those that are not here are left out
  readonly guest: Lab | null; // a downloaded model or one behind an API that joins
  readonly prompt: string;
  readonly seed: number;
  readonly params?: Partial<SamplingParams>;
  readonly tokens: number; // each writes at most so many
  readonly tempo?: 'lesson' | 'watch' | 'stream' | 'fast';
  readonly autoplay?: boolean; // writes without being asked, until the reader takes over
  readonly controls: readonly string[];
  readonly onConnect?: () => void; // opens the dialog that connects a guest
  readonly onDownload?: () => void; // opens the dialog that downloads one
}

/**
 * Models of several sizes, one prompt, one random number per step: a single marker falls across all their strips at the
 * same height, and the texts grow side by side. What differs is the bars.
 */
export function Ladder(props: LadderProps) {
  const { labs, models, guest } = props;
  const present = useMemo(() => models.filter(id => labs.available.includes(id)), [labs, models]);
  const opening = useLabList(labs, present);
  const all = useMemo(
    () => opening.labs && [...opening.labs, ...(guest === null ? [] : [guest])].map(rememberingLab),
    [opening.labs, guest],
  );
  if (all === null) return <LabStatus error={opening.error} retry={opening.retry} />;
  return <Running {...props} all={all} />;
}

function Running(props: LadderProps & { all: readonly Lab[] }) {
  const m = useMessages();
  const { all, seed, params, tokens, tempo, autoplay, controls, onConnect, onDownload } = props;
  const [prompt, setPrompt] = useState(props.prompt);
  const prompts = useMemo(() => all.map(lab => startFrom(prompt, lab)), [all, prompt]);
  const run = useLockstep({ labs: all, prompts, seed, params, limit: tokens, tempo, autoplay });
  useTransport(transportOf(run, controls, { setPrompt }));
  return (
    <section className="ladder" aria-label={m.figures.ladder.region}>
      {controls.includes('prompt') && <PromptField text={prompt} onText={setPrompt} />}
      <LadderLanes run={run} labs={all} />
      {run.error !== null && <LabStatus error={run.error} retry={run.retry} />}
      <LockstepControls run={run} visible={controls}>
        {controls.includes('connect') && (
          <span className="ladder-guests">
            {onDownload && (
              <Button kind="quiet" data-control="download" onClick={onDownload}>
                {m.controls.download}
              </Button>
            )}
            {onConnect && (
              <Button kind="quiet" data-control="connect" onClick={onConnect}>
                {m.connect.open}
              </Button>
            )}
          </span>
        )}
      </LockstepControls>
      {all.length < 2 && <p className="ladder-note">{m.figures.ladder.alone}</p>}
    </section>
  );
}
