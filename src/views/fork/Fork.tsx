import { useMemo } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { SamplingParams } from '#lm/sampling.ts';
import { Button } from '#ui/Button.tsx';
import { labelOf } from '../label.ts';
import type { Lab } from '../lab.ts';
import { LabStatus } from '../LabStatus.tsx';
import { LockstepControls } from '../lockstep/LockstepControls.tsx';
import { type Lane, dieOf, drawOf } from '../lockstep/lockstep.ts';
import { transportOf } from '../lockstep/transportOf.ts';
import { type RunningLockstep, useLockstep } from '../lockstep/useLockstep.ts';
import { Token } from '../Token.tsx';
import { useTransport } from '../useTransport.ts';
import { TokenRun } from '../TokenRun.tsx';
import { layoutBranch } from './layout.ts';
import './Fork.css';

/** One way on from the fork. */
export interface Branch {
  readonly name: string; // as a reader knows it
  readonly of: 'class' | 'model'; // whose first token it is
  readonly id: TokenId; // its first token
}

export interface ForkProps {
  readonly lab: Lab; // writes every branch
  readonly context: readonly TokenId[]; // up to the fork
  readonly before: number; // tokens drawn under the seed before the fork
  readonly seed: number;
  readonly params: SamplingParams;
  readonly branches: readonly Branch[];
  readonly onTake: (taken: number, lanes: readonly Lane[]) => void; // index of the branch to go on with
}

const controls = ['next', 'play', 'back', 'reset'];
const limit = 60; // tokens per branch: what two stories one above the other have room for

/**
 * Stories that part at one token and are written on by the same model with the same random numbers, one above the
 * other: whatever differs after the fork differs because of that token.
 */
export function Fork({ lab, context, before, seed, params, branches, onTake }: ForkProps) {
  const m = useMessages();
  const labs = useMemo(() => branches.map(() => lab), [branches, lab]);
  const prompts = useMemo(() => branches.map(({ id }) => [...context, id]), [branches, context]);
  // The token at the fork was a draw too, or stands in the place of one.
  const run = useLockstep({ labs, prompts, seed, params, before: before + 1, limit, tempo: 'watch' });
  const { state } = run;
  useTransport(transportOf(run, controls));
  const die = state.phase === 'drawn' ? m.vote.die(m.format.decimal(dieOf(state), 4)) : '';
  return (
    <section className="fork" aria-label={m.vote.fork}>
      {branches.map((branch, index) => (
        <Story
          key={branch.of}
          branch={branch}
          lane={state.lanes[index]!}
          fork={context.length}
          lab={lab}
          run={run}
          onTake={() => onTake(index, state.lanes)}
        />
      ))}
      {run.error !== null && <LabStatus error={run.error} retry={run.retry} />}
      <p className="fork-die" aria-hidden>
        {die}
      </p>
      <LockstepControls run={run} visible={controls} />
    </section>
  );
}

function Story(props: {
  branch: Branch;
  lane: Lane;
  fork: number;
  lab: Lab;
  run: RunningLockstep;
  onTake: () => void;
}) {
  const m = useMessages();
  const { branch, lane, fork, lab, run, onTake } = props;
  const { state } = run;
  const { shared, first, own } = useMemo(
    () => layoutBranch(lane, fork, lab.vocabulary),
    [lane, fork, lab.vocabulary],
  );
  const drawn = state.phase === 'drawn' ? drawOf(state, lane) : null;
  return (
    <article className="fork-story" data-of={branch.of} aria-label={branch.name}>
      <header>
        <h3>{branch.name}</h3>
        <Button aria-label={m.vote.take(branch.name)} onClick={onTake}>
          {m.vote.takeShort}
        </Button>
      </header>
      <p>
        <span className="fork-shared">
          <TokenRun tokens={shared} />
        </span>
        <span className="fork-mark" aria-hidden />
        <span className="fork-first">
          <TokenRun tokens={first} />
        </span>
        <TokenRun tokens={own} />
        {drawn !== null && (
          <span className="fork-drawn" aria-hidden>
            <Token label={labelOf(drawn.id, lab.vocabulary)} /> {m.known.share(exactly(drawn.probability))}
          </span>
        )}
        {lane.ended && <span className="fork-end">{m.figures.ladder.ended}</span>}
      </p>
    </article>
  );
}
