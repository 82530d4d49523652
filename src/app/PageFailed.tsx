import { type Messages, languages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { reload } from '#ui/reload.ts';

/** In the place of the whole page, should something outside stage, figures and dialogs fail. */
export function PageFailed() {
  const m: Messages = languages[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'];
  return (
    <main className="not-drawn" role="alert">
      <p>{m.missing.page}</p>
      <Button kind="primary" onClick={reload}>
        {m.missing.reload}
      </Button>
      <p>
        <a href="./">{m.missing.afresh}</a> · <a href="plain.html">{m.missing.plain}</a>
      </p>
    </main>
  );
}
