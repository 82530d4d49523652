import { builtinsUrl } from '#baseline/builtins-url.ts';
import { lacksBuiltins } from '#baseline/missing.ts';
import { EngineError } from '../engine.ts';
import { Connection } from './client.ts';
import type { Numbered } from './protocol.ts';

/**
 * Starts a worker and connects to it.
 *
 * @param url of its script, as Vite gives it
 */
export function connectWorker<Q extends Numbered, A extends Numbered>(url: string): Connection<Q, A> {
  const worker = startWorker(new URL(url, import.meta.url).href);
  const connection = new Connection<Q, A>(worker, () => worker.terminate());
  const crash = (what: string): void => connection.fail(new EngineError('worker-crashed', what));
  worker.onerror = event => {
    event.preventDefault(); // told through the connection
    crash(event.message ?? 'the worker script did not load');
  };
  worker.onmessageerror = () => crash('a message from the worker could not be read');
  return connection;
}

/**
 * In an iframe sandboxed without `allow-same-origin` the page's origin is opaque, and the browser refuses a worker
 * whose script comes from anywhere else. A blob belongs to that origin, and may import the script if its server allows
 * it (Access-Control-Allow-Origin). It has to be a classic script: Chromium 156 loads no module from such a blob. In an
 * older browser the same blob first imports what that lacks.
 */
function startWorker(url: string): Worker {
  const scripts = lacksBuiltins() ? [builtinsUrl, url] : [url];
  if (self.origin !== 'null' && scripts.length === 1)
    return new Worker(url, { type: 'module', name: 'engine' });
  const bootstrap = new Blob([importing(scripts)], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(bootstrap), { name: 'engine' });
}

/** A script that imports the worker. It keeps what arrives before that listens; a failed import becomes its error. */
const importing = (scripts: readonly string[]): string => `
  const early = [];
  onmessage = event => early.push(event);
  ${JSON.stringify(scripts)}.reduce((before, url) => before.then(() => import(url)), Promise.resolve()).then(
    () => early.forEach(event => onmessage(event)),
    error => setTimeout(() => { throw error; }),
  );`;
