import { useEffect, useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';

/**
 * The prompt, edited in place: invisible over the story until it is focused, then it covers the story's tiles with the
 * text they were made of. Enter or leaving takes it over, Esc leaves it as it was.
 */
export function PromptBox({ text, onCommit }: { text: string; onCommit: (text: string) => void }) {
  const m = useMessages();
  const [draft, setDraft] = useState(text);
  const [editing, setEditing] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => setDraft(text), [text]);

  const leave = () => box.current?.blur();
  return (
    <div className="prompt-box" data-control="prompt" data-editing={editing || undefined}>
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
        onBlur={() => {
          setEditing(false);
          onCommit(draft);
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            leave();
          } else if (event.key === 'Escape') {
            setDraft(text);
            // After the draft is back, so that leaving commits what was there.
            requestAnimationFrame(leave);
          }
        }}
      />
      {editing && <p className="prompt-hint">{m.story.promptHint}</p>}
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
