import { useMessages } from '#i18n/messages.tsx';
import { MarkdownLine } from '#ui/Markdown.tsx';
import './Summary.css';

/** A sentence of the summary and the scene that shows it. */
export interface Door {
  readonly sentence: string; // Markdown; the words of its links are plain, as the door beside it is what is pressed
  readonly scene: string; // title of the scene
  readonly onOpen: () => void;
}

/** What was seen, in sentences that open onto the scene each comes from. */
export function Summary({ doors }: { doors: readonly Door[] }) {
  const m = useMessages().figures.summary;
  return (
    <ol className="summary" aria-label={m.region}>
      {doors.map(({ sentence, scene, onOpen }, i) => (
        <li key={i}>
          <p>
            <MarkdownLine text={sentence} />
          </p>
          <button type="button" onClick={onOpen}>
            {m.see(scene)}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The items of the numbered list in a text. */
export const sentencesOf = (markdown: string): string[] =>
  Array.from(markdown.matchAll(/^\d+\. (.+)$/gm), ([, sentence]) => sentence!);
