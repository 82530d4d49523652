import { useMessages } from '#i18n/messages.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Renewal } from './Renewal.tsx';
import { reload } from './reload.ts';

/** In the place of a dialog whose code could not be fetched. */
export function NotLoaded({ onClose, onRetry }: { onClose: () => void; onRetry: () => void }) {
  const m = useMessages();
  return (
    <Dialog
      title={m.missing.title}
      closeLabel={m.settings.close}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onRetry}>
          {m.notices.retry}
        </Button>
      }
    >
      <div role="alert">
        <Renewal
          otherwise={
            <p>
              {m.missing.dialog}
              {m.between}
              {m.errors.kept}
            </p>
          }
        />
      </div>
    </Dialog>
  );
}

/** In the place of the stage, should drawing it fail: the run lies beside it and is not touched. */
export function NotDrawn({ onRetry }: { onRetry: () => void }) {
  const m = useMessages();
  return (
    <div className="not-drawn" role="alert">
      <p>
        {m.missing.stage}
        {m.between}
        {m.errors.kept}
      </p>
      <Button kind="primary" onClick={onRetry}>
        {m.notices.retry}
      </Button>
      <Button onClick={reload}>{m.missing.reload}</Button>
    </div>
  );
}
