import { predictionFrom } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import { codeOf } from './failure.ts';
import { Host } from './host.ts';
import type { Backend, Port, Reply, Request } from './protocol.ts';
import type { Runtime } from './runtime/runtime.ts';

/** Gives onnxruntime ready for a backend. The one thing that differs between a browser and Node. */
export type LoadRuntime = (backend: Backend, threads: number) => Promise<Runtime>;

/**
 * Answers requests on a port, one after another. The worker is this function on `self`.
 *
 * @returns frees what was loaded, after the last answer; a worker that is terminated needs none of it
 */
export function serve(port: Port, loadRuntime: LoadRuntime): () => Promise<void> {
  let host: Host | null = null;
  let queue = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<Request>) => {
    queue = queue.then(() => answer(data).catch(error => reply(failure(data.id, error))));
  };
  return () => {
    port.onmessage = null;
    return queue.then(() => host?.release());
  };

  async function answer(request: Request): Promise<void> {
    const { id } = request;
    if (request.kind === 'load') {
      const onProgress = (progress: Extract<Reply, { kind: 'progress' }>['progress']): void =>
        reply({ id, kind: 'progress', progress });
      const onLost = (message: string): void => reply({ id: null, kind: 'lost', message });
      host = await Host.load(request, loadRuntime, onProgress, onLost);
      reply({ id, kind: 'loaded', loaded: host.loaded });
      return;
    }
    if (host === null) throw new EngineError('model-invalid', `${request.kind} before load`);
    if (request.kind === 'predict') {
      const { logits, latencyMs } = await host.logits(request.context);
      const prediction = predictionFrom(logits);
      reply({ id, kind: 'predicted', prediction, latencyMs }, [
        prediction.ids.buffer,
        prediction.logits.buffer,
      ]);
      return;
    }
    const inspection = await host.inspect(request.context);
    const values = [...inspection.attentions, ...inspection.states];
    reply(
      { id, kind: 'inspected', inspection },
      values.map(({ data }) => data.buffer),
    );
  }

  function reply(message: Reply, transfer: ArrayBufferLike[] = []): void {
    port.postMessage(message, transfer as Transferable[]);
  }
}

const failure = (id: number, error: unknown): Reply => ({
  id,
  kind: 'failed',
  code: codeOf(error),
  message: error instanceof Error ? error.message : String(error),
});
