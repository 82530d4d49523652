import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '../chapters/index.ts';
import type { Lesson } from '../prose.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Renewal } from '#ui/Renewal.tsx';
import { Scrolling } from '#ui/Scrolling.tsx';
import { Contents, SceneDots } from './Contents.tsx';
import { Glossary } from './Glossary.tsx';
import { SceneText } from './SceneText.tsx';
import { lessonVerbs } from './Verbs.tsx';
import { Welcome } from './Welcome.tsx';
import { neighbours, positionOf } from '../place.ts';
import type { Walk } from '../useLesson.ts';
import './LessonPanel.css';
import './Prose.css';

/** The lesson beside the stage: what to look at, one thing to do, and the way on. */
export const LessonPanel = memo(function LessonPanel(props: Walk & { open: boolean; onToggle: () => void }) {
  const m = useMessages();
  const { place, visited, lesson, retry, moves, go, open, onToggle } = props;
  const [listing, setListing] = useState(false);
  const [asked, setAsked] = useState<{ term: string; anchor: HTMLElement } | null>(null);
  const onGo = useMemo(
    () => (next: Place) => {
      setListing(false);
      setAsked(null);
      go(next);
    },
    [go],
  );
  const verbs = useMemo(
    () => lessonVerbs(onGo, (term, anchor) => setAsked(now => ({ term, anchor: now?.anchor ?? anchor }))),
    [onGo],
  );
  const panel = useRef<HTMLElement>(null);
  const address = place?.address;
  useEffect(() => {
    // On a phone the way on lies at the foot of the screen; a new scene begins at its top, with its picture.
    const top = panel.current?.parentElement?.getBoundingClientRect().top ?? 0;
    if (top < 0) window.scrollBy({ top });
  }, [address]);
  // The pressed link or button is gone with the old scene: who reads by ear or by keys goes on at the new one's title.
  const moved = useRef(moves);
  useEffect(() => {
    if (moved.current === moves) return;
    moved.current = moves;
    const { activeElement } = document;
    const elsewhere = activeElement !== document.body && !panel.current?.contains(activeElement);
    if (!elsewhere) panel.current?.querySelector('h2')?.focus({ preventScroll: true });
  }, [moves]);
  const term = asked === null ? undefined : lesson?.glossary[asked.term];

  return (
    <aside
      ref={panel}
      className="panel"
      data-open={open}
      aria-label={m.lesson.panel.region}
      aria-busy={lesson === null && retry === null}
    >
      <a className="skip-link" href="#main">
        {m.stage.skip}
      </a>
      <div className="panel-bar">
        {place !== null && (
          <Button kind="quiet" aria-expanded={listing && open} onClick={() => setListing(now => !now)}>
            {m.lesson.panel.contents}
          </Button>
        )}
        {place !== null && lesson !== null && <Position place={place} lesson={lesson} />}
        <Button
          kind="quiet"
          className="panel-toggle"
          aria-expanded={open}
          aria-label={open ? m.lesson.panel.hide : m.lesson.panel.show}
          title={open ? m.lesson.panel.hide : m.lesson.panel.show}
          onClick={onToggle}
        >
          <span aria-hidden>{open ? '«' : '»'}</span>
        </Button>
      </div>
      {retry !== null && (
        <div className="panel-failed" role="alert">
          <Renewal otherwise={<p>{m.missing.lesson}</p>} />
          <Button onClick={retry}>{m.notices.retry}</Button>
        </div>
      )}
      {lesson !== null && (
        <Scrolling className="panel-body" more={m.lesson.panel.more}>
          {place === null ? (
            <Welcome lesson={lesson} visited={visited} onGo={onGo} />
          ) : listing ? (
            <Contents lesson={lesson} place={place} visited={visited} onGo={onGo} />
          ) : (
            <SceneText
              key={place.address}
              chapter={lesson.chapters[place.chapter.id]}
              sceneId={place.scene.id}
              first={place.chapter.scenes[0] === place.scene}
              told={place.scene.figure === 'summary'}
              verbs={verbs}
            />
          )}
        </Scrolling>
      )}
      {place !== null && lesson !== null && (
        <nav className="panel-steps" aria-label={m.lesson.panel.steps}>
          <Steps place={place} lesson={lesson} onGo={onGo} />
          <SceneDots chapter={place.chapter.id} lesson={lesson} place={place} visited={visited} onGo={onGo} />
        </nav>
      )}
      {term !== undefined && (
        <Glossary term={term} anchor={asked!.anchor} verbs={verbs} onClose={() => setAsked(null)} />
      )}
    </aside>
  );
});

function Position({ place, lesson }: { place: Place; lesson: Lesson }) {
  const m = useMessages();
  const { chapter, scene, scenes } = positionOf(place);
  return (
    <p className="panel-position">
      <span className="visually-hidden">{m.lesson.panel.position(chapter, scene, scenes)}</span>
      <span aria-hidden>
        {chapter} · {lesson.chapters[place.chapter.id].title}
      </span>
    </p>
  );
}

/** Where the lesson goes on. The next chapter is called by its name: a reader should know what is coming. */
function Steps({ place, lesson, onGo }: { place: Place; lesson: Lesson; onGo: (place: Place) => void }) {
  const m = useMessages();
  const { previous, next } = neighbours(place);
  const leaves = next !== null && next.chapter !== place.chapter;
  return (
    <>
      <Button
        className="panel-previous"
        disabled={previous === null}
        aria-label={m.lesson.panel.previous}
        title={m.lesson.panel.previous}
        onClick={() => previous !== null && onGo(previous)}
      >
        <span aria-hidden>←</span>
      </Button>
      {next !== null && (
        <Button kind="primary" className="panel-next" onClick={() => onGo(next)}>
          {leaves ? m.lesson.panel.nextChapter(lesson.chapters[next.chapter.id].title) : m.lesson.panel.next}
        </Button>
      )}
    </>
  );
}
