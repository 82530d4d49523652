import { Suspense, lazy, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { keyTable } from './keys.ts';
import './Help.css';

const PrepareRoom = lazy(() =>
  import('./offline/PrepareRoom.tsx').then(({ PrepareRoom }) => ({ default: PrepareRoom })),
);

export function Help({ onClose }: { onClose: () => void }) {
  const m = useMessages();
  const [preparing, setPreparing] = useState(false);
  if (preparing)
    return (
      <Suspense>
        <PrepareRoom onClose={onClose} />
      </Suspense>
    );
  return (
    <Dialog
      title={m.help.title}
      closeLabel={m.settings.close}
      onClose={onClose}
      actions={<Button onClick={() => setPreparing(true)}>{m.offline.open}</Button>}
    >
      <dl className="keys">
        {keyTable.map(({ command, keys }) => (
          <div key={command}>
            <dt>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{m.help.keys[command]}</dd>
          </div>
        ))}
      </dl>
      {m.help.reading.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Dialog>
  );
}
