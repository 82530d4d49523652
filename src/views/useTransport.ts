import { createContext, useContext, useLayoutEffect } from 'react';
import type { Transport, TransportSlot } from '#player/transport.ts';

/** Where keys and host page find the picture on view. Without a page around it a picture has its buttons alone. */
export const TransportContext = createContext<TransportSlot>({ current: null });

/** Lets keys, clicker and host page drive a picture while it is there. */
export function useTransport(transport: Transport): void {
  const slot = useContext(TransportContext);
  // After every drawing: what it can do follows from what it shows.
  useLayoutEffect(() => {
    slot.current = transport;
    return () => {
      if (slot.current === transport) slot.current = null;
    };
  });
}
