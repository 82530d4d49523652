import type { ChapterProse } from '../prose.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Markdown, MarkdownLine, type Verbs } from '#ui/Markdown.tsx';

/** The words of one scene: title, a few sentences, one thing to do, and where the picture stops being true. */
export function SceneText(props: {
  chapter: ChapterProse;
  sceneId: string;
  first: boolean;
  told: boolean; // the figure itself shows what the body says
  verbs: Verbs;
}) {
  const m = useMessages();
  const { chapter, sceneId, first, told, verbs } = props;
  const { title, body, task, limit } = chapter.scenes[sceneId]!;
  return (
    <article className="scene-text prose">
      {first && (
        <p className="scene-lead">
          <MarkdownLine text={chapter.lead} verbs={verbs} />
        </p>
      )}
      <h2 tabIndex={-1}>
        <MarkdownLine text={title} />
      </h2>
      {!told && <Markdown text={body} verbs={verbs} />}
      <p className="scene-task">
        <strong>{m.lesson.panel.task}</strong>
        <MarkdownLine text={task} verbs={verbs} />
      </p>
      <p className="scene-limit">
        <strong>{m.lesson.panel.limit}</strong>
        <MarkdownLine text={limit} verbs={verbs} />
      </p>
    </article>
  );
}
