import { useEffect, useMemo, useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { distribution } from '#lm/sampling.ts';
import { spell } from '#lm/token.ts';
import type { Session } from '#player/state.ts';
import { contextAt, stepAt } from '#trace/trace.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { labelOf, plainLabel } from '#views/label.ts';
import { TransportContext } from '#views/useTransport.ts';
import type { Transport } from '#player/transport.ts';
import { carryOut } from '#run/commands.ts';
import { commandOf } from '#run/keys.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import { SideBySide } from './SideBySide.tsx';
import { VoteRow } from './VoteRow.tsx';
import { type Hands, ballotOf, countAnswers, noHands, raise, sharesOf, winnerOf } from './vote.ts';

const rowsHigh = 0.25; // the scale never zooms in beyond this share: a flat vote should look flat

/**
 * The class guesses the next token. Candidates have letters; the teacher taps raised hands in, or types a letter per
 * hand, or pastes answers. The model's distribution stays hidden until it is revealed beside the class's.
 */
export function ClassVote({
  controller,
  session,
  onClose,
}: {
  controller: WorkbenchController;
  session: Session;
  onClose: () => void;
}) {
  const m = useMessages();
  const { vote } = m;
  const { dispatch } = controller.session;
  const { vocabulary } = controller.store.getState();
  const { trace, cursor, phase } = session;
  const { prediction } = stepAt(trace, cursor);

  // A story that went on behind the vote would change what is voted on.
  useEffect(() => dispatch({ type: 'drive', drive: 'hold' }), [dispatch]);
  // The model has to have read the text; its bars come up behind the dialog.
  useEffect(() => {
    if (prediction === null && phase === 'ready') dispatch({ type: 'advance' });
  }, [dispatch, phase, prediction]);

  const ballot = useMemo(
    () => prediction && ballotOf(distribution(prediction, plain), id => plainLabel(labelOf(id, vocabulary))),
    [prediction, vocabulary],
  );
  const [hands, setHands] = useState<Hands | null>(null);
  const [revealed, setRevealed] = useState(false);
  const [forked, setForked] = useState(false);
  const fork = useRef<Transport | null>(null); // of the two stories: the stage's keys and a clicker's are theirs

  const counted = hands ?? (ballot ? noHands(ballot) : []);
  const shares = sharesOf(counted);
  const longest = Math.max(
    rowsHigh,
    ...shares,
    ...(revealed && ballot
      ? [...ballot.candidates.map(({ probability }) => probability), ballot.elseProbability]
      : []),
  );
  const addHand = (index: number, by: 1 | -1) => setHands(raise(counted, index, by));
  const winner = ballot && winnerOf(ballot, counted);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (ballot === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (forked) {
      const command = commandOf(event.nativeEvent, { within: event.currentTarget });
      if (command !== null && carryOut(fork.current, command)) event.preventDefault();
      return;
    }
    if (event.target instanceof HTMLTextAreaElement) return;
    const index = ballot.candidates.findIndex(({ letter }) => letter === event.key.toUpperCase());
    if (index >= 0) addHand(index, event.shiftKey ? -1 : 1);
  };
  const then = (follow: () => void) => {
    follow();
    onClose();
  };
  const frame = {
    kind: 'screen',
    isCareful: true,
    closeLabel: m.settings.close,
    onClose,
    onKeyDown,
  } as const;
  if (ballot && forked) {
    return (
      <Dialog
        {...frame}
        title={vote.fork}
        actions={<Button onClick={() => setForked(false)}>{vote.backToVote}</Button>}
      >
        <TransportContext value={fork}>
          <SideBySide
            controller={controller}
            session={session}
            ballot={ballot}
            hands={counted}
            onTaken={onClose}
          />
        </TransportContext>
      </Dialog>
    );
  }
  const text = spell(contextAt(trace, cursor), vocabulary)
    .map(token => token.text)
    .join('');

  const actions = (
    <>
      {/* Never disabled: a focus that went on to the box beside it would take the letters in as answers. */}
      <Button kind="primary" onClick={() => setRevealed(!revealed)}>
        {revealed ? vote.hide : vote.reveal}
      </Button>
      {revealed && winner && (
        <Button onClick={() => then(() => dispatch({ type: 'choose', step: cursor, id: winner.id }))}>
          {vote.followClass(winner.text.trim() || winner.text)}
        </Button>
      )}
      {revealed && (
        <Button onClick={() => then(() => dispatch({ type: 'drive', drive: 'turn' }))}>
          {vote.followModel}
        </Button>
      )}
      {revealed && winner && <Button onClick={() => setForked(true)}>{vote.followBoth}</Button>}
      <textarea
        className="vote-paste"
        rows={1}
        aria-label={vote.paste}
        placeholder={vote.paste}
        onChange={event => ballot && setHands(countAnswers(event.target.value, ballot))}
      />
    </>
  );

  return (
    <Dialog {...frame} title={vote.title} actions={actions}>
      <div className="vote">
        <p className="vote-text">
          {text.length > shownCharacters && '…'}
          {text.slice(-shownCharacters)}
          <span className="vote-gap" aria-hidden="true" />
        </p>
        {ballot === null && <p role="status">{vote.waiting}</p>}
        {ballot && (
          <ol className="vote-rows" data-revealed={revealed || undefined}>
            {[...ballot.candidates, null].map((candidate, index) => (
              <VoteRow
                key={candidate?.id ?? 'else'}
                letter={candidate?.letter ?? '·'}
                label={candidate?.text ?? vote.somethingElse}
                hands={counted[index] ?? 0}
                share={shares[index] ?? 0}
                model={revealed ? (candidate?.probability ?? ballot.elseProbability) : null}
                longest={longest}
                onHand={by => addHand(index, by)}
              />
            ))}
          </ol>
        )}
      </div>
    </Dialog>
  );
}

const shownCharacters = 160;
const plain = { temperature: 1, topK: null, topP: null, minP: null };
