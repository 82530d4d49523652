import type { Messages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { type Moment, drawShown } from '#views/view.ts';

/** Where the numbers of a picture are from: enough to compute them again. */
export interface Provenance {
  readonly model: string;
  readonly revision: string;
  readonly prompt: string;
  readonly seed: number;
  readonly params: SamplingParams; // those the distribution was made with
}

/** Of the distribution a moment shows, and of its draw where one is seen. */
export function provenanceOf(moment: Moment): Provenance {
  const { trace, vocabulary, params } = moment;
  return {
    model: trace.model.id,
    revision: trace.model.revision,
    prompt: textOf(trace.prompt, vocabulary),
    seed: seedOf(moment),
    params,
  };
}

function seedOf(moment: Moment): number {
  const { drawn, seed } = moment;
  return (drawn?.by === 'sampler' && drawShown(moment) !== null ? drawn.seed : undefined) ?? seed;
}

/** The same as one line under a picture; the prompt is in the picture. */
export function creditOf(m: Messages, moment: Moment): string {
  const { id, revision } = moment.trace.model;
  return m.share.credit(m.models.name(id), revision, seedOf(moment), m.share.settings(moment.params));
}
