import { useMemo } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Lab, Labs } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { rememberingLab } from '#views/rememberingLab.ts';
import { useLab } from '#views/useLab.ts';
import { Desk } from './Desk.tsx';
import './Script.css';

export interface ScriptProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly compareWith: string | null; // a second model that reads the same text beside the first
  readonly question: string;
  readonly systemPrompt: string; // to begin with
  readonly pulled: boolean; // the page is down to begin with
  readonly personas: readonly { readonly id: string; readonly name: string; readonly systemPrompt: string }[];
  readonly seed: number;
  readonly params?: Partial<SamplingParams>;
  readonly bars: number;
  readonly controls: readonly string[];
}

/**
 * A question alone, and a page with the system prompt that can be pulled down over it. The page is text: its words join
 * the others as ordinary tokens, and the bars slide from their old places to the new ones. Lifted, it leaves no trace.
 */
export function Script(props: ScriptProps) {
  const m = useMessages().figures.script;
  const { labs, modelId, compareWith } = props;
  const other = compareWith !== null && labs.available.includes(compareWith) ? compareWith : null;
  const first = useLab(labs, modelId);
  const second = useLab(labs, other);
  const ready = first.lab !== null && (other === null || second.lab !== null);
  const all = useMemo(
    () =>
      ready ? [first.lab, second.lab].filter((lab): lab is Lab => lab !== null).map(rememberingLab) : null,
    [ready, first.lab, second.lab],
  );
  if (all === null) {
    const failed = first.error === null ? second : first;
    return <LabStatus error={failed.error} retry={failed.retry} />;
  }
  return (
    <section className="script" aria-label={m.region}>
      <Desk {...props} all={all} />
      {compareWith !== null && other === null && <p className="script-note">{m.noTuned}</p>}
    </section>
  );
}
