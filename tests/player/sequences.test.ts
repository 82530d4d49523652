import { beforeEach, describe, expect, it } from 'vitest';
import { type Prediction, predictionFrom } from '#lm/prediction.ts';
import { uniform } from '#lm/random.ts';
import { defaultParams } from '#lm/sampling.ts';
import { type Predictor, type RunningPlayer, runPlayer } from '#player/run.ts';
import {
  type Rules,
  type Sequences,
  isFinished,
  positionOf,
  reduceSequences,
  stageRules,
} from '#player/sequences.ts';
import { type Action, openSession } from '#player/state.ts';
import { beatMs } from '#player/tempo.ts';
import { contextAt, emptyTrace, pathTo, stepAt } from '#trace/trace.ts';
import { dieOf, drawOf, lockstepOf } from '#views/lockstep/lockstep.ts';
import { ManualClock } from './manual-clock.ts';

const end = 0; // the token that ends a sequence
const rules: Rules = {
  asksAhead: true,
  shows: ['rest', 'sample', 'append'],
  limit: 4,
  isOver: (_, { trace, cursor }) => cursor !== 0 && contextAt(trace, cursor).at(-1) === end,
};
const model = { id: 'm', revision: 'r' };
const of = (...shares: number[]): Prediction => predictionFrom(Float32Array.from(shares, Math.log));
const even = of(0.25, 0.25, 0.25, 0.25);
const never = of(0, 1, 1, 1); // never the end

const open = (before = 0): Sequences =>
  [[1], [2, 3]].map(prompt =>
    openSession(emptyTrace(model, prompt), { params: defaultParams, seed: 5, tempo: 'fast', before }),
  );
const act = (state: Sequences, action: Action, only: number | null = null) =>
  reduceSequences(state, action, rules, only);
const advance = (state: Sequences) => act(state, { type: 'advance' });
const answer = (state: Sequences, predictions: readonly (Prediction | null)[]): Sequences =>
  predictions.reduce(
    (s, prediction, i) =>
      prediction === null
        ? s
        : act(s, { type: 'answered', step: s[i]!.cursor, prediction, latencyMs: 1, source: 'live' }, i),
    state[0]!.phase === 'ready' || state[1]!.phase === 'ready' ? advance(state) : state,
  );
const phases = (state: Sequences) => state.map(({ phase }) => phase);
const contexts = (state: Sequences) => state.map(({ trace, cursor }) => contextAt(trace, cursor));
const us = (state: Sequences) =>
  state.map(({ trace, cursor }) => {
    const choice = stepAt(trace, cursor).choice!;
    return choice.by === 'sampler' ? choice.draw.u : null;
  });
/** One token in both. */
const turn = (state: Sequences, predictions: readonly (Prediction | null)[] = [even, even]) =>
  advance(advance(advance(answer(state, predictions))));

describe('models that write in step', () => {
  it('wait for the slowest before anything is drawn', () => {
    const one = answer(open(), [even, null]);
    expect(phases(advance(one))).toEqual(['predicting', 'predicting']);
    expect(phases(advance(answer(one, [null, even])))).toEqual(['predicted', 'predicted']);
  });

  it('draw with one number per step, which the seed and the step alone decide', () => {
    let state = turn(open(), [never, never]);
    expect(us(state)).toEqual([uniform(5, 0), uniform(5, 0)]);
    state = turn(state, [of(0, 0.2, 0.3, 0.5), never]);
    expect(us(state)).toEqual([uniform(5, 1), uniform(5, 1)]);
    expect(dieOf(lockstepOf(state, rules))).toBe(uniform(5, 2));
  });

  it('go on with the numbers of a run that they continue', () => {
    const state = turn(open(3), [never, never]);
    expect(us(state)).toEqual([uniform(5, 3), uniform(5, 3)]);
    expect(dieOf(lockstepOf(state, rules))).toBe(uniform(5, 4));
  });

  it('append to each text what its own strip has under the marker', () => {
    const drawn = advance(advance(answer(open(), [of(0, 1, 0, 0), of(0, 0, 1, 0)])));
    const seen = lockstepOf(drawn, rules);
    expect(seen.phase).toBe('drawn');
    expect(seen.lanes.map(lane => drawOf(seen, lane)!.id)).toEqual([1, 2]);
    expect(contexts(advance(drawn))).toEqual([
      [1, 1],
      [2, 3, 2],
    ]);
  });

  it('go on without one that has ended', () => {
    const ended = turn(open(), [of(1, 0, 0, 0), of(0, 1, 0, 0)]);
    expect(lockstepOf(ended, rules).lanes.map(lane => lane.ended)).toEqual([true, false]);
    const after = turn(ended, [null, never]);
    expect(contexts(after).map(({ length }) => length)).toEqual([2, 4]);
  });

  it('take back one token at a time, and write the same ones again', () => {
    const two = turn(turn(open(), [never, never]), [of(0, 0.2, 0.3, 0.5), never]);
    const back = act(two, { type: 'back' });
    expect([positionOf(back), ...phases(back)]).toEqual([1, 'predicted', 'predicted']);
    expect(contexts(advance(advance(back)))).toEqual(contexts(two));
  });

  it('write others under a new seed after going back', () => {
    const two = turn(turn(open(), [never, never]), [never, never]);
    const start = act(act(two, { type: 'back' }), { type: 'back' });
    const seed = [6, 7, 8, 9].find(
      seed => Math.floor(uniform(seed, 0) * 3) !== Math.floor(uniform(5, 0) * 3),
    )!;
    const again = advance(advance(act(start, { type: 'setSeed', seed })));
    expect(us(again)).toEqual([uniform(seed, 0), uniform(seed, 0)]);
    expect(contexts(again)).not.toEqual(contexts(turn(open(), [never, never])));
  });

  it('lift the marker first when a draw is taken back', () => {
    const drawn = advance(advance(answer(open(), [even, even])));
    const back = act(drawn, { type: 'back' });
    expect([positionOf(back), ...phases(back)]).toEqual([0, 'predicted', 'predicted']);
  });

  it('wake one that had ended when its last token is taken back', () => {
    const ended = turn(open(), [of(1, 0, 0, 0), of(0, 1, 0, 0)]);
    const back = act(ended, { type: 'back' });
    expect(lockstepOf(back, rules).lanes.map(lane => lane.ended)).toEqual([false, false]);
  });

  it('stop at the limit, and playing ends there', () => {
    let state = act(open(), { type: 'drive', drive: 'run' });
    for (let i = 0; i < rules.limit; i++) {
      expect(state[0]!.drive).toBe('run');
      state = turn(state, [never, never]);
    }
    expect(isFinished(state, rules)).toBe(true);
    expect(state.map(({ drive }) => drive)).toEqual(['hold', 'hold']);
    const pressed = act(state, { type: 'drive', drive: 'turn' });
    expect([pressed[0]!.drive, positionOf(pressed)]).toEqual(['hold', rules.limit]);
  });

  it('begin again when they are played after their end', () => {
    let state = open();
    for (let i = 0; i < rules.limit; i++) state = turn(state, [never, never]);
    state = act(state, { type: 'setSeed', seed: 6 });
    const again = act(state, { type: 'drive', drive: 'run' });
    expect([positionOf(again), ...phases(again), again[0]!.drive]).toEqual([
      0,
      'predicted',
      'predicted',
      'run',
    ]);
    const [first] = lockstepOf(again, rules).lanes;
    expect([first!.draws, first!.ended]).toEqual([[], false]);
  });

  it('lose nothing of what the models have said', () => {
    const two = turn(turn(open(), [never, never]), [never, never]);
    const start = act(two, { type: 'reset' });
    for (const [i, { trace }] of start.entries())
      expect(pathTo(two[i]!.trace, two[i]!.cursor).every(step => stepAt(trace, step) !== undefined)).toBe(
        true,
      );
  });
});

describe('a player of several models', () => {
  let clock: ManualClock;
  let player: RunningPlayer;
  let answers: (() => void)[];
  let asked: { context: readonly number[]; signal: AbortSignal }[];
  const predictor = (): Predictor => ({
    model,
    contextLength: 64,
    endOfText: end,
    predict: (context, signal) =>
      new Promise(resolve => {
        asked.push({ context, signal });
        answers.push(() => resolve({ prediction: never, latencyMs: 1 }));
      }),
  });
  const state = () => player.store.getState();
  const answerAll = async () => {
    for (const give of answers.splice(0)) give();
    await clock.pass(0);
  };

  beforeEach(() => {
    clock = new ManualClock();
    answers = [];
    asked = [];
    const sequences = open().map(one => ({ ...one, tempo: 'watch' as const }));
    player = runPlayer(sequences, clock, rules);
    player.open(sequences, [predictor(), predictor()]);
  });

  it('asks each of them at once, and writes as long as its tempo says, by one clock', async () => {
    await clock.pass(0);
    expect(asked.map(({ context }) => context)).toEqual([[1], [2, 3]]);
    player.dispatch({ type: 'drive', drive: 'run' });
    answers.shift()!();
    await clock.pass(10_000); // the other is slow
    expect(phases(state())).toEqual(['predicting', 'predicting']);
    await answerAll();
    expect(phases(state())).toEqual(['predicted', 'predicted']);
    await clock.pass(beatMs('watch', 'rest') - 1);
    expect(phases(state())).toEqual(['predicted', 'predicted']);
    await clock.pass(1);
    expect(phases(state())).toEqual(['sampled', 'sampled']);
    await clock.pass(beatMs('watch', 'sample') + beatMs('watch', 'append'));
    expect([positionOf(state()), ...phases(state())]).toEqual([1, 'predicting', 'predicting']);
  });

  it('withdraws its questions when other texts are opened, and takes no stale answer', async () => {
    await clock.pass(0);
    player.open(open().toReversed(), [predictor(), predictor()]);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    await answerAll();
    expect(asked.slice(2).map(({ context }) => context)).toEqual([[2, 3], [1]]);
    expect(state().every(({ trace }) => stepAt(trace, 0).prediction === null)).toBe(true);
  });

  it('stops its questions and its time when it is disposed of', async () => {
    await clock.pass(0);
    player.dispatch({ type: 'drive', drive: 'run' });
    player.dispose();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
    await answerAll();
    await clock.pass(10_000);
    expect(phases(state())).toEqual(['predicting', 'predicting']);
  });

  it('carries out what a listener asks for after what it was told, in order', async () => {
    const told: string[] = [];
    const forget = player.store.subscribe(([first], [before]) => {
      told.push(`${before!.seed}→${first!.seed}`);
      if (first!.seed === 7) {
        player.dispatch({ type: 'setSeed', seed: 8 });
        expect(state()[0]!.seed).toBe(7); // not in the middle of it
        player.dispatch({ type: 'setSeed', seed: 9 });
      }
    });
    player.dispatch({ type: 'setSeed', seed: 7 });
    forget();
    expect(told).toEqual(['5→7', '7→8', '8→9']);
    expect(state()[0]!.seed).toBe(9);
  });

  it('stands still where one model fails, and goes on with both when it is asked again', async () => {
    const failing = predictor();
    let fails = true;
    const sequences = open();
    player.open(sequences, [
      {
        ...failing,
        predict: async (...of) => (fails ? Promise.reject(new Error('gone')) : failing.predict(...of)),
      },
      predictor(),
    ]);
    player.dispatch({ type: 'drive', drive: 'run' });
    await clock.pass(0);
    await answerAll();
    expect(state().map(({ error }) => error)).toEqual(['worker-crashed', null]);
    fails = false;
    player.dispatch({ type: 'advance' });
    await clock.pass(0);
    await answerAll();
    expect([positionOf(state()), state()[0]!.error]).toEqual([1, null]);
  });
});

it('a stage is a player of one: what is asked of it reaches its only sequence as it is', () => {
  const [first] = open() as [Sequences[number]];
  const moved = reduceSequences([first], { type: 'advance' }, stageRules);
  expect(phases(moved)).toEqual(['predicting']);
  expect(reduceSequences(moved, { type: 'advance' }, stageRules)).toBe(moved);
});
