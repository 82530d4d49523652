import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import { Button } from '#ui/Button.tsx';
import { Form } from '#ui/Form.tsx';
import { labelOf, plainLabel } from '#views/label.ts';
import type { Lab } from '#views/lab.ts';
import { Token } from '#views/Token.tsx';
import { offers, readGuess } from './guess.ts';

/** A guess is typed, or taken from a few offers that do not tell which is likelier; or the reader passes. */
export function GuessInput(props: {
  lab: Lab;
  context: readonly TokenId[];
  text: string; // of the context
  prediction: Prediction;
  ready: boolean; // the prediction is that of this text
  bars: number;
  onGuess: (guess: TokenId | null) => void;
}) {
  const m = useMessages().lesson.guess;
  const { lab, context, text, prediction, ready, bars, onGuess } = props;
  const [typed, setTyped] = useState('');
  // Letters that an input method is still turning into characters are no guess yet.
  const [composing, setComposing] = useState(false);
  const said = composing ? '' : typed;
  const reading = useMemo(() => readGuess(said, context, text, lab), [said, context, text, lab]);
  const name = reading.kind === 'token' ? plainLabel(labelOf(reading.id, lab.vocabulary)).trim() : '';
  const uncover = () => {
    if (ready && reading.kind === 'token') onGuess(reading.id);
  };
  return (
    <Form className="guess-input" onSubmit={uncover}>
      <label className="guess-typed">
        <span>{m.label}</span>
        <input
          type="text"
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby="guess-reading"
          onChange={event => setTyped(event.target.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
      </label>
      <Button kind="primary" disabled={!ready || reading.kind !== 'token'} onClick={uncover}>
        {m.uncover}
      </Button>
      <Button kind="quiet" disabled={!ready} onClick={() => onGuess(null)}>
        {m.pass}
      </Button>
      <p id="guess-reading" className="guess-reading" role="status">
        {reading.kind === 'impossible' && m.impossible}
        {reading.kind === 'token' && (reading.whole ? m.whole(name) : m.first(name))}
      </p>
      {ready && (
        <div className="guess-offers" role="group" aria-label={m.offers}>
          <span aria-hidden>{m.offers}</span>
          {offers(prediction, bars).map(id => (
            <Button key={id} aria-label={plainLabel(labelOf(id, lab.vocabulary))} onClick={() => onGuess(id)}>
              <Token label={labelOf(id, lab.vocabulary)} />
            </Button>
          ))}
        </div>
      )}
    </Form>
  );
}
