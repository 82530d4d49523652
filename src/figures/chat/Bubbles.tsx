import { useEffect, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { Talk } from './talk.ts';

interface Props {
  readonly talk: Talk;
  readonly answer: string; // to the message under way, so far
  readonly writing: boolean;
  readonly over: 'next-turn' | 'ended' | 'stopped' | null; // why the answer goes no further; null: it may
  readonly looking: number; // the turn whose flat text is shown
  readonly tokensSent: (turn: number) => number;
  readonly onLook: (turn: number) => void;
  readonly onEdit: (turn: number) => void;
}

/** What a chat program draws: whose turn it is, in bubbles. */
export function Bubbles({ talk, answer, writing, over, looking, tokensSent, onLook, onEdit }: Props) {
  const m = useMessages().figures.chat;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [answer, talk.done.length]);
  const turns = [...talk.done, { user: talk.asked, assistant: answer }];
  return (
    <ol className="bubbles" ref={list} aria-label={m.bubbles} tabIndex={0}>
      {turns.map(({ user, assistant }, n) => {
        const last = n === talk.done.length;
        return (
          <li key={n}>
            <div className="bubble" data-who="user">
              <p translate="no">{user}</p>
              <button type="button" onClick={() => onEdit(n)}>
                {m.edit}
              </button>
            </div>
            <div className="bubble" data-who="assistant" aria-busy={(last && writing) || undefined}>
              <p translate="no">{assistant || (last && writing ? '…' : m.waiting)}</p>
              <button type="button" aria-pressed={n === looking} onClick={() => onLook(n)}>
                {m.wasSent(tokensSent(n))}
              </button>
            </div>
            {last && over !== null && <p className="bubble-over">{m.over[over]}</p>}
          </li>
        );
      })}
    </ol>
  );
}
