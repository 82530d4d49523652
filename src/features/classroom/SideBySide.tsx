import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { uniform } from '#lm/random.ts';
import { type Draw, type SamplingParams, distribution, draw } from '#lm/sampling.ts';
import type { Session } from '#player/state.ts';
import type { Shoot } from '#trace/graft.ts';
import { type Choice, contextAt, depthOf } from '#trace/trace.ts';
import { Fork } from '#views/fork/Fork.tsx';
import { LabStatus } from '#views/LabStatus.tsx';
import type { Lane } from '#views/lockstep/lockstep.ts';
import { rememberingLab } from '#views/rememberingLab.ts';
import { usePrediction } from '#views/useLab.ts';
import { labOf } from '#run/labs.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import { type Ballot, type Hands, drawnFrom, winnerOf } from './vote.ts';

interface Props {
  readonly controller: WorkbenchController;
  readonly session: Session;
  readonly ballot: Ballot;
  readonly hands: Hands; // at least one for a candidate
  readonly onTaken: () => void;
}

/**
 * The class's token and the model's, each continued by the model on the stage. Nothing of it is in the run until one
 * story is taken over; then both are, and the other is a branch of it.
 */
export function SideBySide({ controller, session, ballot, hands, onTaken }: Props) {
  const { vote } = useMessages();
  const { trace, cursor, seed, params } = session;
  const engine = controller.currentEngine;
  // Over the engine of the stage, which waits its turn.
  const lab = useMemo(() => engine && rememberingLab(labOf(engine)), [engine]);
  const context = useMemo(() => contextAt(trace, cursor), [trace, cursor]);
  const before = depthOf(trace, cursor);
  const u = uniform(seed, before);

  const [isDrawn, setDrawn] = useState(false);
  const ofClass = (isDrawn ? drawnFrom(ballot, hands, u) : winnerOf(ballot, hands))!.id;
  // Asked for anew, because a recorded prediction may not reach as far as the draw.
  const { answer, error, failed, retry } = usePrediction(lab, context);
  const ofModel = useMemo(() => answer && draw(distribution(answer, params), u), [answer, params, u]);
  const branches = useMemo(
    () =>
      ofModel && [
        { of: 'class' as const, name: vote.classStory, id: ofClass },
        { of: 'model' as const, name: vote.modelStory, id: ofModel.id },
      ],
    [ofClass, ofModel, vote],
  );
  if (lab === null) return <p role="status">{vote.needsModel}</p>;
  if (branches === null || ofModel === null || failed) return <LabStatus error={error} retry={retry} />;

  const take = (taken: number, lanes: readonly Lane[]) => {
    const first: Choice[] = [{ by: 'reader', id: ofClass }, byDraw(ofModel, params)];
    const shoots = lanes.map((lane, index) => shootOf(first[index]!, lane, params));
    const { dispatch } = controller.session;
    // The other story first: it stays as a branch, and the line follows the one that was taken.
    for (const shoot of [shoots[1 - taken]!, shoots[taken]!])
      dispatch({ type: 'graft', step: cursor, shoot });
    onTaken();
  };
  return (
    <div className="side-by-side">
      <fieldset className="vote-takes">
        <legend>{vote.classTakes}</legend>
        {[false, true].map(drawn => (
          <label key={String(drawn)}>
            <input
              type="radio"
              name="class-takes"
              checked={isDrawn === drawn}
              onChange={() => setDrawn(drawn)}
            />
            {drawn ? vote.drawn : vote.most}
          </label>
        ))}
      </fieldset>
      <p className="vote-note" role="status">
        {ofClass === ofModel.id ? vote.sameToken : vote.sameDie}
      </p>
      <Fork {...{ lab, context, before, seed, params, branches }} onTake={take} />
    </div>
  );
}

const byDraw = (drawn: Draw, params: SamplingParams): Choice => ({
  by: 'sampler',
  id: drawn.id,
  draw: drawn,
  params,
});

/** A branch as the run remembers it. */
function shootOf(first: Choice, { draws, predictions }: Lane, params: SamplingParams): Shoot {
  return [first, ...draws.map(drawn => byDraw(drawn, params))].map((choice, i) => ({
    choice,
    prediction: predictions[i] ?? null,
  }));
}
