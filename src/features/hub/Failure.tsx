import { EngineError, type EngineErrorCode } from '#engine/engine.ts';
import { TokenizerError } from '#engine/tokenizer.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Command, Note } from '#ui/Note.tsx';
import type { Wanted } from './source.ts';

/** What went wrong, in the reader's words, and what can be done about it. */
export function Failure({ error, wanted, begun }: { error: unknown; wanted: Wanted; begun: boolean }) {
  const messages = useMessages();
  const hub = useHubMessages();
  const m = hub.remedies;
  const code: EngineErrorCode = error instanceof EngineError ? error.code : 'worker-crashed';
  const remedies: Partial<Record<EngineErrorCode, string>> = {
    'download-corrupt': m.damaged,
    'model-invalid': m.invalid,
    'out-of-memory': m.memory,
    'numbers-wrong': m.numbers,
    'worker-crashed': m.crashed,
    nonsense: m.nonsense,
  };
  const notBeside = wanted.source === 'own' && (code === 'download-failed' || code === 'nonsense');
  return (
    <Note kind="failure">
      <p>
        <strong>{messages.errors[code]}</strong>
      </p>
      {!navigator.onLine && wanted.source !== 'files' && <p>{m.offline}</p>}
      {notBeside ? (
        <>
          <p>{m.own}</p>
          <Command>{`npm run models:add ${wanted.repo}`}</Command>
        </>
      ) : (
        <p>
          {code === 'download-failed'
            ? begun
              ? m.kept
              : m.reach
            : error instanceof TokenizerError
              ? m.tokenizer
              : remedies[code]}
        </p>
      )}
      {error instanceof Error && (
        <details>
          <summary>{hub.said}</summary>
          <p lang="en">{error.message}</p>
        </details>
      )}
    </Note>
  );
}
