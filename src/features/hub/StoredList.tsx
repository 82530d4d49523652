import { useCallback, useEffect, useState } from 'react';
import { type StoredModel, removeStored, storedModels } from '#engine/hub/stored.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { Button } from '#ui/Button.tsx';
import { Note } from '#ui/Note.tsx';

/** What this browser keeps, and a way to be rid of it. */
export function StoredList({ onUse }: { onUse: (model: string) => void }) {
  const m = useHubMessages();
  const [stored, setStored] = useState<readonly StoredModel[] | null>(null);
  const read = useCallback(() => storedModels().then(setStored), []);
  useEffect(() => void read(), [read]);
  if (stored === null) return null;
  return (
    <section className="hub-stored">
      <h3>{m.stored}</h3>
      {stored.length === 0 && <Note>{m.storedNone}</Note>}
      <ul>
        {stored.map(({ model, storedBytes, bytes }) => (
          <li key={model}>
            <span>
              {nameOf(model)} <small>{m.storedSize(storedBytes, bytes)}</small>
            </span>
            <Button kind="quiet" aria-label={m.use(nameOf(model))} onClick={() => onUse(model)}>
              {m.useShort}
            </Button>
            <Button
              kind="quiet"
              aria-label={m.remove(nameOf(model))}
              onClick={() => void removeStored(model).then(read)}
            >
              {m.removeShort}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A revision other than the usual one is worth telling. */
const nameOf = (model: string): string => model.replace(/@main$/, '');
