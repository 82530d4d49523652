import { createContext, useContext, useSyncExternalStore } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Progress } from '#ui/Progress.tsx';

/** How far a model has come. */
export interface Arrival {
  readonly stage: 'download' | 'compile' | 'verify';
  readonly loadedBytes: number;
  readonly totalBytes: number | null; // null while nobody has said
}

/** What is on its way to the figures now. */
export interface Arrivals {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => Arrival | null; // null: nothing is
}

/** Set by who opens models. It goes round the figures, none of which has anything to do with it. */
export const ArrivalsContext = createContext<Arrivals>({ subscribe: () => () => {}, now: () => null });

/** The model that is on its way to a figure; null when none is. */
export function useArrival(): Arrival | null {
  const { subscribe, now } = useContext(ArrivalsContext);
  return useSyncExternalStore(subscribe, now, now);
}

/** A model on its way: real bytes, then what is done with them. */
export function Arriving({ arrival: { stage, loadedBytes, totalBytes } }: { arrival: Arrival }) {
  const m = useMessages();
  const total = totalBytes !== null && totalBytes > 0 ? totalBytes : null;
  const said = m.machine.stage[stage];
  return (
    <Progress label={said} done={loadedBytes} total={total}>
      {said}
      {stage === 'download' &&
        ` · ${m.machine.loading(m.format.bytes(loadedBytes), total === null ? null : m.format.bytes(total))}`}
    </Progress>
  );
}
