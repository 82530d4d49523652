import { useCallback, useEffect, useState } from 'react';
import type { SceneAddress } from './chapter.ts';
import type { Place } from './chapters/index.ts';
import { type Lesson, loadLesson } from './prose.ts';
import type { Language } from '#i18n/messages.tsx';
import { placeOfSearch, searchFor } from './place.ts';
import { readProgress, writeProgress } from './progress.ts';

export interface Walk {
  readonly place: Place | null; // null: the welcome
  readonly visited: ReadonlySet<SceneAddress>;
  readonly lesson: Lesson | null; // words in the page's language; null until they have come
  readonly retry: (() => void) | null; // asks for the words again; null unless they could not be had
  readonly moves: number; // times the reader has gone to a scene by a press in this page
  readonly go: (place: Place | null) => void;
}

/** Where the reader is in the lesson. The address of the page always says so, and its back button works. */
export function useLesson(language: Language, initial: Place | null): Walk {
  const [place, setPlace] = useState(initial);
  const [visited, setVisited] = useState(readProgress);
  const [moves, setMoves] = useState(0);
  const { lesson, retry } = useLessonWords(language);

  const go = useCallback((next: Place | null) => {
    try {
      history.pushState(null, '', searchFor(next, location.search));
    } catch {
      // A frame without an address of its own (about:srcdoc) walks through the lesson all the same.
    }
    setPlace(next);
    setMoves(before => before + 1);
  }, []);

  useEffect(() => {
    const onPop = () => setPlace(placeOfSearch(location.search));
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);

  const address = place?.address;
  useEffect(() => {
    if (address === undefined) return;
    setVisited(before => (before.has(address) ? before : new Set([...before, address])));
  }, [address]);
  useEffect(() => writeProgress(visited), [visited]);

  return { place, visited, lesson, retry, moves, go };
}

/** The words of the old language stay until the new ones have come. */
function useLessonWords(language: Language): Pick<Walk, 'lesson' | 'retry'> {
  const [lesson, setLesson] = useState<Lesson | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    setFailed(false);
    loadLesson(language).then(
      words => gone || setLesson(words),
      (error: unknown) => {
        console.info('lesson', error);
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  }, [language, attempt]);
  const again = useCallback(() => setAttempt(before => before + 1), []);
  return { lesson, retry: failed ? again : null };
}
