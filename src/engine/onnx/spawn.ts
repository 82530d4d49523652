import { EngineError } from '../engine.ts';
import { Connection } from './client.ts';
import workerUrl from './worker.ts?worker&url';

/** Starts the engine's worker and connects to it. */
export function connectWorker(): Connection {
  const worker = startWorker(new URL(workerUrl, import.meta.url).href);
  const connection = new Connection(worker, () => worker.terminate());
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
 * it (Access-Control-Allow-Origin).
 */
function startWorker(url: string): Worker {
  if (self.origin !== 'null') return new Worker(url, { type: 'module', name: 'engine' });
  const bootstrap = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(bootstrap), { type: 'module', name: 'engine' });
}
