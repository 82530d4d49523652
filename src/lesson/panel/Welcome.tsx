import type { SceneAddress } from '../chapter.ts';
import { type Place, places } from '../chapters/index.ts';
import type { Lesson } from '../prose.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Contents } from './Contents.tsx';

/**
 * What a stranger sees beside the first run: what this is, and where it begins. Someone who returns can go on. The one
 * button that calls out to a stranger is the stage's own.
 */
export function Welcome(props: {
  lesson: Lesson;
  visited: ReadonlySet<SceneAddress>;
  onGo: (place: Place) => void;
}) {
  const m = useMessages().lesson.welcome;
  const { lesson, visited, onGo } = props;
  const unseen = places.find(({ address }) => !visited.has(address));
  const resume = visited.size > 0 && unseen !== undefined && unseen !== places[0] ? unseen : null;
  return (
    <div className="welcome prose" data-new={visited.size === 0 || undefined}>
      <h2 tabIndex={-1}>{m.title}</h2>
      {m.sentences.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="welcome-start">
        {resume !== null && (
          <Button kind="primary" onClick={() => onGo(resume)}>
            {m.resume}
          </Button>
        )}
        <Button onClick={() => onGo(places[0]!)}>{m.start}</Button>
      </p>
      <Contents lesson={lesson} place={null} visited={visited} onGo={onGo} />
    </div>
  );
}
