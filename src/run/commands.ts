import type { RunningSession } from '#player/run.ts';
import { isPlaying, shownStep } from '#player/state.ts';
import { stepAt } from '#trace/trace.ts';
import type { KeyCommand } from './keys.ts';
import type { WorkbenchController } from './workbench.ts';

/** Carries out what a key or a button asks of the stage. @param bars how many are drawn: no others can be chosen */
export function moveStage({ session }: WorkbenchController, command: KeyCommand, bars: number): void {
  const { dispatch, store } = session;
  const playing = isPlaying(store.getState());
  switch (command.do) {
    case 'next':
      return dispatch({ type: 'drive', drive: playing ? 'hold' : 'turn' });
    case 'play':
      return dispatch({ type: 'drive', drive: playing ? 'hold' : 'run' });
    case 'advance':
      dispatch({ type: 'drive', drive: 'hold' });
      return dispatch({ type: 'advance' });
    case 'back':
      return dispatch({ type: 'back' });
    case 'reset':
      return dispatch({ type: 'reset' });
    case 'temperature': {
      const { temperature } = store.getState().params;
      const next = Math.round((temperature + command.by) * 100) / 100;
      return dispatch({ type: 'setParams', params: { temperature: Math.min(5, Math.max(0, next)) } });
    }
    case 'choose':
      return chooseBar(session, command.bar, bars);
  }
}

/** Appends the token with that rank in what the stage shows; while its bars are away there is none. */
function chooseBar({ store, dispatch }: RunningSession, rank: number, bars: number): void {
  const state = store.getState();
  const step = shownStep(state);
  const id = stepAt(state.trace, step).prediction?.ids[rank];
  if (rank < bars && id !== undefined && state.phase !== 'predicting') dispatch({ type: 'choose', step, id });
}

/** A figure's own buttons, by the command they carry out; where it has no beats an arrow key is a whole token. */
const buttonsOf: Partial<Record<KeyCommand['do'], string>> = {
  next: '[data-command="next"]',
  advance: '[data-command="next"]',
  play: '[data-command="play"]',
  back: '[data-command="back"]',
  reset: '[data-command="reset"]',
  'system-prompt': '[data-command="system-prompt"]',
};

/**
 * Carries out a key in a scene that is not the stage: what it would press there.
 *
 * @returns whether there is such a button
 */
export function pressInFigure(command: KeyCommand): boolean {
  const name = buttonsOf[command.do];
  const button = name === undefined ? null : document.querySelector<HTMLElement>(`.figure ${name}`);
  button?.click();
  return button !== null;
}

/** Whether the figure on the page writes by itself. */
export const figurePlays = (): boolean =>
  document.querySelector('.figure [data-command="play"][data-playing]') !== null;
