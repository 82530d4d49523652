import { useEffect, useRef, useState } from 'react';
import type { ApiEngine } from '#engine/api/api-engine.ts';
import type { ApiReport } from '#engine/api/connect.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
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
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState<Typed>({ address: '', model: '' });
  const { connection, connect, list, reset, take } = useConnection();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  const { state } = connection;

  return (
    <dialog ref={dialog} className="connect" aria-labelledby="connect-title" onClose={onClose}>
      <h2 id="connect-title">{m.title}</h2>
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
      <div role="status" className="connect-status">
        {state === 'asking' && <p>{m.asking}</p>}
        {connection.state === 'failed' && <ConnectFailure error={connection.error} address={typed.address} />}
        {connection.state === 'connected' && <ConnectReport report={connection.report} />}
      </div>
      <div className="connect-buttons">
        {connection.state === 'connected' && (
          <>
            <Button
              kind="primary"
              autoFocus
              onClick={() => {
                take();
                onUse(connection.engine, connection.report);
                close();
              }}
            >
              {m.use}
            </Button>
            <Button onClick={reset}>{m.again}</Button>
          </>
        )}
        {state === 'asking' && <Button onClick={reset}>{m.cancel}</Button>}
        <Button kind="quiet" onClick={close}>
          {settings.close}
        </Button>
      </div>
    </dialog>
  );
}
