import { useEffect, useMemo, useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { answerIn } from '#lm/conversation.ts';
import type { TokenId } from '#lm/prediction.ts';
import { Button } from '#ui/Button.tsx';
import { Form } from '#ui/Form.tsx';
import type { Lab } from '#views/lab.ts';
import { LabStatus } from '#views/LabStatus.tsx';
import { LockstepControls } from '#views/lockstep/LockstepControls.tsx';
import type { Lane } from '#views/lockstep/lockstep.ts';
import { LockstepAnnouncer } from '#views/lockstep/LockstepAnnouncer.tsx';
import { transportOf } from '#views/lockstep/transportOf.ts';
import { useLockstep } from '#views/lockstep/useLockstep.ts';
import { useTransport } from '#views/useTransport.ts';
import { writtenText } from '#views/lockstep/written.ts';
import { startFrom } from '#views/useLab.ts';
import { Bubbles } from './Bubbles.tsx';
import type { ChatProps } from './Chat.tsx';
import { FlatText } from './FlatText.tsx';
import { type Talk, ask, askAgain, textSent } from './talk.ts';

const limit = 120; // tokens of one answer

/** Bubbles on the left, the flat text on the right, and one model that writes both. */
export function Conversation(props: ChatProps & { lab: Lab }) {
  const m = useMessages().figures.chat;
  const { lab, seed, params, tempo, autoplay, controls, personas } = props;
  const [talk, setTalk] = useState<Talk>({
    systemPrompt: props.systemPrompt,
    done: [],
    asked: props.question,
  });
  const [message, setMessage] = useState('');
  const [editing, setEditing] = useState<number | null>(null); // the message that is put in other words
  const [looking, setLooking] = useState<number | null>(null); // the turn whose flat text is shown; null: the last
  const [stoppedAt, setStoppedAt] = useState<number | null>(null); // tokens written when the reader stopped it
  const box = useRef<HTMLInputElement>(null);

  const text = textSent(talk, talk.done.length);
  const prompts = useMemo(() => [startFrom(text, lab)], [text, lab]);
  const labs = useMemo(() => [lab], [lab]);
  const opening: Lane = { prompt: prompts[0]!, predictions: [], draws: [], ended: false };
  const isOver = (_: number, written: readonly TokenId[]) =>
    answerIn(writtenText(opening, lab.vocabulary, written)).finished;
  const run = useLockstep({ labs, prompts, seed, params, limit, isOver, tempo, autoplay });
  const lane = run.state.lanes[0]!;
  const answer = answerIn(
    writtenText(
      lane,
      lab.vocabulary,
      lane.draws.map(({ id }) => id),
    ),
  );
  const writing = run.state.drive !== 'hold';
  // Whatever goes on from there, or takes it back, ends the stop.
  if (stoppedAt !== null && (writing || run.state.position !== stoppedAt)) setStoppedAt(null);

  const stopped = stoppedAt === null ? null : 'stopped';
  const overBecause = !run.finished ? stopped : answer.finished ? 'next-turn' : 'ended';

  // A message that was just sent is answered at once.
  const sent = useRef(false);
  const { dispatch } = run;
  useEffect(() => {
    if (!sent.current) return;
    sent.current = false;
    dispatch({ type: 'drive', drive: 'run' });
  }, [text, dispatch]);

  function say(next: Talk) {
    sent.current = true;
    setTalk(next);
    setLooking(null);
    // The same text once more: nothing opens anew by itself.
    if (textSent(next, next.done.length) === text) dispatch({ type: 'reset' });
  }
  function send() {
    const words = message.trim();
    if (words === '') return;
    say(editing === null ? ask(talk, answer.text, words) : askAgain(talk, editing, words));
    edit(null);
  }
  /** @param n the message to put in other words; null: the next one is a new one */
  function edit(n: number | null) {
    setEditing(n);
    setMessage(n === null ? '' : (talk.done[n]?.user ?? talk.asked));
    box.current?.focus();
  }

  // What a host gives a conversation to go on from is a message.
  useTransport(
    transportOf(run, controls, {
      setPrompt: words => words.trim() !== '' && say({ ...talk, asked: words.trim() }),
    }),
  );

  return (
    <section className="chat" aria-label={m.region}>
      <div className="chat-seen">
        <h3>{m.youSee}</h3>
        <SystemPage
          talk={talk}
          personas={personas}
          editable={controls.includes('system-prompt')}
          onWrite={systemPrompt => setTalk({ ...talk, systemPrompt })}
          onChoose={systemPrompt => say({ ...talk, systemPrompt })}
        />
        <Bubbles
          talk={talk}
          answer={answer.text}
          writing={writing}
          over={overBecause}
          looking={looking ?? talk.done.length}
          tokensSent={n => lab.encode(textSent(talk, n)).length}
          onLook={setLooking}
          onEdit={edit}
        />
        <Form className="chat-form" onSubmit={send}>
          <input
            ref={box}
            aria-label={m.message}
            placeholder={editing === null ? m.placeholder : m.otherWords}
            value={message}
            maxLength={400}
            onChange={event => setMessage(event.target.value)}
          />
          <Button kind="primary" disabled={message.trim() === ''} onClick={send}>
            {m.send}
          </Button>
          {editing !== null && <Button onClick={() => edit(null)}>{m.cancel}</Button>}
          {writing && (
            <Button
              onClick={() => {
                dispatch({ type: 'drive', drive: 'hold' });
                setStoppedAt(run.state.position);
              }}
            >
              {m.stop}
            </Button>
          )}
        </Form>
        <LockstepControls run={run} visible={controls} />
        <LockstepAnnouncer run={run} labs={labs} />
        {run.error !== null && <LabStatus error={run.error} retry={run.retry} />}
      </div>
      <FlatText talk={talk} lab={lab} lane={lane} turn={looking ?? talk.done.length} />
    </section>
  );
}

function SystemPage(props: {
  talk: Talk;
  personas: ChatProps['personas'];
  editable: boolean;
  onWrite: (systemPrompt: string) => void;
  onChoose: (systemPrompt: string) => void;
}) {
  const { talk, personas, editable, onWrite, onChoose } = props;
  const m = useMessages().figures;
  return (
    <details className="chat-page" data-control="system-prompt">
      <summary>
        {m.script.page}
        <span className="chat-page-words"> {talk.systemPrompt}</span>
      </summary>
      {editable && personas.length > 0 && (
        <div className="desk-personas" role="group" aria-label={m.script.personas}>
          {personas.map(({ id, name, systemPrompt }) => (
            <button
              key={id}
              type="button"
              aria-pressed={talk.systemPrompt === systemPrompt}
              onClick={() => onChoose(systemPrompt)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <textarea
        aria-label={m.script.page}
        value={talk.systemPrompt}
        readOnly={!editable}
        rows={3}
        maxLength={1200}
        spellCheck={false}
        onChange={event => onWrite(event.target.value)}
      />
    </details>
  );
}
