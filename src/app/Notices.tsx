import { useMemo } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import type { EngineErrorCode } from '#engine/engine.ts';
import type { Fallback } from './fallback.ts';
import { Renewal } from '#ui/Renewal.tsx';
import { Retry, secondsUntil } from './Retry.tsx';
import type { Notice } from '#run/notice.ts';
import './Notices.css';

/** What the reader should know, above the stage; none of it blocks anything. */
export function Notices(props: {
  notices: readonly Notice[];
  error: EngineErrorCode | null;
  retryAt: number | null; // when asking again is allowed, ms of the page's clock; null: now
  fallback: Fallback | null;
  onRetry: () => void;
  onDismiss: (notice: Notice) => void;
}) {
  const m = useMessages();
  const { notices, error, retryAt, fallback, onRetry, onDismiss } = props;
  const quiet = useMemo(() => secondsUntil(retryAt), [retryAt]); // as it was when the answer came
  if (error === null && notices.length === 0) return null;
  return (
    <div className="notices">
      {error !== null && (
        <div className="notice" data-kind="error">
          {/* The counting button stands outside, or every second would be announced. */}
          <span role="alert">
            {[m.errors[error], quiet > 0 ? m.notices.quiet(quiet) : '', m.errors.kept]
              .filter(Boolean)
              .join(m.between)}
          </span>
          {error !== 'not-recorded' && <Retry at={retryAt} onRetry={onRetry} />}
          {(error === 'download-failed' || error === 'worker-crashed') && <Renewal otherwise={null} />}
          {fallback && <Button onClick={fallback.use}>{m.notices.useModel(fallback.name)}</Button>}
        </div>
      )}
      {notices.map((notice, i) => (
        <div key={`${notice.kind}${i}`} className="notice" role="status">
          <span>
            <NoticeText notice={notice} />
          </span>
          {notice.kind === 'new-prompt' && (
            <Button
              onClick={() => {
                notice.undo();
                onDismiss(notice);
              }}
            >
              {m.notices.undo}
            </Button>
          )}
          <Button kind="quiet" onClick={() => onDismiss(notice)}>
            {m.notices.dismiss}
          </Button>
        </div>
      ))}
    </div>
  );
}

function NoticeText({ notice }: { notice: Notice }) {
  const m = useMessages();
  switch (notice.kind) {
    case 'bad-parameter':
      return m.notices.badParameter(notice.name, notice.value);
    case 'cleaned':
      return m.notices.cleaned;
    case 'cut':
      return m.notices.cut(notice.kept);
    case 'not-a-run':
      return m.share.refused(notice.place);
    case 'recording-failed':
      return m.notices.recordingFailed;
    case 'weights-changed':
      return m.notices.weightsChanged;
    case 'other-vocabulary':
      return m.notices.otherVocabulary;
    case 'other-weights':
      return m.notices.otherWeights;
    case 'backend-changed':
      return m.notices.backendChanged(m.machine.backend(notice.backend));
    case 'new-prompt':
      return m.notices.newPrompt;
  }
}
