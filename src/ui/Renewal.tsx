import { type ReactNode, useEffect, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from './Button.tsx';
import { reload } from './reload.ts';
import { isReplaced } from './version.ts';

const ownScript = import.meta.url;

/** Where a part of the page could not be had: why, and the way on, if the reason is a new version on the server. */
export function Renewal({ otherwise }: { otherwise: ReactNode }) {
  const m = useMessages().missing;
  const [replaced, setReplaced] = useState(false);
  useEffect(() => {
    let gone = false;
    void isReplaced(ownScript).then(found => !gone && setReplaced(found));
    return () => {
      gone = true;
    };
  }, []);
  if (!replaced) return otherwise;
  return (
    <>
      <p>{m.replaced}</p>
      <Button kind="primary" onClick={reload}>
        {m.reload}
      </Button>
    </>
  );
}
