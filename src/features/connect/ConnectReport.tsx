import type { ApiReport } from '#engine/api/connect.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Facts, Note } from '#ui/Note.tsx';

/** What was found out about a server, and what its numbers can and cannot say. */
export function ConnectReport({ report }: { report: ApiReport }) {
  const m = useMessages().connect;
  return (
    <>
      <p>
        <strong>{m.connected(report.model)}</strong>
      </p>
      <Facts
        rows={[
          [m.facts.server, `${m.server(report.server)} · ${report.address}`],
          [m.facts.asked, m.asked[report.continuation]],
          [m.facts.listed, m.candidates(report.candidates)],
          [m.facts.vocabulary, m.tokens(report.vocabSize)],
          [m.facts.context, m.tokens(report.contextLength)],
        ]}
      />
      {report.keyInTheOpen && <Note kind="warning">{m.keyInTheOpen}</Note>}
      {report.continuation === 'instructed' && <p>{m.instructed}</p>}
      <p>{m.topK(report.largestTopK)}</p>
      <Note>{m.promptTokens}</Note>
    </>
  );
}
