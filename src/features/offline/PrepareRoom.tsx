import { useEffect, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { type Item, abilities, bytesOf, itemsOf } from './assets.ts';
import { keep, listAssets, missingOf } from './keep.ts';
import { register } from './register.ts';
import './PrepareRoom.css';

type State = 'missing' | 'coming' | 'kept' | 'failed';

interface Row {
  readonly item: Item;
  readonly state: State;
}

/**
 * Before the lesson: everything the page can use, with a tick once it lies on this device. What is fetched is kept by
 * the same name the service worker looks under.
 */
export function PrepareRoom({ onClose }: { onClose: () => void }) {
  const m = useMessages();
  const { offline } = m;
  const [rows, setRows] = useState<readonly Row[] | 'impossible' | null>(null);
  useEffect(() => {
    void surveyed().then(setRows, (error: unknown) => {
      console.info('offline', error);
      setRows('impossible');
    });
  }, []);

  const list = rows === 'impossible' || rows === null ? [] : rows;
  const mark = (item: Item, state: State) =>
    setRows(now => (now as readonly Row[]).map(row => (row.item === item ? { item, state } : row)));
  const fetchAll = async () => {
    for (const { item, state } of list) {
      if (state === 'kept') continue;
      mark(item, 'coming');
      const kept = await (item.kind === 'page' ? register() : keep(item).then(() => true)).catch(
        (error: unknown) => {
          console.info('offline', item.id, error);
          return false;
        },
      );
      mark(item, kept ? 'kept' : 'failed');
    }
  };

  const nameOf = ({ kind, id }: Item) => (kind === 'model' ? m.models.name(id) : offline[kind]);
  const busy = list.some(({ state }) => state === 'coming');
  const ready = list.length > 0 && list.every(({ state }) => state === 'kept');
  return (
    <Dialog
      title={offline.title}
      closeLabel={m.settings.close}
      onClose={onClose}
      actions={
        !ready && (
          <Button kind="primary" disabled={busy || list.length === 0} onClick={() => void fetchAll()}>
            {offline.fetch}
          </Button>
        )
      }
    >
      <p>{offline.lead}</p>
      {rows === 'impossible' && <p role="alert">{offline.impossible}</p>}
      <ul className="prepare">
        {list.map(({ item, state }) => (
          <li key={item.id} data-state={state} data-item={item.id}>
            <span aria-hidden="true">{marks[state]}</span>
            <span>{nameOf(item)}</span>
            <span className="prepare-size">
              {item.kind === 'page' ? '' : m.format.bytes(bytesOf(item.assets))}
            </span>
            <span className="prepare-state">{offline.states[state]}</span>
          </li>
        ))}
      </ul>
      <p role="status">{ready ? offline.ready : ''}</p>
    </Dialog>
  );
}

const marks: Record<State, string> = { missing: '○', coming: '…', kept: '✓', failed: '✕' };

async function surveyed(): Promise<Row[]> {
  const items = itemsOf(await listAssets(), abilities());
  return Promise.all(
    items.map(async (item): Promise<Row> => {
      const kept =
        item.kind === 'page'
          ? (await navigator.serviceWorker.getRegistration())?.active != null
          : (await missingOf(item)).length === 0;
      return { item, state: kept ? 'kept' : 'missing' };
    }),
  );
}
