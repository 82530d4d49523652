import { useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';

/** A text to take along, with a button that copies it; where the clipboard is refused the text is selected instead. */
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
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(value),
      () => field.current?.select(),
    );
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
    </div>
  );
}
