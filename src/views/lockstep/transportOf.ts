import type { Transport } from '#player/transport.ts';
import type { LockstepControl } from './LockstepControls.tsx';
import type { RunningLockstep } from './useLockstep.ts';

/**
 * The transport of a figure that writes: what its buttons do, and no more than it has buttons for.
 *
 * @param visible controls of the scene
 */
export function transportOf(
  { state, dispatch, finished }: RunningLockstep,
  visible: readonly string[],
  more: Pick<Transport, 'setPrompt' | 'turnPage'> = {},
): Transport {
  const has = (control: LockstepControl | 'prompt') => visible.includes(control);
  const next = () => finished || dispatch({ type: 'drive', drive: 'turn' });
  return {
    isPlaying: () => state.drive === 'run',
    ...(has('next') && { next, step: next }),
    ...(has('play') && { play: () => dispatch({ type: 'drive', drive: 'run' }) }),
    pause: () => dispatch({ type: 'drive', drive: 'hold' }),
    ...(has('back') && { back: () => dispatch({ type: 'back' }) }),
    ...(has('reset') && { reset: () => dispatch({ type: 'reset' }) }),
    temperature: () => state.params.temperature,
    setParams: params => dispatch({ type: 'setParams', params }),
    setSeed: seed => dispatch({ type: 'setSeed', seed }),
    ...more,
  };
}
