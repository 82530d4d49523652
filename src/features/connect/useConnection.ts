import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiEngine } from '#engine/api/api-engine.ts';
import { type ApiReport, connectApi, listModels } from '#engine/api/connect.ts';

/** What the reader has typed. The key comes as an argument where it is used and is not kept here. */
export interface Typed {
  readonly address: string;
  readonly model: string;
}

export type Connection =
  | { readonly state: 'idle'; readonly models: readonly string[] | null } // null: not asked for
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'connected'; readonly engine: ApiEngine; readonly report: ApiReport };

const idle: Connection = { state: 'idle', models: null };

/** Talks to the server while the dialog is open. An engine that nobody takes is closed with it. */
export function useConnection() {
  const [connection, setConnection] = useState<Connection>(idle);
  const asking = useRef<AbortController | null>(null);
  const untaken = useRef<ApiEngine | null>(null);

  const ask = useCallback(async (question: (signal: AbortSignal) => Promise<Connection>) => {
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    setConnection({ state: 'asking' });
    const answer = await question(signal).catch((error: unknown): Connection => ({ state: 'failed', error }));
    if (signal.aborted) {
      if (answer.state === 'connected') answer.engine.dispose();
      return;
    }
    untaken.current = answer.state === 'connected' ? answer.engine : null;
    setConnection(answer);
  }, []);

  useEffect(
    () => () => {
      asking.current?.abort();
      untaken.current?.dispose();
    },
    [],
  );

  return {
    connection,
    connect: ({ address, model }: Typed, key: string) =>
      void ask(async signal => ({
        state: 'connected',
        ...(await connectApi({ address, model, key, signal })),
      })),
    list: ({ address }: Typed, key: string) =>
      void ask(async signal => ({
        state: 'idle',
        models: (await listModels({ address, key, signal })).models,
      })),
    /** Back to the form; what was under way is given up. */
    reset: () => {
      asking.current?.abort();
      untaken.current?.dispose();
      untaken.current = null;
      setConnection(idle);
    },
    /** The engine now belongs to whoever called. */
    take: () => void (untaken.current = null),
  };
}
