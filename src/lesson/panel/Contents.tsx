import { chapters, type Place, placeAt } from '../chapters/index.ts';
import type { SceneAddress } from '../chapter.ts';
import type { Lesson } from '../prose.ts';
import { useMessages } from '#i18n/messages.tsx';
import { SceneLink } from './Verbs.tsx';

/** Every chapter with its scenes as dots; a filled dot is a scene the reader has been to. */
export function Contents(props: {
  lesson: Lesson;
  place: Place | null;
  visited: ReadonlySet<SceneAddress>;
  onGo: (place: Place) => void;
}) {
  const m = useMessages();
  const { lesson, place, onGo } = props;
  return (
    <nav aria-label={m.lesson.panel.contents}>
      <ol className="contents">
        {chapters.map(chapter => (
          <li key={chapter.id} aria-current={chapter.id === place?.chapter.id ? 'true' : undefined}>
            <SceneLink place={placeAt(chapter.id)!} onGo={onGo} className="contents-chapter">
              {lesson.chapters[chapter.id].title}
            </SceneLink>
            <SceneDots chapter={chapter.id} {...props} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The scenes of one chapter as a row of dots: where one is, where one has been, and a way to each. */
export function SceneDots(props: {
  chapter: string;
  lesson: Lesson;
  place: Place | null;
  visited: ReadonlySet<SceneAddress>;
  onGo: (place: Place) => void;
}) {
  const m = useMessages();
  const { lesson, place, visited, onGo } = props;
  const chapter = placeAt(props.chapter)!.chapter;
  return (
    <ul className="scene-dots">
      {chapter.scenes.map(scene => {
        const there = placeAt(`${chapter.id}/${scene.id}`)!;
        const { title } = lesson.chapters[chapter.id].scenes[scene.id]!;
        const seen = visited.has(there.address);
        return (
          <li key={scene.id} data-seen={seen || undefined}>
            <SceneLink
              place={there}
              onGo={onGo}
              current={there === place}
              label={seen ? m.lesson.panel.seen(title) : title}
            >
              <span aria-hidden />
            </SceneLink>
          </li>
        );
      })}
    </ul>
  );
}
