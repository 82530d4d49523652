import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { keyTable } from './keys.ts';
import './Help.css';

const PrepareRoom = lazy(() =>
  import('./offline/PrepareRoom.tsx').then(({ PrepareRoom }) => ({ default: PrepareRoom })),
);

export function Help({ onClose }: { onClose: () => void }) {
  const m = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [preparing, setPreparing] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  if (preparing)
    return (
      <Suspense>
        <PrepareRoom onClose={onClose} />
      </Suspense>
    );
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{m.help.title}</h2>
      <dl>
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
      <Button onClick={() => setPreparing(true)}>{m.offline.open}</Button>{' '}
      <Button onClick={() => dialog.current?.close()}>{m.settings.close}</Button>
    </dialog>
  );
}
