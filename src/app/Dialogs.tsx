import { type ComponentProps, useState } from 'react';
import type { Session } from '#player/state.ts';
import { NotLoaded } from '#ui/NotLoaded.tsx';
import type { Hub as HubDialog } from '#features/hub/Hub.tsx';
import { later, laterDialog } from '#ui/later.tsx';
import type { ShareRun as ShareDialog } from '#features/share/ShareRun.tsx';
import type { WorkbenchController } from '#run/workbench.ts';

// Most readers never open it, and it brings every protocol along.
const Connect = laterDialog(async () => (await import('#features/connect/Connect.tsx')).Connect);

const Help = laterDialog(async () => (await import('./Help.tsx')).Help);

const Hub = later<ComponentProps<typeof HubDialog>>(
  async () => (await import('#features/hub/Hub.tsx')).Hub,
  ({ open, onOpen }, again) => open && <NotLoaded onClose={() => onOpen(false)} onRetry={again} />,
);

const ShareRun = laterDialog(async () => (await import('#features/share/ShareRun.tsx')).ShareRun);

/** What lies over the page; one at a time. */
export type DialogName = 'connect' | 'help' | 'hub' | 'share';

export function Dialogs(props: {
  dialog: DialogName | null;
  onDialog: (dialog: DialogName | null) => void;
  controller: WorkbenchController;
  session: Session;
  backend: ComponentProps<typeof HubDialog>['backend'];
  bars: number;
  scene: ComponentProps<typeof ShareDialog>['scene'];
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
  onOwnModel: () => void; // told before a model of the reader's own takes over
}) {
  const { dialog, onDialog, controller, session, backend, bars, scene, onOwnModel } = props;
  const { singleKeys, onSingleKeys } = props;
  const [hub, setHub] = useState(false); // has been open: a download goes on while its dialog is closed
  if (dialog === 'hub' && !hub) setHub(true);
  const onClose = () => onDialog(null);
  return (
    <>
      {dialog === 'help' && <Help {...{ singleKeys, onSingleKeys, onClose }} />}
      {dialog === 'share' && <ShareRun {...{ controller, session, bars, scene, onClose }} />}
      {hub && (
        <Hub
          open={dialog === 'hub'}
          backend={backend}
          onOpen={open => onDialog(open ? 'hub' : null)}
          onUse={engine => {
            onOwnModel();
            controller.useGuest({ engine, largestTopK: null });
          }}
          onMoved={report => {
            const { guest } = controller.store.getState();
            if (controller.currentEngine === guest?.engine) controller.adoptReport(report);
          }}
        />
      )}
      {dialog === 'connect' && (
        <Connect
          onClose={onClose}
          onUse={(engine, { largestTopK }) => {
            onOwnModel();
            controller.useGuest({ engine, largestTopK });
          }}
        />
      )}
    </>
  );
}
