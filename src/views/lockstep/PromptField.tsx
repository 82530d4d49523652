import { useMessages } from '#i18n/messages.tsx';
import { isComposing } from '#ui/composing.ts';
import './PromptField.css';

/** The text a figure's models start from. It is read as it is typed; Enter leaves the field, Shift and Enter break the line. */
export function PromptField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const m = useMessages().story;
  return (
    <label className="prompt-field" data-control="prompt">
      <span>{m.prompt}</span>
      <textarea
        rows={1}
        maxLength={600}
        spellCheck={false}
        value={text}
        onChange={event => onText(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}
