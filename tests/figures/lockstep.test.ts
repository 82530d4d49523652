import { describe, expect, it } from 'vitest';
import { type Prediction, predictionFrom } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { defaultParams } from '#lm/sampling.ts';
import {
  type LaneRules,
  type Lockstep,
  contextOf,
  dieOf,
  drawOf,
  isFinished,
  openLockstep,
  reduceLockstep,
} from '#views/lockstep/lockstep.ts';

const rules: LaneRules = { limit: 4, isOver: (_, written) => written.at(-1) === 0 };
const of = (...shares: number[]): Prediction => predictionFrom(Float32Array.from(shares, Math.log));
const even = of(0.25, 0.25, 0.25, 0.25);
const start = () => openLockstep([[1], [2, 3]], { seed: 5, params: defaultParams });

const answer = (state: Lockstep, predictions: readonly Prediction[]): Lockstep =>
  predictions.reduce(
    (s, prediction, lane) =>
      reduceLockstep(s, { type: 'answered', lane, at: s.lanes[lane]!.predictions.length, prediction }, rules),
    state,
  );
const advance = (state: Lockstep) => reduceLockstep(state, { type: 'advance' }, rules);
/** One token in both lanes. */
const turn = (state: Lockstep, predictions: readonly Prediction[] = [even, even]) =>
  advance(advance(answer(state, predictions)));

describe('models that write in step', () => {
  it('wait for the slowest before anything is drawn', () => {
    const one = answer(start(), [even]);
    expect(one.phase).toBe('predicting');
    expect(advance(one).phase).toBe('predicting');
    const both = reduceLockstep(one, { type: 'answered', lane: 1, at: 0, prediction: even }, rules);
    expect(both.phase).toBe('predicted');
  });

  it('draw with one number per step, which the seed and the step alone decide', () => {
    let state = turn(start());
    expect(state.lanes.map(lane => lane.draws[0]!.u)).toEqual([uniform(5, 0), uniform(5, 0)]);
    state = turn(state, [of(0.1, 0.2, 0.3, 0.4), even]);
    expect(state.lanes.map(lane => lane.draws[1]!.u)).toEqual([uniform(5, 1), uniform(5, 1)]);
    expect(dieOf(state)).toBe(uniform(5, 2));
  });

  it('go on with the numbers of a run that they continue', () => {
    const later = openLockstep([[1], [2]], { seed: 5, params: defaultParams, before: 3 });
    const state = turn(later);
    expect(state.lanes.map(lane => lane.draws[0]!.u)).toEqual([uniform(5, 3), uniform(5, 3)]);
    expect(dieOf(state)).toBe(uniform(5, 4));
    // Other texts from the same place, as when a class takes another token there.
    const reopened = reduceLockstep(state, { type: 'open', prompts: [[3], [2]] }, rules);
    expect(dieOf(reopened)).toBe(uniform(5, 3));
  });

  it('append to each text what its own strip has under the marker', () => {
    const state = answer(start(), [of(0, 1, 0, 0), of(0, 0, 1, 0)]);
    const drawn = advance(state);
    expect(drawn.lanes.map(lane => drawOf(drawn, lane)!.id)).toEqual([1, 2]);
    expect(advance(drawn).lanes.map(contextOf)).toEqual([
      [1, 1],
      [2, 3, 2],
    ]);
  });

  it('go on without one that has ended', () => {
    const ended = turn(start(), [of(1, 0, 0, 0), of(0, 1, 0, 0)]);
    expect(ended.lanes.map(lane => lane.ended)).toEqual([true, false]);
    const next = reduceLockstep(ended, { type: 'answered', lane: 1, at: 1, prediction: even }, rules);
    expect(next.phase).toBe('predicted');
    const after = advance(advance(next));
    expect(after.lanes.map(lane => lane.draws.length)).toEqual([1, 2]);
  });

  it('take back one token at a time, and write the same ones again', () => {
    const two = turn(turn(start(), [of(0.1, 0.2, 0.3, 0.4), even]));
    const back = reduceLockstep(two, { type: 'back' }, rules);
    expect([back.position, back.phase]).toEqual([1, 'predicted']);
    expect(advance(advance(back)).lanes.map(contextOf)).toEqual(two.lanes.map(contextOf));
  });

  it('lift the marker first when a draw is taken back', () => {
    const drawn = advance(answer(start(), [even, even]));
    const back = reduceLockstep(drawn, { type: 'back' }, rules);
    expect([back.position, back.phase]).toEqual([0, 'predicted']);
  });

  it('wake a lane that had ended when its last token is taken back', () => {
    const ended = turn(start(), [of(1, 0, 0, 0), of(0, 1, 0, 0)]);
    const back = reduceLockstep(ended, { type: 'back' }, rules);
    expect(back.lanes.map(lane => lane.ended)).toEqual([false, false]);
  });

  it('ignore an answer to a question that was left behind', () => {
    const one = turn(start());
    const late = reduceLockstep(one, { type: 'answered', lane: 0, at: 0, prediction: of(0, 1, 0, 0) }, rules);
    expect(late).toBe(one);
  });

  it('stop at the limit, and playing ends there', () => {
    let state = reduceLockstep(answer(start(), [even, even]), { type: 'drive', drive: 'run' }, rules);
    const never = of(0, 1, 1, 1);
    state = openLockstep([[1], [2]], state);
    state = { ...state, drive: 'run' };
    for (let i = 0; i < rules.limit; i++) {
      expect(state.drive).toBe('run');
      state = turn(state, [never, never]);
    }
    expect(isFinished(state, rules)).toBe(true);
    expect(state.drive).toBe('hold');
    expect(reduceLockstep(state, { type: 'drive', drive: 'turn' }, rules)).toMatchObject({
      drive: 'hold',
      position: rules.limit,
    });
  });

  it('begin again when they are played after their end', () => {
    let state = answer(start(), [even, even]);
    for (let i = 0; i < rules.limit; i++) state = turn(state, [even, even]);
    expect(isFinished(state, rules)).toBe(true);
    state = reduceLockstep(state, { type: 'setSeed', seed: state.seed + 1 }, rules);
    const again = reduceLockstep(state, { type: 'drive', drive: 'run' }, rules);
    expect(again).toMatchObject({ position: 0, phase: 'predicted', drive: 'run' });
    expect(again.lanes.every(({ draws, ended }) => draws.length === 0 && !ended)).toBe(true);
  });
});
