import type { Glimpse } from '#lm/glimpse.ts';
import { useMessages } from '#i18n/messages.tsx';
import './Machine.css';

export interface MachineProps {
  readonly name: string;
  readonly layers: number | null; // null: unknown, as behind an API
  readonly parameters: number | null;
  readonly glimpse: Glimpse | null; // null: not known yet, or not given
  readonly frosted: boolean; // the model does not give its numbers
  readonly children?: React.ReactNode; // badges below: source, backend, verification, progress
}

/**
 * The model: a room in which the film sets up its sheets, and below it what the numbers on them are. What is drawn
 * there is said here for readers' tools.
 */
export function Machine({ name, layers, parameters, glimpse, frosted, children }: MachineProps) {
  const m = useMessages();
  const depth = layers === null ? null : m.machine.layers(layers);
  const size = parameters === null ? depth : m.machine.parameters(parameters);
  return (
    <section className="machine" aria-label={m.machine.region}>
      <div className="machine-room" />
      <p className="machine-legend">
        {frosted && <span>{m.machine.frosted}</span>}
        {glimpse !== null && (
          <>
            <span>{m.machine.sheets(glimpse.cells, glimpse.embedding)}</span>
            <span className="machine-sign">
              <i data-sign="plus" /> {m.machine.above}
            </span>
            <span className="machine-sign">
              <i data-sign="minus" /> {m.machine.below}
            </span>
          </>
        )}
      </p>
      <div className="machine-badges">
        <span>
          {name}
          {size !== null && ` · ${size}`}
        </span>
        {children}
      </div>
    </section>
  );
}
