import { useEffect, useState } from 'react';
import { RateLimitedError } from '#engine/api/refusal.ts';
import { EngineError } from '#engine/engine.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Command, Note } from '#ui/Note.tsx';
import { localNetworkBarrier } from './localNetwork.ts';

/** What went wrong, in the reader's words, and what can be done about it. */
export function ConnectFailure({ error, address }: { error: unknown; address: string }) {
  const messages = useMessages();
  const m = messages.connect;
  const code = error instanceof EngineError ? error.code : 'nonsense';
  return (
    <Note kind="failure">
      <p>
        <strong>{messages.errors[code]}</strong>
        {messages.between}
        {error instanceof RateLimitedError &&
          error.retryAfterMs !== null &&
          m.wait(Math.ceil(error.retryAfterMs / 1000))}
        {code === 'no-logprobs' && m.remedies.noLogprobs}
        {code === 'model-invalid' && m.remedies.model}
      </p>
      {code === 'refused-cross-origin' && <Unreachable address={address} />}
    </Note>
  );
}

/** A page cannot tell an absent server from one that forbids it to read, so every remedy is named. */
function Unreachable({ address }: { address: string }) {
  const m = useMessages().connect.remedies;
  // A sandboxed frame has no origin that a server could name; only "everyone" lets it in.
  const origin = location.origin === 'null' ? '*' : location.origin;
  const [barrier, setBarrier] = useState<'ask' | 'denied' | null>(null);
  useEffect(() => {
    let current = true;
    const { permissions } = navigator as unknown as {
      permissions?: { query(of: { name: string }): Promise<PermissionStatus> };
    };
    void localNetworkBarrier(address, { isSecureContext, host: location.host, permissions }).then(
      found => current && setBarrier(found),
    );
    return () => void (current = false);
  }, [address]);
  const mixed = location.protocol === 'https:' && address.trim().startsWith('http:');
  return (
    <>
      <p>{m.unreachable}</p>
      <ul>
        {barrier !== null && <li>{m.localNetwork[barrier]}</li>}
        {barrier !== null && parent !== window && (
          <li>
            {m.localFrame}
            <Command>{'allow="local-network-access; loopback-network; local-network"'}</Command>
          </li>
        )}
        <li>{m.running}</li>
        {mixed && <li>{m.mixed}</li>}
        <li>
          {m.origins}
          <Command>{`OLLAMA_ORIGINS="${origin}" ollama serve
llama-server -m model.gguf --cors-origins "${origin}"
vllm serve MODEL --allowed-origins '["${origin}"]'`}</Command>
        </li>
      </ul>
    </>
  );
}
