import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Session } from '#session/state.ts';
import { browserClock } from './clock.ts';
import { framed } from './framed.ts';
import type { EngineLabs } from './labs.ts';
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
  const [shown] = useState(() => framed(controller.session.store));
  const session = useSyncExternalStore(shown.subscribe, shown.now);
  const workbench = useStore(controller.store);
  return { controller, session, workbench };
}

/** Calls `run` once, when the component first appears; React's strict mode mounts twice and must not load twice. */
export function useOnce(run: () => void): void {
  const [once] = useState({ done: false });
  useEffect(() => {
    if (once.done) return;
    once.done = true;
    run();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
