import { useEffect, useState } from 'react';
import { type Messages, useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import { doubtOf, shareAt, sidesOf } from '#lm/shares.ts';
import { labelOf, plainLabel } from '#views/label.ts';
import { type Moment, candidateLabel, chanceOf, writerOf } from '#views/view.ts';

/** Speaks one sentence per beat. At streaming tempos only the appended tokens, or speech would never end. */
export function Announcer({ moment, ended }: { moment: Moment; ended: boolean }) {
  const m = useMessages();
  const [said, setSaid] = useState('');
  const { phase, cursor } = moment;
  const quick = moment.beats.feed === 0 && !moment.beats.still;
  useEffect(() => {
    const sentence = ended && phase === 'ready' ? m.speak.ended : sentenceOf(moment, m, quick);
    if (sentence !== null) setSaid(sentence);
    // One sentence per beat: a setting that changes within a beat is spoken by its own slider.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [phase, cursor, m, ended]);
  return (
    <p className="visually-hidden" aria-live="polite" aria-atomic="true" data-announcer>
      {said}
    </p>
  );
}

function sentenceOf(moment: Moment, m: Messages, quick: boolean): string | null {
  const { phase, distribution, choice, vocabulary, spelled, cursor } = moment;
  if (quick && phase !== 'ready') return null;
  switch (phase) {
    case 'predicting':
      return m.speak.predicting;
    case 'predicted': {
      if (distribution === null) return null;
      const bits = doubtOf(distribution);
      const top = plainLabel(candidateLabel(moment, distribution.ids[0]!));
      return m.speak.predicted(
        top,
        m.known.said.share(shareAt(distribution, 0)),
        m.bars.entropy(bits, sidesOf(bits)),
      );
    }
    case 'sampled': {
      if (choice === null) return null;
      const token = plainLabel(labelOf(choice.id, vocabulary));
      if (choice.by === 'reader') return m.speak.forced(token);
      if (choice.by === 'carried') return m.speak.carried(token, writerOf(choice));
      const { rank } = choice.draw;
      const share = m.known.said.share(
        distribution === null ? exactly(choice.draw.probability) : shareAt(distribution, rank),
      );
      const u = chanceOf(choice);
      return u === null
        ? m.speak.greedy(token, share)
        : m.speak.drew(m.format.chance(u), token, share, rank + 1);
    }
    case 'ready':
      return cursor === 0 ? null : m.speak.appended(plainLabel(labelOf(spelled.at(-1)!.id, vocabulary)));
    case 'failed':
      return null; // the error itself is announced
  }
}
