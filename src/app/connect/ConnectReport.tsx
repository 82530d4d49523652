import type { ApiReport } from '#engine/api/connect.ts';
import { useMessages } from '#i18n/messages.tsx';

/** What was found out about a server, and what its numbers can and cannot say. */
export function ConnectReport({ report }: { report: ApiReport }) {
  const m = useMessages().connect;
  return (
    <>
      <p>
        <strong>{m.connected(report.model)}</strong>
      </p>
      <dl className="connect-facts">
        <dt>{m.facts.server}</dt>
        <dd>
          {m.server(report.server)} · {report.address}
        </dd>
        <dt>{m.facts.asked}</dt>
        <dd>{m.asked[report.continuation]}</dd>
        <dt>{m.facts.listed}</dt>
        <dd>{m.candidates(report.candidates)}</dd>
        <dt>{m.facts.vocabulary}</dt>
        <dd>{m.tokens(report.vocabSize)}</dd>
        <dt>{m.facts.context}</dt>
        <dd>{m.tokens(report.contextLength)}</dd>
      </dl>
      {report.keyInTheOpen && <p className="connect-warning">{m.keyInTheOpen}</p>}
      {report.continuation === 'instructed' && <p>{m.instructed}</p>}
      <p>{m.topK(report.largestTopK)}</p>
      <p className="connect-quiet">{m.promptTokens}</p>
    </>
  );
}
