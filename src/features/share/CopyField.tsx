import { useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';

/**
 * A text to take along, with a button that copies it. Over plain http, as in a classroom, and in some apps there is no
 * clipboard; then the older command copies what is selected, and where that fails too it stays selected, with a word.
 */
export function CopyField({
  label,
  value,
  multiline = false,
}: {
  label: string;
  value: string;
  multiline?: boolean;
}) {
  const m = useMessages().share;
  const [copied, setCopied] = useState<string | null>(null); // what was copied; another value is not
  const [selected, setSelected] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    // The types promise a clipboard that only secure pages have.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const isCopied =
      (await clipboard?.writeText(value).then(
        () => true,
        () => false,
      )) ?? false;
    if (isCopied || copySelected(field.current!)) return setCopied(value);
    setSelected(true);
  };
  return (
    <div className="copy-field">
      <textarea
        ref={field}
        aria-label={label}
        readOnly
        rows={multiline ? 4 : 2}
        value={value}
        onFocus={event => event.target.select()}
      />
      <Button onClick={() => void copy()}>{copied === value ? m.copied : m.copy}</Button>
      <p className="copy-selected" role="status">
        {selected && copied !== value && m.selected}
      </p>
    </div>
  );
}

/** Leaves the text selected where it could not be copied. */
function copySelected(field: HTMLTextAreaElement): boolean {
  const before = document.activeElement;
  field.focus();
  field.select();
  field.setSelectionRange(0, field.value.length); // iOS does not select by select()
  try {
    const isCopied = document.execCommand('copy');
    if (isCopied && before instanceof HTMLElement) before.focus();
    return isCopied;
  } catch {
    return false;
  }
}
