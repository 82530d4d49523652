import { useEffect, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { labelOf, plainLabel } from '../label.ts';
import type { Lab } from '../lab.ts';
import { dieOf, drawOf } from './lockstep.ts';
import type { RunningLockstep } from './useLockstep.ts';

/** Speaks each draw, a sentence for each model. While a figure plays, speech would never end. */
export function LockstepAnnouncer({ run: { state }, labs }: { run: RunningLockstep; labs: readonly Lab[] }) {
  const m = useMessages();
  const [said, setSaid] = useState('');
  const { phase, position, drive } = state;
  useEffect(() => {
    if (phase !== 'drawn' || drive === 'run') return;
    const u = m.format.decimal(dieOf(state), 2);
    const sentences = state.lanes.map((lane, i) => {
      const draw = drawOf(state, lane);
      const lab = labs[i];
      if (draw === null || lab === undefined) return '';
      const token = plainLabel(labelOf(draw.id, lab.vocabulary));
      const share = m.format.percent(draw.probability);
      const sentence =
        draw.probability < 1 ? m.speak.drew(u, token, share, draw.rank + 1) : m.speak.greedy(token, share);
      return labs.length > 1 ? `${m.models.name(lab.model.id)}: ${sentence}` : sentence;
    });
    setSaid(sentences.filter(Boolean).join(' '));
    // One sentence per draw: a setting that changes within it is spoken by its own slider.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [phase, position, drive, m, labs]);
  return (
    <p className="visually-hidden" aria-live="polite" aria-atomic="true" data-announcer>
      {said}
    </p>
  );
}
