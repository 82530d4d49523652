import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { answerIn, conversationText } from '#lm/conversation.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { Lab } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { LockstepControls } from '#views/lockstep/LockstepControls.tsx';
import { LockstepAnnouncer } from '#views/lockstep/LockstepAnnouncer.tsx';
import { transportOf } from '#views/lockstep/transportOf.ts';
import { useLockstep } from '#views/lockstep/useLockstep.ts';
import { useTransport } from '#views/useTransport.ts';
import { writtenText } from '#views/lockstep/written.ts';
import { startFrom } from '#views/useLab.ts';
import { Page } from './Page.tsx';
import { Reader } from './Reader.tsx';
import type { ScriptProps } from './Script.tsx';

/** What lies on the desk: which text the model reads follows from it and from the question. */
export interface Setting {
  readonly pulled: boolean;
  readonly system: string;
}

const limit = 80; // tokens: about the longest answer the chat model was trained on

/** The page and the question on the left, what the model makes of them on the right. */
export function Desk(props: ScriptProps & { all: readonly Lab[] }) {
  const m = useMessages();
  const { all, personas, controls, seed, params, bars } = props;
  const [question, setQuestion] = useState(props.question);
  const [setting, setSetting] = useState<Setting>({ pulled: props.pulled, system: props.systemPrompt });
  const [before, setBefore] = useState<Setting | null>(null); // what the bars are compared with
  const [typing, setTyping] = useState(false);

  /** One act of the reader: what was there until now is what the new bars are compared with. */
  function change(next: Partial<Setting>, keystroke = false) {
    if (!(keystroke && typing)) setBefore(setting);
    setTyping(keystroke);
    setSetting({ ...setting, ...next });
  }

  const text = textOfSetting(setting, question);
  const prompts = useMemo(() => all.map(lab => startFrom(text, lab)), [all, text]);
  const isOver = (lane: number, written: readonly TokenId[]) =>
    setting.pulled &&
    answerIn(
      writtenText(
        { prompt: prompts[lane]!, predictions: [], draws: [], ended: false },
        all[lane]!.vocabulary,
        written,
      ),
    ).finished;
  const run = useLockstep({ labs: all, prompts, seed, params, limit, isOver, tempo: 'watch' });
  useTransport(
    transportOf(run, controls, {
      setPrompt: setQuestion,
      ...(controls.includes('system-prompt') && { turnPage: () => change({ pulled: !setting.pulled }) }),
    }),
  );
  const nameOf = ({ pulled, system }: Setting) =>
    pulled
      ? m.figures.script.withPage(personas.find(persona => persona.systemPrompt === system)?.name ?? null)
      : m.figures.script.withoutPage;

  return (
    <div className="desk">
      <div className="desk-paper">
        <Page
          setting={setting}
          question={question}
          editable={controls.includes('system-prompt') && personas.length > 0}
          movable={controls.includes('system-prompt')}
          still={run.still}
          onPull={pulled => change({ pulled })}
          onWrite={system => change({ system, pulled: true }, true)}
        />
        {personas.length > 0 && (
          <div className="desk-personas" role="group" aria-label={m.figures.script.personas}>
            {personas.map(({ id, name, systemPrompt }) => (
              <button
                key={id}
                type="button"
                aria-pressed={setting.pulled && setting.system === systemPrompt}
                onClick={() => change({ system: systemPrompt, pulled: true })}
              >
                {name}
              </button>
            ))}
          </div>
        )}
        <LockstepControls run={run} visible={controls} />
        <LockstepAnnouncer run={run} labs={all} />
        {run.error !== null && <LabStatus error={run.error} retry={run.retry} />}
        {before !== null && before.pulled !== setting.pulled && (
          <p className="desk-truth" role="status">
            {m.figures.script.onlyTheText}
          </p>
        )}
      </div>
      <div className="desk-readers" data-readers={all.length}>
        {all.map((lab, index) => (
          <Reader
            key={lab.model.id}
            lab={lab}
            lane={run.state.lanes[index]!}
            run={run}
            conversation={setting.pulled ? { systemPrompt: setting.system, question } : null}
            before={before && { text: textOfSetting(before, question), name: nameOf(before) }}
            bars={bars}
            named={all.length > 1}
          />
        ))}
      </div>
    </div>
  );
}

/** Exactly what the model is given. */
export const textOfSetting = ({ pulled, system }: Setting, question: string): string =>
  pulled ? conversationText(system, [{ user: question, assistant: null }]) : question;
