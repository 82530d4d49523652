import { useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { keyTable } from '#run/keys.ts';
import { laterDialog } from '#ui/later.tsx';
import './Help.css';

const PrepareRoom = laterDialog(async () => (await import('#features/offline/PrepareRoom.tsx')).PrepareRoom);

export function Help(props: {
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
  onClose: () => void;
}) {
  const { singleKeys, onSingleKeys, onClose } = props;
  const m = useMessages();
  const [preparing, setPreparing] = useState(false);
  if (preparing) return <PrepareRoom onClose={onClose} />;
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
      <label className="keys-single">
        <input type="checkbox" checked={singleKeys} onChange={event => onSingleKeys(event.target.checked)} />
        {m.help.singleKeys}
      </label>
      {m.help.reading.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Dialog>
  );
}
