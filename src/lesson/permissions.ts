import type { Control } from '#figures/scene.ts';
import type { Scene } from './chapter.ts';
import type { KeyCommand } from '#run/keys.ts';

/** Whether the reader may touch a control; a control that may not be touched is not there. */
export type Permission = (control: Control) => boolean;

/**
 * What a scene permits, and the address: outside the lesson, in a scene that names no controls and without `controls=`
 * in the address, everything.
 *
 * @param allowed names out of the address, possibly of controls nobody knows; null: all
 */
export const permissionOf =
  (
    scene: { readonly controls?: readonly Control[] } | null,
    allowed: readonly string[] | null = null,
  ): Permission =>
  control =>
    (scene?.controls?.includes(control) ?? true) && (allowed?.includes(control) ?? true);

/** Controls whose keys a command is; one of them is enough. */
const controlsOf: Partial<Record<KeyCommand['do'], readonly Control[]>> = {
  next: ['next'],
  play: ['play'],
  advance: ['step', 'next'],
  back: ['back'],
  reset: ['reset'],
  choose: ['choose'],
  temperature: ['temperature'],
};

/** Whether a key does something: keys are the same permissions as buttons. */
export const permits = (may: Permission, command: KeyCommand): boolean =>
  controlsOf[command.do]?.some(may) ?? true;

/** Whether a scene shows the stage itself, or a picture of its own. */
export const hasStage = (scene: Scene | null): boolean =>
  scene === null || scene.figure === 'loop' || scene.figure === 'playground';
