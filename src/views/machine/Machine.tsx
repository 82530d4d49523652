import { memo } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { layoutPlates, machineHeight, machineWidth, plateHeight, plateWidth } from './layout.ts';
import './Machine.css';

/** What the front plate says about the model, and whether it is computing now. */
export interface MachineProps {
  readonly name: string;
  readonly layers: number | null; // null: unknown, as behind an API
  readonly parameters: number | null;
  readonly computing: boolean; // the wave runs exactly while this is true
  readonly waveMs: number; // length of one wave
  readonly still: boolean; // reduced motion: plates light up together and stay lit
  readonly children?: React.ReactNode; // badges below: source, backend, verification, progress
}

/** The model as a stack of plates, one per layer, between an inlet on the left and an outlet on the right. */
export function Machine({ computing, children, ...plates }: MachineProps) {
  const m = useMessages();
  const { name, parameters } = plates;
  return (
    <section className="machine" aria-label={m.machine.region} data-computing={computing || undefined}>
      <Plates {...plates} />
      <p className="machine-caption" aria-hidden>
        {name}
        {parameters !== null && <small>{m.machine.parameters(parameters)}</small>}
      </p>
      <div className="machine-badges">{children}</div>
    </section>
  );
}

/** The same for every token of a run, so it is drawn once. */
const Plates = memo(function Plates(props: Omit<MachineProps, 'computing' | 'children'>) {
  const m = useMessages();
  const { name, layers, parameters, waveMs, still } = props;
  const plates = layoutPlates(layers, waveMs);
  const front = plates.at(-1)!;
  const detail =
    parameters !== null ? m.machine.parameters(parameters) : layers !== null && m.machine.layers(layers);
  return (
    <svg
      viewBox={`-14 -6 ${machineWidth + 30} ${machineHeight + 12}`}
      className="machine-plates"
      style={{ '--wave': `${waveMs}ms` } as React.CSSProperties}
      data-still={still || undefined}
      data-unknown={layers === null || undefined}
      aria-hidden
    >
      {plates.map(plate => (
        <g key={plate.layer} transform={`translate(${plate.x} ${plate.y})`}>
          <rect className="plate" width={plateWidth} height={plateHeight} rx={7} />
          <rect
            className="plate-light"
            width={plateWidth}
            height={plateHeight}
            rx={7}
            style={{ animationDelay: `${plate.delay}s` }}
          />
        </g>
      ))}
      <text className="machine-title" x={front.x + plateWidth / 2} y={front.y + plateHeight / 2 - 14}>
        {m.machine.transformer}
      </text>
      <text className="machine-name" x={front.x + plateWidth / 2} y={front.y + plateHeight / 2 + 8}>
        {name}
      </text>
      <text className="machine-detail" x={front.x + plateWidth / 2} y={front.y + plateHeight / 2 + 28}>
        {detail}
      </text>
      <circle data-flight="inlet" cx={2} cy={plateHeight * 0.42} r={1} fill="none" />
    </svg>
  );
});
