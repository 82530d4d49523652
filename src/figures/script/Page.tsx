import { animate, useMotionValue } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useEffect, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { roles } from '#lm/conversation.ts';
import { Button } from '#ui/Button.tsx';
import { ease } from '#views/beats.ts';
import type { Setting } from './Desk.tsx';

interface Props {
  readonly setting: Setting;
  readonly question: string;
  readonly editable: boolean;
  readonly movable: boolean;
  readonly still: boolean;
  readonly onPull: (pulled: boolean) => void;
  readonly onWrite: (system: string) => void;
}

/**
 * The question, and above it the page, rolled up like a blind. Dragging its lower edge, the button and the key S are
 * one act.
 */
export function Page({ setting, question, editable, movable, still, onPull, onWrite }: Props) {
  const m = useMessages().figures.script;
  const { pulled, system } = setting;
  const page = useRef<HTMLDivElement>(null);
  const length = useMotionValue(pulled ? 1 : 0); // 0 rolled up … 1 down
  const height = useMotionValue<number | string>(pulled ? 'auto' : 0);
  const grabbed = useRef(0); // length when the drag began

  useEffect(
    () =>
      length.on('change', value => {
        // Down, the page is as high as its text, which may grow while someone writes.
        height.set(value === 1 || page.current === null ? 'auto' : value * page.current.offsetHeight);
      }),
    [length, height],
  );
  useEffect(() => {
    const controls = animate(length, pulled ? 1 : 0, { duration: still ? 0 : 0.7, ease });
    return () => controls.stop();
  }, [pulled, still, length]);

  return (
    <div className="page-desk">
      <motion.div
        className="page-blind"
        style={{ height }}
        aria-hidden={!pulled || undefined}
        inert={!pulled}
      >
        <div className="page-sheet" ref={page}>
          {editable ? (
            <label data-control="system-prompt">
              <span className="page-title">{m.page}</span>
              <textarea
                value={system}
                rows={3}
                maxLength={1200}
                spellCheck={false}
                onChange={event => onWrite(event.target.value)}
              />
            </label>
          ) : (
            <>
              <span className="page-title">{m.page}</span>
              <p>{system}</p>
            </>
          )}
        </div>
      </motion.div>
      {movable && (
        <motion.div
          className="page-edge"
          onPanStart={() => {
            grabbed.current = length.get();
          }}
          onPan={(_, { offset }) => {
            const whole = page.current?.offsetHeight ?? 1;
            length.set(Math.min(1, Math.max(0, grabbed.current + offset.y / whole)));
          }}
          onPanEnd={(_, { velocity }) => {
            const down = Math.abs(velocity.y) > 300 ? velocity.y > 0 : length.get() > 0.5;
            if (down === pulled) animate(length, pulled ? 1 : 0, { duration: still ? 0 : 0.3, ease });
            else onPull(down);
          }}
        >
          <Button
            data-control={editable ? undefined : 'system-prompt'}
            aria-pressed={pulled}
            onClick={() => onPull(!pulled)}
          >
            {pulled ? m.lift : m.pull}
          </Button>
        </motion.div>
      )}
      <p className="page-question">
        {pulled && <span className="page-role">{roles.user} </span>}
        <span className="page-words">{question}</span>
        {pulled && <span className="page-role page-cue">{roles.assistant}</span>}
      </p>
    </div>
  );
}
