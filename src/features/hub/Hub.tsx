import { useEffect, useState } from 'react';
import { catalogue } from '#engine/hub/catalogue.ts';
import { findHubModel, findStoredModel, openLocalModel } from '#engine/hub/hub-model.ts';
import { loadHubEngine } from '#engine/hub/load-hub.ts';
import { localFiles } from '#engine/hub/local.ts';
import type { BackendReport } from '#engine/engine.ts';
import type { LoadOptions } from '#engine/onnx/load.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { HubBar } from './HubBar.tsx';
import { HubBody } from './HubBody.tsx';
import { nameOf } from './SourceFields.tsx';
import { StoredList } from './StoredList.tsx';
import { type Device, deviceFor } from './device.ts';
import { droppedFiles } from './dropped.ts';
import { type Wanted, baseOf, usualMirror, usualSource } from './source.ts';
import { type LoadModel, useDownload } from './useDownload.ts';
import './Hub.css';

/**
 * The dialog for a model that is downloaded, or opened from the reader's own files. It stays mounted while closed: a
 * download goes on, and a bar tells how it goes.
 *
 * @param props.onUse takes the engine over: its new owner disposes of it
 */
export function Hub(props: {
  open: boolean;
  backend: LoadOptions['backend'];
  onOpen: (open: boolean) => void;
  onUse: (engine: OnnxEngine) => void;
  onMoved: (report: BackendReport) => void; // that engine computes somewhere else now
  load?: LoadModel; // where there are no workers
}) {
  const { open, backend, onOpen, onUse, onMoved, load = loadHubEngine } = props;
  const messages = useMessages();
  const m = useHubMessages();
  const [wanted, setWanted] = useState<Wanted>(() => ({
    repo: catalogue[1]!.repo,
    source: usualSource(messages.tag === 'zh' ? 'zh' : 'en'),
    mirror: usualMirror,
  }));
  const [device, setDevice] = useState<Device | null>(null);
  useEffect(() => void deviceFor(backend).then(setDevice), [backend]);
  const { download, find, get, resume, cancel, reset } = useDownload(load, backend, onUse, onMoved);
  const { state } = download;

  /** From storage alone where all of it is kept, so that no network is needed; otherwise the rest is fetched. */
  const useStored = (model: string) =>
    void find(signal =>
      findStoredModel(model).catch((error: unknown) => {
        const base = baseOf(wanted);
        if (base === null) throw error;
        const [repo = '', revision = 'main'] = model.split('@');
        return findHubModel({ base, repo, revision }, signal);
      }),
    );
  const close = () => {
    onOpen(false);
    if (state === 'ready' || state === 'failed') reset();
  };

  if (!open)
    return <HubBar download={download} onShow={() => onOpen(true)} onCancel={cancel} onDismiss={reset} />;
  return (
    <Dialog
      title={m.title}
      closeLabel={state === 'loading' ? m.hide : messages.settings.close}
      onClose={close}
    >
      <div
        className="hub"
        onDragOver={event => event.preventDefault()}
        onDrop={event => {
          event.preventDefault();
          event.stopPropagation(); // elsewhere on the page, what is dropped is a saved run
          const dropped = droppedFiles(event.dataTransfer);
          setWanted(now => ({ ...now, source: 'files' }));
          void find(async () => {
            const files = await dropped;
            return openLocalModel(nameOf(files[0]?.path ?? ''), localFiles(files));
          });
        }}
      >
        <HubBody
          download={download}
          wanted={wanted}
          device={device}
          onChange={change => setWanted(now => ({ ...now, ...change }))}
          onFind={question => void find(question)}
          onGet={(hub, choice) => void get(hub, choice)}
          onResume={resume}
          onCancel={cancel}
          onReset={reset}
        />
        {state === 'choosing' && <StoredList onUse={useStored} />}
      </div>
    </Dialog>
  );
}
