import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictionFrom } from '#lm/prediction.ts';
import { defaultParams } from '#lm/sampling.ts';
import { type Action, type Session, openSession, reduce } from '#player/state.ts';
import { contextAt, emptyTrace, pathTo, stepAt } from '#trace/trace.ts';

const tokens = 6;
/** Anything a reader, a model or a clock may do, in any order. */
const anyAction = fc.oneof(
  fc.constantFrom<Action>(
    { type: 'advance' },
    { type: 'advance' },
    { type: 'back' },
    { type: 'reset' },
    { type: 'takeControl' },
    { type: 'failed', error: 'worker-crashed' },
    { type: 'drive', drive: 'hold' },
    { type: 'drive', drive: 'turn' },
    { type: 'drive', drive: 'run' },
    { type: 'connected', live: true },
    { type: 'connected', live: false },
  ),
  fc.record({ type: fc.constant('goTo' as const), step: fc.nat(30) }),
  fc.record({ type: fc.constant('choose' as const), step: fc.nat(30), id: fc.nat(tokens - 1) }),
  fc.record({ type: fc.constant('setSeed' as const), seed: fc.nat(9) }),
  fc.record({
    type: fc.constant('setParams' as const),
    params: fc.record({ temperature: fc.constantFrom(0, 0.5, 1, 2), topK: fc.constantFrom(null, 2) }),
  }),
  fc
    .array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: tokens, maxLength: tokens })
    .map(logits => ({
      type: 'answered' as const,
      step: -1, // the cursor, filled in below
      prediction: predictionFrom(Float32Array.from(logits)),
      latencyMs: 1,
      source: 'live' as const,
    })),
);

/** Plays a script, leaving out what names a step that does not exist, which nothing on a page can do. */
function play(script: readonly Action[], check: (before: Session, after: Session) => void): Session {
  let session = openSession(emptyTrace({ id: 'm', revision: 'r' }, [0]), {
    params: defaultParams,
    seed: 1,
    tempo: 'fast',
  });
  for (const planned of script) {
    const action = planned.type === 'answered' ? { ...planned, step: session.cursor } : planned;
    if ('step' in action && action.step >= session.trace.steps.length) continue;
    if (action.type === 'answered' && session.phase !== 'predicting') continue;
    const after = reduce(session, action);
    check(session, after);
    session = after;
  }
  return session;
}

describe('reduce, whatever happens in whatever order', () => {
  const script = fc.array(anyAction, { maxLength: 120 });

  it('never loses a step, its place or its token', () => {
    fc.assert(
      fc.property(script, actions => {
        play(actions, (before, after) => {
          expect(after.trace.steps.length).toBeGreaterThanOrEqual(before.trace.steps.length);
          before.trace.steps.forEach((step, i) => {
            expect(after.trace.steps[i]!.parent).toBe(step.parent);
            expect(after.trace.steps[i]!.choice?.id).toBe(step.choice?.id);
          });
        });
      }),
    );
  });

  it('always stands at a step that exists, on a path from the prompt, with a phase its data allow', () => {
    fc.assert(
      fc.property(script, actions => {
        play(actions, (_, { trace, cursor, phase, choice }) => {
          expect(pathTo(trace, cursor)[0]).toBe(0);
          expect(pathTo(trace, trace.head)[0]).toBe(0);
          expect(contextAt(trace, cursor).length).toBe(pathTo(trace, cursor).length);
          if (phase === 'predicted') expect(stepAt(trace, cursor).prediction).not.toBeNull();
          expect(choice !== null).toBe(phase === 'sampled');
        });
      }),
    );
  });

  it('depends on nothing but the session and the action', () => {
    fc.assert(
      fc.property(script, actions => {
        const first = play(actions, () => {});
        expect(play(actions, () => {})).toEqual(first);
      }),
    );
  });

  it('never holds two steps for the same token after the same context', () => {
    fc.assert(
      fc.property(script, actions => {
        const { trace } = play(actions, () => {});
        const keys = trace.steps.slice(1).map(({ parent, choice }) => `${parent}/${choice!.id}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
