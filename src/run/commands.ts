import type { Transport, TransportSlot } from '#player/transport.ts';
import { isPlaying, shownStep } from '#player/state.ts';
import { stepAt } from '#trace/trace.ts';
import type { KeyCommand } from './keys.ts';
import type { WorkbenchController } from './workbench.ts';

/** A place where a picture will put its transport. */
export const noTransport = (): TransportSlot => ({ current: null });

/**
 * Asks of a picture what a key or a button asks of the page.
 *
 * @returns whether it can be done there
 */
export function carryOut(transport: Transport | null, command: KeyCommand): boolean {
  const act = actOf(transport ?? {}, command);
  act?.();
  return act !== undefined;
}

function actOf(transport: Transport, command: KeyCommand): (() => void) | undefined {
  const { isPlaying, pause, play, next, choose, temperature, setParams } = transport;
  const plays = isPlaying?.() === true;
  switch (command.do) {
    case 'next':
      return plays ? pause : next;
    case 'play':
      return plays ? pause : play;
    case 'advance':
      return transport.step;
    case 'back':
      return transport.back;
    case 'reset':
      return transport.reset;
    case 'system-prompt':
      return transport.turnPage;
    case 'choose':
      return choose && (() => choose(command.bar));
    case 'temperature': {
      if (temperature === undefined || setParams === undefined) return undefined;
      const wanted = Math.round((temperature() + command.by) * 100) / 100;
      return () => setParams({ temperature: Math.min(5, Math.max(0, wanted)) });
    }
    default:
      return undefined;
  }
}

/**
 * The stage's transport.
 *
 * @param bars how many candidates are drawn: others cannot be chosen
 */
export function stageTransport(
  controller: WorkbenchController,
  bars: number,
): Required<Omit<Transport, 'turnPage'>> {
  const { dispatch, store } = controller.session;
  return {
    isPlaying: () => isPlaying(store.getState()),
    next: () => dispatch({ type: 'drive', drive: 'turn' }),
    play: () => dispatch({ type: 'drive', drive: 'run' }),
    pause: () => dispatch({ type: 'drive', drive: 'hold' }),
    step() {
      dispatch({ type: 'drive', drive: 'hold' });
      dispatch({ type: 'advance' });
    },
    back: () => dispatch({ type: 'back' }),
    reset: () => dispatch({ type: 'reset' }),
    choose(rank) {
      const session = store.getState();
      const step = shownStep(session);
      const id = rank < bars ? stepAt(session.trace, step).prediction?.ids[rank] : undefined;
      // While the model reads, the bars of the step before are no longer there to be pressed.
      if (id !== undefined && session.phase !== 'predicting') dispatch({ type: 'choose', step, id });
    },
    temperature: () => store.getState().params.temperature,
    setParams: params => controller.setParams(params),
    setSeed: seed => dispatch({ type: 'setSeed', seed }),
    setPrompt: text => controller.setPrompt(text),
  };
}
