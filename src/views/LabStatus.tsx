import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Arriving, useArrival } from './Arriving.tsx';
import type { OpeningLab } from './useLab.ts';

/** What stands in a figure's place while its model loads, or when it cannot be had. */
export function LabStatus({ error, retry }: Pick<OpeningLab, 'error'> & Partial<OpeningLab>) {
  const m = useMessages();
  const arrival = useArrival();
  if (error === null) {
    return (
      <div className="late" role="status">
        {arrival === null ? m.figures.loading : <Arriving arrival={arrival} />}
      </div>
    );
  }
  return (
    <div role="alert">
      <p>{m.errors[codeOf(error)]}</p>
      {retry && <Button onClick={retry}>{m.notices.retry}</Button>}
    </div>
  );
}

/** An engine's errors carry a code for readers; anything else is a bug, and no worker answers after one. */
function codeOf(error: unknown): keyof ReturnType<typeof useMessages>['errors'] {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (code as 'worker-crashed') : 'worker-crashed';
}
