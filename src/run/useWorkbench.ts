import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Session } from '#player/state.ts';
import { browserClock } from '#player/clock.ts';
import { keepInAddress } from '#ui/reload.ts';
import { framed } from './framed.ts';
import { introTokens, playTokens } from './intro.ts';
import { addressWith } from './kept.ts';
import type { EngineLabs } from './labs.ts';
import { openWords } from './linked.ts';
import type { WorkbenchOptions } from './start.ts';
import { WorkbenchController } from './workbench.ts';
import type { Workbench } from './workbenchState.ts';

/** A workbench for the life of the page, and what lies on it now. */
export function useWorkbench(
  options: WorkbenchOptions,
  models: EngineLabs,
): {
  controller: WorkbenchController;
  session: Session;
  workbench: Workbench;
} {
  const [controller] = useState(() => new WorkbenchController(options, browserClock, models));
  useEffect(() => keepInAddress(() => addressWith(controller, location.href)), [controller]);
  const [shown] = useState(() => framed(controller.session.store));
  const session = useSyncExternalStore(shown.subscribe, shown.now);
  const workbench = useStore(controller.store);
  return { controller, session, workbench };
}

/** Calls `run` once, when the component first appears; React's strict mode mounts twice and must not load twice. */
function useOnce(run: () => void): void {
  const [once] = useState({ done: false });
  useEffect(() => {
    if (once.done) return;
    once.done = true;
    run();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

/**
 * What happens by itself when the page opens with the stage: a recording's first tokens play, and a model is loaded.
 *
 * @param autoplay of the address; 'elsewhere': the page opens with a scene of the lesson, which begins in its own way
 * @param stop set to what ends it: the reader's first act does
 */
export function useBeginning(
  controller: WorkbenchController,
  { start, sleeping }: WorkbenchOptions,
  autoplay: boolean | null | 'elsewhere',
  stop: RefObject<() => void>,
): void {
  useOnce(() => {
    if (autoplay === 'elsewhere') return;
    void controller.openRecording().then(opened => {
      if (autoplay ?? opened)
        stop.current = playTokens(controller.session, autoplay === true ? Infinity : introTokens);
    });
    // An embed loads nothing heavy before its reader acts; the words of a shared run are light.
    void (sleeping ? openWords(controller, start) : controller.load());
  });
}
