import { useEffect, useState } from 'react';
import { inTurn } from '#engine/turns.ts';
import type { Glimpse } from '#lm/glimpse.ts';
import { windowStart } from '#lm/token.ts';
import { type Session, isAnswered, isPlaying } from '#player/state.ts';
import { type StepId, contextAt, stepAt } from '#trace/trace.ts';
import { filmedStep } from '#views/film/sceneOf.ts';
import type { Moment } from '#views/view.ts';
import type { ReportingEngine } from './guest.ts';

/** What is known of the machine's inside at a moment. */
interface Glimpses {
  readonly glimpse: Glimpse | null; // of the pass the machine shows
  readonly before: Glimpse | null; // of the one before
  readonly frosted: boolean; // the model does not give it
}

/** Glimpses of a text, by step: a line of a trace is looked at again without asking again. */
interface Known {
  readonly of: Session['trace']['prompt'] | null; // one array per text
  readonly engine: ReportingEngine | null;
  readonly steps: ReadonlyMap<StepId, Glimpse | null>;
}

const kept = 48; // steps whose glimpses are kept: 5 kB each for our own models

/**
 * Asks the model at work what it computed on the way to what the stage shows. Never while tokens stream, where nobody
 * could see it, and only once the token itself has been answered: a glimpse delays none.
 */
export function useGlimpses(engine: ReportingEngine | null, session: Session, moment: Moment): Glimpses {
  const { trace } = session;
  const [known, setKnown] = useState<Known>({ of: null, engine: null, steps: new Map() });
  const step = filmedStep(moment);
  const isOwn = known.of === trace.prompt && known.engine === engine;
  const quick = isPlaying(session) && (moment.tempo === 'stream' || moment.tempo === 'fast');
  const answered =
    stepAt(trace, step).prediction !== null && (step !== session.cursor || isAnswered(session, step));
  const wanted =
    engine?.glimpse !== undefined && session.live && answered && !quick && !(isOwn && known.steps.has(step));
  useEffect(() => {
    if (!wanted || engine?.glimpse === undefined) return;
    const withdrawn = new AbortController();
    const context = contextAt(trace, step);
    const seen = context.slice(windowStart(context.length, engine.contextLength));
    const take = (glimpse: Glimpse | null) => {
      if (withdrawn.signal.aborted) return;
      setKnown(before => {
        const same = before.of === trace.prompt && before.engine === engine;
        const steps = new Map(same ? [...before.steps].slice(1 - kept) : []);
        return { of: trace.prompt, engine, steps: steps.set(step, glimpse) };
      });
    };
    // A text too long to be looked into, or a backend that has gone: predictions go on, and the sheets stay blank.
    inTurn(engine, () => engine.glimpse!(seen, withdrawn.signal), withdrawn.signal).then(take, () =>
      take(null),
    );
    return () => withdrawn.abort();
    // A longer trace of the same text asks nothing new.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, engine, trace.prompt, step]);
  const { parent } = stepAt(trace, step);
  const at = (id: StepId | null) => (isOwn && id !== null ? (known.steps.get(id) ?? null) : null);
  return {
    glimpse: at(step),
    before: at(parent),
    frosted: engine !== null && (engine.glimpse === undefined || (isOwn && known.steps.get(step) === null)),
  };
}
