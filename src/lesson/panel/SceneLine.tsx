import type { Place } from '../chapters/index.ts';
import type { Lesson } from '../prose.ts';
import { useMessages } from '#i18n/messages.tsx';
import { MarkdownLine } from '#ui/Markdown.tsx';
import { positionOf } from '../place.ts';

/** In front of a class the teacher speaks the words: one line says where in the lesson the stage is. */
export function SceneLine({ place, lesson }: { place: Place; lesson: Lesson }) {
  const m = useMessages();
  const { chapter, scene, scenes } = positionOf(place);
  const { title, scenes: texts } = lesson.chapters[place.chapter.id];
  return (
    <p className="scene-line">
      <strong>
        <MarkdownLine text={texts[place.scene.id]!.title} />
      </strong>
      <span>{title}</span>
      <span title={m.lesson.panel.position(chapter, scene, scenes)}>
        {chapter}.{scene} / {scenes}
      </span>
    </p>
  );
}
