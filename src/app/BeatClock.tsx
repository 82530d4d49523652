import { useMessages } from '#i18n/messages.tsx';
import type { Moment } from '#views/view.ts';
import './BeatClock.css';

const beatNames = ['feed', 'think', 'predict', 'sample', 'append', 'settle'] as const;

/** The beats that pass in a phase, one after the other. Before the first token `ready` has none. */
const passing: Record<Moment['phase'], readonly (typeof beatNames)[number][]> = {
  predicting: ['feed', 'think'],
  predicted: ['predict'],
  sampled: ['sample'],
  ready: ['append', 'settle'],
  failed: [],
};

const turn = 0.86; // of a sixth of the ring: the rest is the gap to the next beat

/**
 * The six beats of a token as a ring, the present one filling in its own time: where in the loop the stage is, for who
 * speaks to it. It is full before its phase is over where a slow model makes the wave wait. Decoration for readers'
 * tools, which hear every beat as a sentence.
 */
export function BeatClock({ phase, cursor, beats }: Pick<Moment, 'phase' | 'cursor' | 'beats'>) {
  const names = useMessages().loop.beats;
  const now = phase === 'ready' && cursor === 0 ? [] : passing[phase];
  const first = now[0] === undefined ? 0 : beatNames.indexOf(now[0]);
  let delay = 0; // ms until a beat begins, from the beginning of its phase
  const moving = now.map(beat => {
    const begin = delay;
    delay += beats.still ? 0 : beats[beat];
    return { beat, style: { '--begin': `${begin}ms`, '--lasts': `${beats.still ? 0 : beats[beat]}ms` } };
  });
  return (
    <div className="beat-clock" aria-hidden>
      <span className="beat-name" key={`${phase} ${cursor}`}>
        {moving.map(({ beat, style }, i) => (
          <span key={beat} data-then={i > 0 || undefined} style={style as React.CSSProperties}>
            {names[beat]}
          </span>
        ))}
      </span>
      <svg viewBox="-12 -12 24 24">
        {beatNames.map((beat, i) => {
          const place = moving.find(other => other.beat === beat);
          const isPast = i < first && now.length > 0;
          return (
            <g key={beat} transform={`rotate(${i * 60 - 90 + 4})`}>
              <circle r="9" pathLength="6" strokeDasharray={`${turn} 6`} />
              {(isPast || place) && (
                <circle
                  key={place ? `${phase} ${cursor}` : 'past'}
                  r="9"
                  pathLength="6"
                  data-beat={place && 'now'}
                  strokeDasharray={`${turn} 6`}
                  style={place?.style as React.CSSProperties}
                />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
