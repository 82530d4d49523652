import { useMessages } from '#i18n/messages.tsx';
import { type Moment, chanceOf } from '#views/view.ts';

const beats = ['predict', 'sample', 'append'] as const;

/** predict → sample → append: where in the loop the stage is. With reduced motion, a sentence says what happened. */
export function BeatLine(props: {
  phase: Moment['phase'];
  choice: Moment['choice'];
  begun: boolean; // something has been appended
  still: boolean;
  note: string | null; // goes before the sentence
  children: React.ReactNode; // at the end of the line
}) {
  const { phase, choice, begun, still, note, children } = props;
  const m = useMessages();
  // Before the first token nothing has been appended, and nothing is lit.
  const now = { predicting: 0, predicted: 0, sampled: 1, ready: begun ? 2 : -1, failed: -1 }[phase];
  const sentence = {
    predicting: m.stills.feed,
    predicted: m.stills.predict,
    sampled:
      choice?.by === 'sampler'
        ? chanceOf(choice) === null
          ? m.stills.greedy
          : m.stills.sample
        : choice?.by === 'carried'
          ? m.stills.carried
          : m.stills.forced,
    ready: begun ? m.stills.append : '',
    failed: '',
  }[phase];
  return (
    <div className="beat-line" data-phase={phase}>
      <ol>
        {beats.map((beat, i) => (
          <li key={beat} aria-current={i === now ? 'step' : undefined}>
            {m.loop[beat]}
          </li>
        ))}
      </ol>
      {note !== null ? (
        <p className="beat-sentence">{note}</p>
      ) : (
        still && <p className="beat-sentence">{sentence}</p>
      )}
      {children}
    </div>
  );
}
