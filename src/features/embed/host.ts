import { type Incoming, type Outgoing, protocol, readMessage } from './protocol.ts';

/** The page that embeds this one, as it speaks and is spoken to. */
export interface Host {
  tell(message: Outgoing): void;
  /** Hears what has been kept, and then every message as it comes. One listens at a time. @returns ends it */
  hear(listener: (message: Incoming) => void): () => void;
  /** Hands a message on to whoever listens next. */
  keep(message: Incoming): void;
}

/**
 * Listens to the embedding page from the first moment on and tells it so, once. A message that comes before anybody here
 * can act on it is kept.
 */
export function listenToHost(frame: Window, host: Window): Host {
  const kept: Incoming[] = [];
  let now: ((message: Incoming) => void) | null = null;
  frame.addEventListener('message', event => {
    const message = event.source === host ? readMessage(event.data) : null;
    if (message === null) return;
    if (now === null) kept.push(message);
    else now(message);
  });
  // Whoever embeds may know what is on the stage: there is no secret in it, and no key (see engine/api).
  const tell = (message: Outgoing) => host.postMessage({ protocol, ...message }, '*');
  tell({ type: 'ready' });
  return {
    tell,
    keep: message => void kept.push(message),
    hear(listener) {
      now = listener;
      for (const message of kept.splice(0)) listener(message);
      return () => {
        if (now === listener) now = null;
      };
    },
  };
}
