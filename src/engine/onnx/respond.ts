import { codeOf } from './failure.ts';
import type { Failed, Port } from './protocol.ts';

/** What answers a request, and the memory that goes over with it instead of being copied. */
export type Response<A> = readonly [answer: A, transfer?: readonly ArrayBufferLike[]];

/**
 * Answers requests on a port, one after another: each with exactly one reply, or with the code of what went wrong.
 *
 * @returns hears no more requests, and settles after the last answer
 */
export function respond<Q extends { readonly id: number }, A>(
  port: Port,
  answer: (request: Q) => Promise<Response<A>>,
): () => Promise<void> {
  let queue = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<Q>) => {
    queue = queue.then(() => reply(data).catch(error => port.postMessage(failure(data.id, error), [])));
  };
  return () => {
    port.onmessage = null;
    return queue;
  };

  async function reply(request: Q): Promise<void> {
    const [message, transfer = []] = await answer(request);
    port.postMessage(message, transfer as Transferable[]);
  }
}

const failure = (id: number, error: unknown): Failed => ({
  id,
  kind: 'failed',
  code: codeOf(error),
  message: error instanceof Error ? error.message : String(error),
});
