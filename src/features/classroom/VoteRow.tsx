import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import { Button } from '#ui/Button.tsx';

/** One candidate of a vote: tap it for each raised hand. The model's share stands below the class's once revealed. */
export function VoteRow(props: {
  letter: string;
  label: string;
  hands: number;
  share: number; // of the class, [0, 1]
  model: number | null; // the model's probability, [0, 1]; null: not revealed yet
  longest: number; // share of a bar as long as the row
  onHand: (by: 1 | -1) => void;
}) {
  const m = useMessages();
  const { letter, label, hands, share, model, longest, onHand } = props;
  return (
    <li className="vote-row">
      <Button className="vote-hand" aria-label={m.vote.hand(letter, label, hands)} onClick={() => onHand(1)}>
        <b>{letter}</b> <span>{label}</span>
      </Button>
      <span className="vote-bars">
        <span className="vote-bar" data-of="class" style={{ width: `${(100 * share) / longest}%` }} />
        {model !== null && (
          <span className="vote-bar" data-of="model" style={{ width: `${(100 * model) / longest}%` }} />
        )}
      </span>
      <span className="vote-numbers">
        <span>
          {m.vote.hands(hands)}
          {hands > 0 && (
            <Button kind="quiet" aria-label={m.vote.lower(letter)} onClick={() => onHand(-1)}>
              −
            </Button>
          )}
        </span>
        {model !== null && <span data-of="model">{m.vote.model(m.known.share(exactly(model)))}</span>}
      </span>
    </li>
  );
}
