import { useEffect, useMemo, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { distribution } from '#lm/sampling.ts';
import { spell, windowStart } from '#lm/token.ts';
import { cutAtNextTurn, kindsOf, partsOf } from '../conversationParts.ts';
import type { Lab } from '#views/lab.ts';
import { type Lane, drawOf } from '#views/lockstep/lockstep.ts';
import type { RunningLockstep } from '#views/lockstep/useLockstep.ts';
import { tokensOf } from '#views/lockstep/written.ts';
import { ShiftBars } from '#views/shift/ShiftBars.tsx';
import { TokenRun } from '#views/TokenRun.tsx';
import { startFrom, usePrediction } from '#views/useLab.ts';

interface Props {
  readonly lab: Lab;
  readonly lane: Lane;
  readonly run: RunningLockstep;
  readonly conversation: { readonly systemPrompt: string; readonly question: string } | null; // null: the bare question
  readonly before: { readonly text: string; readonly name: string } | null;
  readonly bars: number;
  readonly named: boolean; // several models: say which this is
}

/** One model: the tokens it is given and its list of what may come next, beside the list of the text before. */
export function Reader({ lab, lane, run, conversation, before, bars, named }: Props) {
  const m = useMessages();
  const { state, still } = run;
  const { position, params } = state;
  const prediction = lane.predictions[Math.min(position, lane.predictions.length - 1)] ?? null;
  const now = useMemo(() => prediction && distribution(prediction, params), [prediction, params]);
  const context = useMemo(() => before && startFrom(before.text, lab), [before?.text, lab]); // eslint-disable-line react-hooks/exhaustive-deps
  const asked = usePrediction(lab, context);
  const compared = asked.answer !== null && asked.current && lane.draws.length === 0 && context !== null;
  const old = useMemo(
    () => (compared ? distribution(asked.answer!, params) : null),
    [compared, asked.answer, params],
  );

  const parts = useMemo(
    () =>
      conversation && partsOf(conversation.systemPrompt, [{ user: conversation.question, assistant: null }]),
    [conversation?.systemPrompt, conversation?.question], // eslint-disable-line react-hooks/exhaustive-deps
  );
  const tokens = useMemo(() => {
    const kinds = parts && kindsOf(parts, spell(lane.prompt, lab.vocabulary));
    const all = tokensOf(lane, lab.vocabulary, index => kinds?.[index] ?? 'prompt');
    return parts === null ? all : cutAtNextTurn(all);
  }, [lane, lab, parts]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [tokens.length]);
  const drawn = state.phase === 'drawn' ? drawOf(state, lane) : null;
  const forgotten = windowStart(tokens.length, lab.contextLength);
  const name = m.models.name(lab.model.id);
  const labelled = (region: string) => (named ? `${region}: ${name}` : region); // two regions need two names
  return (
    <article className="reader" aria-label={name}>
      {named && <h3 className="reader-name">{name}</h3>}
      <div className="reader-strip">
        <p className="reader-count">{m.figures.script.reads(lane.prompt.length)}</p>
        <div
          className="token-page reader-text"
          ref={box}
          tabIndex={0}
          role="region"
          aria-label={labelled(m.story.region)}
        >
          <TokenRun tokens={tokens}>
            {lane.ended && <span className="reader-end">{m.figures.script.stopped}</span>}
          </TokenRun>
        </div>
        {forgotten > 0 && <p className="reader-count">{m.story.forgotten(forgotten)}</p>}
      </div>
      <ShiftBars
        label={labelled(m.bars.region)}
        now={now}
        before={old}
        beforeName={before?.name ?? ''}
        vocabulary={lab.vocabulary}
        bars={bars}
        drawn={drawn?.id ?? null}
        still={still}
      />
    </article>
  );
}
