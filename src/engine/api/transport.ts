import { EngineError } from '../engine.ts';
import { type Address, urlOf } from './address.ts';
import type { Endpoint } from './dialect.ts';
import { readBody } from './body.ts';
import { RateLimitedError, Refusal, refusalOf } from './refusal.ts';

/** Requests to one server. The key lives in the closure that makes them and nowhere else. */
export interface Transport {
  /** @throws EngineError; DOMException 'AbortError' when `signal` fires */
  get(endpoint: Endpoint, signal: AbortSignal): Promise<unknown>;
  /** @throws the same */
  post(endpoint: Endpoint, body: object, signal: AbortSignal): Promise<unknown>;
}

export interface TransportOptions {
  readonly timeoutMs: number; // for one request, from asking to the last byte
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number; // ms
}

/**
 * Talks JSON to a server. Nothing but the address, the body and the key leaves the page: no cookies, no referrer, no
 * cache, and no redirect is followed, because it could carry the key to another host. Errors are words of our own:
 * what a server says in refusing may repeat the key.
 *
 * @param key '' for none; sent as a bearer token
 * @throws EngineError 'unauthorized' for a key that cannot be a header value
 */
export function connectTransport(address: Address, key: string, options: TransportOptions): Transport {
  const secret = key.trim();
  // The browser's own complaint about an invalid header value would quote the key.
  if (!/^[\x21-\x7e]*$/.test(secret))
    throw new EngineError('unauthorized', 'a key has only ASCII letters, digits and signs');
  let silentUntil = -Infinity; // ms; a server that asked for time is left alone so long

  async function send(method: 'GET' | 'POST', endpoint: Endpoint, body: object | null, signal: AbortSignal) {
    signal.throwIfAborted();
    const wait = silentUntil - options.now();
    if (wait > 0) throw new RateLimitedError(Math.ceil(wait));
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== null) headers['content-type'] = 'application/json';
    if (secret !== '') headers['authorization'] = `Bearer ${secret}`;
    try {
      return await withTimeout(signal, options.timeoutMs, async limited => {
        const response = await options.fetch(urlOf(address, endpoint), {
          method,
          headers,
          body: body === null ? null : JSON.stringify(body),
          signal: limited,
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          cache: 'no-store',
          redirect: 'error',
        });
        const answer = await readBody(response);
        if (!response.ok) throw refusalOf(response, answer, options.now());
        if (answer === undefined) throw new Refusal('nonsense', 'the answer is not JSON', response.status);
        return answer;
      });
    } catch (error) {
      if (error instanceof RateLimitedError && error.retryAfterMs !== null)
        silentUntil = options.now() + error.retryAfterMs;
      throw error instanceof EngineError || isAbort(error) ? error : unreachable(address);
    }
  }

  return {
    get: (endpoint, signal) => send('GET', endpoint, null, signal),
    post: (endpoint, body, signal) => send('POST', endpoint, body, signal),
  };
}

/**
 * Runs a task under the caller's signal and a time limit.
 *
 * @throws EngineError 'timed-out'; DOMException 'AbortError' when the caller's signal fired
 */
async function withTimeout<T>(
  signal: AbortSignal,
  timeoutMs: number,
  task: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop);
  try {
    return await task(limit.signal);
  } catch (error) {
    if (signal.aborted) throw new DOMException('the request was given up', 'AbortError');
    if (limit.signal.aborted) throw new EngineError('timed-out', `no answer within ${timeoutMs / 1000} s`);
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/**
 * fetch tells a page neither that a server is absent nor that it forbids the page to read it: both are a TypeError.
 * The message therefore names the usual remedies for the second, which is the commoner with local servers.
 */
function unreachable({ root }: Address): EngineError {
  return new EngineError(
    'refused-cross-origin',
    `${root} cannot be reached, does not let this page read its answers, or redirects elsewhere. ` +
      'Ollama: start it with OLLAMA_ORIGINS set to the origin of this page. ' +
      'llama.cpp: start llama-server with --cors-origins and the origin of this page. ' +
      'vLLM: start it with --allowed-origins and a JSON list holding the origin of this page.',
  );
}
