import { type Place } from './chapters/index.ts';
import type { RunningSession } from '#player/run.ts';
import { depthOf } from '#trace/trace.ts';
import type { KeyCommand } from '#run/keys.ts';
import { type Permission, hasStage } from './permissions.ts';
import { neighbours } from './place.ts';

/** Tokens a clicker walks through in a scene that lets it. A teacher who wants more of them presses Space. */
const tokensOfScene = 3;

/**
 * In front of a class a clicker walks through the whole lesson: beat by beat within a scene, and over its end to the
 * next one.
 *
 * @returns whether the command has been taken care of
 */
export function turnPage(
  command: KeyCommand,
  {
    place,
    may,
    go,
    session,
  }: {
    place: Place | null;
    may: Permission;
    go: (place: Place | null) => void;
    session: RunningSession;
  },
): boolean {
  if (!('paging' in command) || command.paging !== true || place === null) return false;
  const { previous, next } = neighbours(place);
  const { trace, cursor, phase } = session.store.getState();
  const depth = depthOf(trace, cursor);
  const forward = command.do === 'advance';
  const beats = hasStage(place.scene) && (may('step') || may('next'));
  const over = forward ? depth >= tokensOfScene && phase === 'ready' : depth === 0 && phase === 'ready';
  if (beats && !over) return false;
  const target = forward ? next : previous;
  if (target !== null) go(target);
  return true;
}
