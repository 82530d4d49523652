import { useEffect, useMemo, useRef } from 'react';
import type { LocalStart } from '#chapters/chapter.ts';
import type { Place } from '#chapters/index.ts';
import type { Language } from '#i18n/messages.tsx';
import { type Options, parseOptions } from '../url.ts';
import type { WorkbenchController } from '../workbench.ts';
import { localStart, raiseBars, stageStart } from './enter.ts';
import { hasStage } from './permissions.ts';

/**
 * Lays out a scene of the stage whenever the reader comes to one. Coming by link and coming by walking are the same
 * act. Another language of the page lays the scene out again only where its texts for the model differ.
 *
 * @param onEnter told before a scene is laid out
 * @returns the scene's start in the language its texts are in; null outside the lesson
 */
export function useScene(
  controller: WorkbenchController,
  place: Place | null,
  language: Language,
  onEnter: (start: LocalStart, options: Options) => void,
): LocalStart | null {
  const start = useMemo(
    () => (place === null ? null : localStart(place.scene, language)),
    // The same numbers in another language are the same start.
    [place, language],
  );
  const enter = useRef(onEnter);
  enter.current = onEnter;

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
    enter.current(start, options);
    if (!hasStage(place.scene)) {
      controller.session.dispatch({ type: 'drive', drive: 'hold' }); // nothing runs on out of sight
      return;
    }
    const whole = stageStart(place.scene, language, options);
    void controller.enter(whole);
    if (start.phase === 'predicted') stopRaising.current = raiseBars(controller, whole.tempo);
    // Everything else follows from `entry`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [entry]);

  const stopRaising = useRef(() => {});
  useEffect(() => () => stopRaising.current(), [entry]);
  return start;
}
