import { useMemo } from 'react';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Labs } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { rememberingLab } from '#views/rememberingLab.ts';
import { useLab } from '#views/useLab.ts';
import { Conversation } from './Conversation.tsx';
import './Chat.css';

export interface ChatProps {
  readonly labs: Labs;
  readonly modelId: string;
  readonly systemPrompt: string; // to begin with
  readonly question: string; // already asked, not yet answered
  readonly personas: readonly { readonly id: string; readonly name: string; readonly systemPrompt: string }[];
  readonly seed: number;
  readonly params?: Partial<SamplingParams>;
  readonly tempo?: 'lesson' | 'watch' | 'stream' | 'fast';
  readonly autoplay?: boolean; // the question is answered without being asked for it
  readonly controls: readonly string[];
}

/** A conversation twice: as speech bubbles, and as the one flat text the model reads, all of it again for every token. */
export function Chat(props: ChatProps) {
  const { lab, error, retry } = useLab(props.labs, props.modelId);
  const remembering = useMemo(() => lab && rememberingLab(lab), [lab]);
  if (remembering === null) return <LabStatus error={error} retry={retry} />;
  return <Conversation {...props} lab={remembering} />;
}
