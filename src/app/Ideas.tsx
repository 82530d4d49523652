import { useEffect, useState } from 'react';
import { writtenIn } from '#figures/scene.ts';
import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import { type FactFile, type Idea, withFacts } from './idea.ts';
import { factsFor, ideasFor } from './ideas.ts';
import './Ideas.css';

/** Texts to begin with, each with what there is to see: for who opens an empty box and does not know what to write. */
export function Ideas({ modelId, onTake }: { modelId: string; onTake: (idea: Idea) => void }) {
  const m = useMessages();
  const [ideas, setIdeas] = useState<readonly Idea[]>([]);
  const [facts, setFacts] = useState<FactFile['ideas']>({});
  useEffect(() => {
    let gone = false;
    setIdeas([]);
    Promise.all([ideasFor(modelId), factsFor(modelId)]).then(
      ([found, numbers]) => {
        if (gone) return;
        setIdeas(found);
        setFacts(numbers);
      },
      (error: unknown) => console.info('ideas', error), // the box works without
    );
    return () => {
      gone = true;
    };
  }, [modelId]);
  if (ideas.length === 0) return null;
  return (
    <div className="ideas" role="group" aria-label={m.story.ideas}>
      <p>{m.story.ideas}</p>
      <ul>
        {ideas.map(idea => (
          <li key={idea.id}>
            <button
              type="button"
              // The press must not end the editing before it is one: the list would be gone under the finger.
              onPointerDown={event => event.preventDefault()}
              onClick={() => onTake(idea)}
            >
              <strong>{idea.text.trim()}</strong>
              <span>
                {withFacts(idea.note[writtenIn(m.tag)], facts[idea.id] ?? {}, share =>
                  m.known.share(exactly(share)),
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
