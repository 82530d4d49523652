import type { HubModel } from '#engine/hub/hub-model.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { Button } from '#ui/Button.tsx';
import { DownloadProgress } from './DownloadProgress.tsx';
import { Choosing } from './Choosing.tsx';
import { Failure } from './Failure.tsx';
import { Found } from './Found.tsx';
import type { Choice, Device } from './device.ts';
import type { Wanted } from './source.ts';
import type { Download } from './useDownload.ts';

/** The dialog's content in each state of a download: what is so, and each way on. */
export function HubBody(props: {
  download: Download;
  wanted: Wanted;
  device: Device | null; // null: not known yet
  onChange: (change: Partial<Wanted>) => void;
  onFind: (question: (signal: AbortSignal) => Promise<HubModel>) => void;
  onGet: (hub: HubModel, choice: Choice) => void;
  onResume: (hub: HubModel) => void;
  onCancel: () => void;
  onReset: () => void;
}) {
  const m = useHubMessages();
  const { download, wanted, device, onResume, onCancel, onReset } = props;
  const back = <Button onClick={onReset}>{m.back}</Button>;
  switch (download.state) {
    case 'choosing':
      return <Choosing {...props} />;
    case 'looking':
      return (
        <>
          <p role="status">{m.looking}</p>
          <Button onClick={onCancel}>{m.cancel}</Button>
        </>
      );
    case 'found':
      return (
        <>
          {device !== null && (
            <Found hub={download.hub} device={device} onGet={choice => props.onGet(download.hub, choice)} />
          )}
          {back}
        </>
      );
    case 'loading':
      return (
        <>
          <p role="status">{m.loading(download.hub.name)}</p>
          <DownloadProgress name={download.hub.name} progress={download.progress} />
          <Button onClick={onCancel}>{m.cancel}</Button>
        </>
      );
    case 'stopped':
      return (
        <>
          <p role="status">{download.hub.storedAs === null ? m.stoppedFiles : m.stopped}</p>
          <Button kind="primary" onClick={() => onResume(download.hub)}>
            {m.resume}
          </Button>
          {back}
        </>
      );
    case 'failed': {
      const { hub, error } = download;
      return (
        <>
          <div role="alert">
            <Failure error={error} wanted={wanted} begun={hub !== null} />
          </div>
          {hub !== null && (
            <Button kind="primary" onClick={() => onResume(hub)}>
              {m.retry}
            </Button>
          )}
          {back}
        </>
      );
    }
    case 'ready':
      return <p role="status">{m.ready(download.hub.name)}</p>;
  }
}
