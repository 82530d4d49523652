import { useHubMessages } from '#i18n/hub.ts';
import { Button } from '#ui/Button.tsx';
import { DownloadProgress } from './DownloadProgress.tsx';
import type { Download } from './useDownload.ts';

/** A download that goes on while its dialog is closed; also how it ended. */
export function HubBar(props: {
  download: Download;
  onShow: () => void;
  onCancel: () => void;
  onDismiss: () => void;
}) {
  const m = useHubMessages();
  const { download, onShow, onCancel, onDismiss } = props;
  const { state } = download;
  if (state !== 'loading' && state !== 'ready' && state !== 'failed') return null;
  const name = download.hub?.name ?? m.title;
  return (
    <aside className="hub-bar" aria-label={m.title}>
      {state === 'loading' && <DownloadProgress name={name} progress={download.progress} />}
      <p role="status">
        {state === 'ready' && m.ready(name)}
        {state === 'failed' && `${name}: ${m.failed}`}
      </p>
      {state !== 'ready' && <Button onClick={onShow}>{m.show}</Button>}
      {state === 'loading' ? (
        <Button kind="quiet" onClick={onCancel}>
          {m.cancel}
        </Button>
      ) : (
        <Button kind="quiet" onClick={onDismiss}>
          {m.dismiss}
        </Button>
      )}
    </aside>
  );
}
