import { useEffect, useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { isComposing } from '#ui/composing.ts';
import { Ideas } from './Ideas.tsx';
import { type Idea, promptOf } from './idea.ts';

/**
 * The prompt, edited in place: invisible over the story until it is focused, then it covers the story's tiles with the
 * text they were made of. Enter or leaving takes it over, Esc leaves it as it was. Below it lie ideas.
 */
export function PromptBox(props: {
  text: string;
  modelId: string;
  onCommit: (text: string) => void;
  onIdea: (idea: Idea) => void;
}) {
  const { text, modelId, onCommit, onIdea } = props;
  const m = useMessages();
  const [draft, setDraft] = useState(text);
  const [editing, setEditing] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const abandoned = useRef(false);
  useEffect(() => setDraft(text), [text]);

  const leave = () => (document.activeElement as HTMLElement | null)?.blur();
  return (
    <div
      className="prompt-box"
      data-control="prompt"
      data-editing={editing || undefined}
      onBlur={event => {
        if (event.currentTarget.contains(event.relatedTarget)) return; // on to the ideas
        setEditing(false);
        // Who only passed through has done nothing.
        if (!abandoned.current && draft !== text) onCommit(draft);
        abandoned.current = false;
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return; // it cancels a candidate
        setDraft(text);
        // After the draft is back, so that leaving commits what was there.
        requestAnimationFrame(leave);
      }}
    >
      <textarea
        ref={box}
        aria-label={m.story.prompt}
        aria-description={m.story.promptHint}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        rows={4}
        onFocus={() => setEditing(true)}
        onChange={event => setDraft(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.shiftKey && !isComposing(event.nativeEvent)) {
            event.preventDefault();
            leave();
          }
        }}
      />
      {editing && (
        <div className="prompt-below">
          <p className="prompt-hint">{m.story.promptHint}</p>
          <Ideas
            modelId={modelId}
            onTake={idea => {
              // Leaving would take over the draft; what was written in it gives way to the idea.
              abandoned.current = true;
              setDraft(promptOf(idea));
              onIdea(idea);
              leave();
            }}
          />
        </div>
      )}
      {!editing && (
        <button
          type="button"
          className="prompt-edit"
          aria-label={m.story.edit}
          title={m.story.edit}
          onClick={() => box.current?.focus()}
        >
          <svg viewBox="0 0 16 16" aria-hidden>
            <path
              d="M11.5 2.2 13.8 4.5 5.6 12.7 2.4 13.6 3.3 10.4Z"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.3"
            />
          </svg>
        </button>
      )}
    </div>
  );
}
