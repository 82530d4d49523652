import './Note.css';

/** quiet: small print · warning: before something costs · failure: what went wrong and what helps */
export type NoteKind = 'quiet' | 'warning' | 'failure';

/** Something said aside of the main thing. */
export function Note({ kind = 'quiet', children }: { kind?: NoteKind; children: React.ReactNode }) {
  return (
    <div className="note" data-kind={kind}>
      {children}
    </div>
  );
}

/** A command to copy into a terminal, or several, one a line. */
export function Command({ children }: { children: string }) {
  return <pre className="command">{children}</pre>;
}

/** What is known about a thing, by name. Rows without anything known are left out. */
export function Facts({
  rows,
}: {
  rows: readonly (readonly [name: string, fact: React.ReactNode] | null)[];
}) {
  return (
    <dl className="facts">
      {rows.map(
        row =>
          row && (
            <div key={row[0]}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
