import { useEffect, useRef, useState } from 'react';
import type { ApiEngine } from '#engine/api/api-engine.ts';
import type { ApiReport } from '#engine/api/connect.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { ConnectFailure } from './ConnectFailure.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { ConnectReport } from './ConnectReport.tsx';
import { type Typed, useConnection } from './useConnection.ts';
import './Connect.css';

/**
 * The dialog for a model behind an API: where it is, one real question, what was found out.
 *
 * @param props.onUse takes the engine over: its new owner disposes of it
 */
export function Connect({
  onUse,
  onClose,
}: {
  onUse: (engine: ApiEngine, report: ApiReport) => void;
  onClose: () => void;
}) {
  const m = useMessages().connect;
  const settings = useMessages().settings;
  const [typed, setTyped] = useState<Typed>({ address: '', model: '' });
  const { connection, connect, list, reset, take } = useConnection();
  const { state } = connection;
  // The form fills small screens, and what the server said stands below it.
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state === 'failed') answer.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  const actions = (
    <>
      {connection.state === 'connected' && (
        <>
          <Button
            kind="primary"
            autoFocus
            onClick={() => {
              take();
              onUse(connection.engine, connection.report);
              onClose();
            }}
          >
            {m.use}
          </Button>
          <Button onClick={reset}>{m.again}</Button>
        </>
      )}
      {state === 'asking' && <Button onClick={reset}>{m.cancel}</Button>}
    </>
  );

  return (
    <Dialog
      title={m.title}
      closeLabel={settings.close}
      actions={actions}
      isCareful={typed.address !== ''}
      onClose={onClose}
    >
      <div hidden={state === 'connected'}>
        <ConnectForm
          typed={typed}
          models={connection.state === 'idle' ? connection.models : null}
          busy={state === 'asking'}
          onType={change => setTyped(now => ({ ...now, ...change }))}
          onConnect={key => connect(typed, key)}
          onList={key => list(typed, key)}
        />
      </div>
      <div ref={answer} role="status" className="connect-status">
        {state === 'asking' && <p>{m.asking}</p>}
        {connection.state === 'failed' && <ConnectFailure error={connection.error} address={typed.address} />}
        {connection.state === 'connected' && <ConnectReport report={connection.report} />}
      </div>
    </Dialog>
  );
}
