import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { SeedBox } from '../controls/SeedBox.tsx';
import { TemperatureSlider } from '../controls/TemperatureSlider.tsx';
import type { RunningLockstep } from './useLockstep.ts';
import './LockstepControls.css';

export type LockstepControl = 'next' | 'play' | 'back' | 'reset' | 'seed' | 'temperature';

interface Props {
  readonly run: RunningLockstep;
  readonly visible: readonly string[]; // of LockstepControl; others are not there
  readonly children?: React.ReactNode;
}

/** The stage's controls for a figure that writes by itself, under the same names. */
export function LockstepControls({ run, visible, children }: Props) {
  const m = useMessages().controls;
  const { state, dispatch, finished } = run;
  const { drive, position, phase, seed, params } = state;
  const has = (control: LockstepControl) => visible.includes(control);
  const playing = drive === 'run';
  return (
    <div className="lockstep-controls" role="group" aria-label={m.region}>
      {has('reset') && (
        <Button kind="quiet" data-control="reset" onClick={() => dispatch({ type: 'reset' })}>
          {m.reset}
        </Button>
      )}
      {has('back') && (
        <Button
          data-control="back"
          disabled={position === 0 && phase !== 'drawn'}
          onClick={() => dispatch({ type: 'back' })}
        >
          {m.back}
        </Button>
      )}
      {has('next') && (
        <Button
          kind="primary"
          data-control="next"
          disabled={finished}
          onClick={() => dispatch({ type: 'drive', drive: 'turn' })}
        >
          {m.next}
        </Button>
      )}
      {has('play') && (
        <Button
          data-control="play"
          onClick={() => dispatch({ type: 'drive', drive: playing ? 'hold' : 'run' })}
        >
          {playing ? m.pause : m.play}
        </Button>
      )}
      {has('temperature') && (
        <div data-control="temperature">
          <TemperatureSlider
            temperature={params.temperature}
            onChange={temperature => dispatch({ type: 'setParams', params: { temperature } })}
          />
        </div>
      )}
      {has('seed') && <SeedBox seed={seed} onSeed={seed => dispatch({ type: 'setSeed', seed })} />}
      {children}
    </div>
  );
}
