import * as motion from 'framer-motion/m';
import { useEffect, useMemo, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { type Draw, distribution } from '#lm/sampling.ts';
import { ease, seconds } from '#views/beats.ts';
import { labelOf, plainLabel } from '#views/label.ts';
import type { Lab } from '#views/lab.ts';
import { type Lane, dieOf, drawOf } from '#views/lockstep/lockstep.ts';
import type { RunningLockstep } from '#views/lockstep/useLockstep.ts';
import { tokensOf } from '#views/lockstep/written.ts';
import { Token } from '#views/Token.tsx';
import { TokenRun } from '#views/TokenRun.tsx';
import { layoutRung } from './layout.ts';

const bars = 8; // tokens with a segment of their own

/** Strips side by side under one marker, and the texts below them. */
export function LadderLanes({ run, labs }: { run: RunningLockstep; labs: readonly Lab[] }) {
  const m = useMessages();
  const { state, still, dwell } = run;
  const drawn = state.phase === 'drawn';
  const draws = useMemo(
    () => state.lanes.map(lane => (state.phase === 'drawn' ? drawOf(state, lane) : null)),
    [state],
  );
  // Where no lane has a choice, as at temperature 0, the number decides nothing.
  const u = draws.some(draw => draw !== null && draw.probability < 1) ? dieOf(state) : null;
  return (
    <div className="ladder-lanes" style={{ '--lanes': labs.length } as React.CSSProperties}>
      <div className="ladder-strips">
        {labs.map((lab, index) => (
          <Strip
            key={lab.model.id}
            lab={lab}
            lane={state.lanes[index]}
            draw={draws[index] ?? null}
            run={run}
          />
        ))}
        <div className="ladder-fall">
          {drawn && u !== null && (
            <motion.div
              key={state.position}
              className="ladder-marker"
              initial={still || dwell.drawn === 0 ? false : { top: '0%', opacity: 0 }}
              animate={{ top: `${u * 100}%`, opacity: 1 }}
              transition={{ duration: still ? 0 : seconds(dwell.drawn * 0.7), ease }}
            >
              <span>{m.format.decimal(u, 4)}</span>
            </motion.div>
          )}
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {drawn && state.drive !== 'run' && spokenDraw(draws, labs, u, m)}
      </p>
      <div className="ladder-texts">
        {labs.map((lab, index) => (
          <Text key={lab.model.id} lab={lab} lane={state.lanes[index]} />
        ))}
      </div>
    </div>
  );
}

function Strip(props: { lab: Lab; lane: Lane | undefined; draw: Draw | null; run: RunningLockstep }) {
  const m = useMessages();
  const { lab, lane, draw, run } = props;
  const { state } = run;
  const prediction = lane?.predictions[state.position] ?? null;
  const shares = useMemo(
    () => prediction && distribution(prediction, state.params),
    [prediction, state.params],
  );
  const rung = shares && layoutRung(shares, bars);
  const name = m.models.name(lab.model.id);
  return (
    <div className="ladder-strip" data-ended={lane?.ended || undefined}>
      <p className="ladder-name" title={name}>
        {name}
        {lab.model.parameters !== null && <small> {m.machine.parameters(lab.model.parameters)}</small>}
      </p>
      <div className="ladder-track" data-empty={rung === null || undefined}>
        {rung?.segments.map(segment => (
          <div
            key={segment.rank}
            className="ladder-segment"
            data-drawn={draw?.id === segment.id || undefined}
            style={{ top: `${segment.start * 100}%`, height: `${segment.width * 100}%` }}
          >
            {segment.named && (
              <>
                <Token label={labelOf(segment.id, lab.vocabulary)} />
                <span>{m.known.share(segment.share)}</span>
              </>
            )}
          </div>
        ))}
        {rung && rung.rest.height > 0.001 && (
          <div
            className="ladder-segment ladder-rest"
            style={{ top: `${rung.rest.start * 100}%`, height: `${rung.rest.height * 100}%` }}
          >
            {rung.rest.height > 0.12 && (
              <span>
                {m.bars.rest(rung.rest.count)} · {m.known.share(rung.rest.share)}
              </span>
            )}
          </div>
        )}
      </div>
      <p className="ladder-drawn" aria-hidden>
        {draw && (
          <>
            <Token label={labelOf(draw.id, lab.vocabulary)} /> {m.figures.ladder.rank(draw.rank + 1)}
          </>
        )}
      </p>
    </div>
  );
}

function Text({ lab, lane }: { lab: Lab; lane: Lane | undefined }) {
  const m = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const written = lane?.draws.length ?? 0;
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [written]);
  const tokens = useMemo(() => (lane ? tokensOf(lane, lab.vocabulary) : []), [lane, lab]);
  const bits = tokens.reduce((sum, token) => sum + (token.bits ?? 0), 0);
  const name = m.models.name(lab.model.id);
  return (
    <article className="ladder-text" aria-label={name}>
      <header>
        <strong>{name}</strong>
        {written > 0 && <span>{m.figures.ladder.surprise(bits / written)}</span>}
      </header>
      <div
        className="ladder-story"
        ref={box}
        tabIndex={0}
        role="region"
        aria-label={`${m.story.region}: ${name}`}
      >
        <TokenRun tokens={tokens}>
          {lane?.ended ? <span className="ladder-end">{m.figures.ladder.ended}</span> : null}
        </TokenRun>
      </div>
    </article>
  );
}

function spokenDraw(
  draws: readonly (Draw | null)[],
  labs: readonly Lab[],
  u: number | null,
  m: ReturnType<typeof useMessages>,
): string {
  const words = labs.map((lab, index) => {
    const draw = draws[index] ?? null;
    const token = draw === null ? '–' : plainLabel(labelOf(draw.id, lab.vocabulary));
    return m.figures.ladder.took(m.models.name(lab.model.id), token);
  });
  return m.figures.ladder.drew(u === null ? null : m.format.decimal(u, 4), words);
}
