import type { BackendReport, EngineErrorCode, LoadProgress } from '#engine/engine.ts';
import { useMessages } from '#i18n/messages.tsx';
import type { Source } from '#trace/trace.ts';
import { Hint } from '#ui/Hint.tsx';
import { Arriving } from '#views/Arriving.tsx';

/** Below the machine: where its numbers come from, where they are computed, whether they were checked here. */
export function Badges(props: {
  source: Source | null;
  foreign: boolean; // the numbers are another model's than the one at work, whose place and check say nothing of them
  latencyMs: number | null;
  report: BackendReport | null;
  progress: LoadProgress | null;
  error: EngineErrorCode | null;
}) {
  const m = useMessages();
  const { source, foreign, latencyMs, progress, error } = props;
  const report = foreign ? null : props.report;
  // What was recorded was not computed here, whatever was checked here.
  const verification = source === 'recorded' ? null : (report?.verification ?? null);
  return (
    <>
      {source !== null && (
        <span className="badge" data-source={source === 'recorded' ? 'recorded' : 'live'}>
          {source === 'recorded' ? (
            <Hint hint={foreign ? m.machine.foreignHint : m.machine.recordedHint}>{m.machine.recorded}</Hint>
          ) : (
            m.machine.live
          )}
        </span>
      )}
      {report && (
        <span className="badge">
          {report.rejected.length > 0 ? (
            <Hint
              hint={report.rejected
                .map(({ backend, reason }) => m.machine.rejected(m.machine.backend(backend), reason))
                .join('\n')}
            >
              {m.machine.backend(report.backend)}
            </Hint>
          ) : (
            m.machine.backend(report.backend)
          )}
          {report.threads > 1 && ` · ${m.machine.threads(report.threads)}`}
          {report.adapter !== null && ` · ${report.adapter}`}
        </span>
      )}
      {source !== 'recorded' && latencyMs !== null && (
        <span className="badge">{m.machine.latency(latencyMs)}</span>
      )}
      {verification && (
        <span className="badge" data-verified>
          <Hint
            hint={m.machine.verifiedHint(
              verification.maxError.toPrecision(1),
              String(verification.tolerance),
            )}
          >
            ✓ {m.machine.verified}
          </Hint>
        </span>
      )}
      {progress && <Arriving arrival={progress} />}
      {error !== null && <span className="badge">{m.machine.failed}</span>}
      {report && report.backend !== 'api' && !report.verification && (
        <span className="badge">{m.machine.unverified}</span>
      )}
    </>
  );
}
