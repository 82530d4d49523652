import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { LocalStart } from '#figures/scene.ts';
import type { Place } from './chapters/index.ts';
import type { Language } from '#i18n/messages.tsx';
import { type Options, parseOptions } from '#run/url.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import { localStart, stageStart } from './enter.ts';
import { type Opening, openScene, raiseEachText } from './opening.ts';
import { hasStage } from './permissions.ts';

/**
 * Lays out a scene of the stage whenever the reader comes to one. Coming by link and coming by walking are the same
 * act. Another language of the page lays the scene out again only where its texts for the model differ.
 *
 * @param stopOpening set to what ends a scene's own beginning: the reader's first act does
 * @param openingAt how a scene begins
 * @param onEnter told before a scene is laid out
 * @returns the scene's start in the language its texts are in; null outside the lesson
 */
export function useScene(
  controller: WorkbenchController,
  place: Place | null,
  language: Language,
  stopOpening: RefObject<() => void>,
  openingAt: (start: LocalStart) => Opening,
  onEnter: (start: LocalStart, options: Options) => void,
): LocalStart | null {
  const start = useMemo(
    () => (place === null ? null : localStart(place.scene, language)),
    // The same numbers in another language are the same start.
    [place, language],
  );
  const act = useRef({ openingAt, onEnter });
  act.current = { openingAt, onEnter };

  const entry = place === null ? null : `${place.address} ${JSON.stringify(start)}`;
  const entered = useRef<string | null>(null);
  useEffect(() => {
    if (place === null || start === null) {
      entered.current = null;
      return;
    }
    // Strict mode mounts twice; a scene is laid out once.
    if (entered.current === entry) return;
    entered.current = entry;
    const { options } = parseOptions(location.search);
    act.current.onEnter(start, options);
    if (!hasStage(place.scene)) {
      controller.session.dispatch({ type: 'drive', drive: 'hold' }); // nothing runs on out of sight
      return;
    }
    const whole = stageStart(place.scene, language, options);
    void controller.enter(whole);
    if (start.phase !== 'predicted')
      stopOpening.current = openScene(controller.session, act.current.openingAt(start), whole.tempo);
    // Everything else follows from `entry`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [entry]);

  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => () => stopOpening.current(), [entry]);
  useEffect(() => {
    if (place === null || !hasStage(place.scene) || start?.phase !== 'predicted') return;
    return raiseEachText(controller.session);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [entry]);
  return start;
}
