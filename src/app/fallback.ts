import { models } from '#engine/models.ts';
import type { Messages } from '#i18n/messages.tsx';
import type { Session } from '#player/state.ts';
import type { WorkbenchController } from '#run/workbench.ts';

/** A model that may still work where there is an error, and what brings it in. */
export interface Fallback {
  readonly name: string;
  readonly use: () => void;
}

/**
 * Where a recording has nothing more, the model that is at work on this page; otherwise an embedded one that is not
 * the one that failed.
 */
export function fallbackOf(controller: WorkbenchController, session: Session, m: Messages): Fallback | null {
  const { currentEngine } = controller;
  if (session.error === 'not-recorded' && currentEngine !== null)
    return { name: m.models.name(currentEngine.model.id), use: () => controller.takeOver() };
  const { modelId } = controller.store.getState();
  const other = models.find(model => model.spec.id !== modelId)?.spec.id;
  return other === undefined ? null : { name: m.models.name(other), use: () => controller.setModel(other) };
}
