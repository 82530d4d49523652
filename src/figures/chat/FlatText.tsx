import { useEffect, useMemo, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { conversationText } from '#lm/conversation.ts';
import { spell, windowStart } from '#lm/token.ts';
import type { Lab } from '#views/lab.ts';
import type { Lane } from '#views/lockstep/lockstep.ts';
import { tokensOf } from '#views/lockstep/written.ts';
import { TokenRun } from '#views/TokenRun.tsx';
import { type Talk, textSent, turnsSent } from './talk.ts';
import { cutAtNextTurn, kindsOf, partsOf } from '../conversationParts.ts';

/** What the model reads: one text. For an earlier turn, the text as it was sent then. */
export function FlatText({ talk, lab, lane, turn }: { talk: Talk; lab: Lab; lane: Lane; turn: number }) {
  const m = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const present = turn === talk.done.length;
  const tokens = useMemo(() => {
    const prompt = present ? lane.prompt : lab.encode(textSent(talk, turn));
    const kinds = kindsOf(partsOf(talk.systemPrompt, turnsSent(talk, turn)), spell(prompt, lab.vocabulary));
    const kindOf = (index: number) => kinds[index]!;
    const shown = present ? lane : { prompt, predictions: [], draws: [], ended: true };
    return cutAtWritten(tokensOf(shown, lab.vocabulary, kindOf), prompt.length);
  }, [talk, lab, lane, turn, present]);
  // What it had read by the end of the turn before: the text sent then, and its own answer.
  const before = useMemo(() => {
    if (turn === 0) return 0;
    const old = lab.encode(conversationText(talk.systemPrompt, talk.done.slice(0, turn)));
    const now = lab.encode(textSent(talk, turn));
    const parting = now.findIndex((id, i) => id !== old[i]);
    return parting < 0 ? now.length : parting;
  }, [talk, lab, turn]);

  const written = lane.draws.length;
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [written, turn]);
  const forgotten = windowStart(tokens.length, lab.contextLength);
  return (
    <div className="chat-read">
      <h3>{m.figures.chat.itReads}</h3>
      <div
        className="token-page flat-text"
        ref={box}
        tabIndex={0}
        role="region"
        aria-label={m.figures.chat.itReads}
      >
        <TokenRun tokens={tokens} />
      </div>
      <p className="chat-count">
        {m.figures.chat.count(tokens.length)}
        {m.between}
        {turn > 0 && m.figures.chat.again(before)}
      </p>
      {forgotten > 0 && <p className="chat-count">{m.story.forgotten(forgotten)}</p>}
    </div>
  );
}

/** Only what was written now can run into the user's next turn: earlier answers are past that. */
const cutAtWritten = (tokens: ReturnType<typeof tokensOf>, given: number) => [
  ...tokens.slice(0, given),
  ...cutAtNextTurn(tokens.slice(given)),
];
