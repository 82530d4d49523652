import { beforeEach, describe, expect, it } from 'vitest';
import type { Transport } from '#player/transport.ts';
import { carryOut, stageTransport } from '#run/commands.ts';
import type { KeyCommand } from '#run/keys.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import type { RunningSession } from '#player/run.ts';
import { stepAt } from '#trace/trace.ts';
import { advance, sessionAfter, token } from '../views/moment.ts';
import { createStore } from 'zustand/vanilla';
import { type Action, type Session, reduce } from '#player/state.ts';

describe('a key', () => {
  const asked: string[] = [];
  beforeEach(() => void asked.splice(0));
  const transport = (playing: boolean): Transport => ({
    isPlaying: () => playing,
    next: () => void asked.push('next'),
    step: () => void asked.push('step'),
    play: () => void asked.push('play'),
    pause: () => void asked.push('pause'),
    back: () => void asked.push('back'),
    reset: () => void asked.push('reset'),
    choose: rank => void asked.push(`choose ${rank}`),
    temperature: () => 4.95,
    setParams: ({ temperature }) => void asked.push(`temperature ${temperature}`),
    turnPage: () => void asked.push('page'),
  });
  const commands: readonly KeyCommand[] = [
    { do: 'next' },
    { do: 'play' },
    { do: 'advance' },
    { do: 'back' },
    { do: 'reset' },
    { do: 'choose', bar: 2 },
    { do: 'temperature', by: 0.1 },
    { do: 'system-prompt' },
  ];

  it('asks the same of every picture', () => {
    for (const command of commands) expect(carryOut(transport(false), command)).toBe(true);
    expect(asked).toEqual(['next', 'play', 'step', 'back', 'reset', 'choose 2', 'temperature 5', 'page']);
  });

  it('pauses what plays', () => {
    for (const command of commands.slice(0, 2)) carryOut(transport(true), command);
    expect(asked).toEqual(['pause', 'pause']);
  });

  it('is left alone where a picture cannot do it, or there is none', () => {
    for (const command of commands) {
      expect(carryOut({ isPlaying: () => false }, command)).toBe(false);
      expect(carryOut(null, command)).toBe(false);
    }
  });
});

describe('a digit', () => {
  /** A stage without a page around it. */
  function stageWith(session: Session, bars: number) {
    const store = createStore<Session>(() => session);
    const dispatch = (action: Action) => store.setState(reduce(store.getState(), action), true);
    const controller = { session: { store, dispatch } as unknown as RunningSession } as WorkbenchController;
    return { store, transport: stageTransport(controller, bars) };
  }

  it('chooses the token of that rank in the prediction, whatever is drawn on the page', () => {
    const { store, transport } = stageWith(sessionAfter([6], [advance]), 5);
    const { ids } = stepAt(store.getState().trace, 0).prediction!;
    carryOut(transport, { do: 'choose', bar: 2 });
    expect(store.getState()).toMatchObject({ cursor: 0, choice: { by: 'reader', id: ids[2] } });
  });

  it('chooses at the step whose bars stand there: just after an append that is the one before', () => {
    const { store, transport } = stageWith(sessionAfter([6], token), 5);
    carryOut(transport, { do: 'choose', bar: 1 });
    expect(store.getState()).toMatchObject({ cursor: 0, phase: 'sampled', choice: { by: 'reader' } });
  });

  it('chooses nothing beyond the bars, nor while the model reads', () => {
    const quiet = stageWith(sessionAfter([6], [advance]), 5);
    carryOut(quiet.transport, { do: 'choose', bar: 5 });
    expect(quiet.store.getState().choice).toBeNull();
    const reading = stageWith(reduce(sessionAfter([6], token), advance), 5);
    expect(reading.store.getState().phase).toBe('predicting');
    carryOut(reading.transport, { do: 'choose', bar: 0 });
    expect(reading.store.getState().phase).toBe('predicting');
  });
});
