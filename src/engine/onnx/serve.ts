import { predictionFrom } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import { Host } from './host.ts';
import type { Aside, Backend, Port, Reply, Request } from './protocol.ts';
import { respond } from './respond.ts';
import type { Response } from './respond.ts';
import type { Runtime } from './runtime/runtime.ts';

/** Gives onnxruntime ready for a backend. The one thing that differs between a browser and Node. */
export type LoadRuntime = (backend: Backend, threads: number) => Promise<Runtime>;

/**
 * Answers an engine's requests on a port. The worker is this function on `self`.
 *
 * @returns frees what was loaded, after the last answer; a worker that is terminated needs none of it
 */
export function serve(port: Port, loadRuntime: LoadRuntime): () => Promise<void> {
  let host: Host | null = null;
  const end = respond<Request, Reply>(port, answer);
  return async () => {
    await end();
    await host?.release();
  };

  async function answer(request: Request): Promise<Response<Reply>> {
    const { id } = request;
    if (request.kind === 'load') {
      host = await Host.load(
        request,
        loadRuntime,
        progress => tell({ id, kind: 'progress', progress }),
        message => tell({ id: null, kind: 'lost', message }),
      );
      return [{ id, kind: 'loaded', loaded: host.loaded }];
    }
    if (host === null) throw new EngineError('model-invalid', `${request.kind} before load`);
    if (request.kind === 'predict') {
      const { logits, latencyMs } = await host.logits(request.context);
      const prediction = predictionFrom(logits);
      return [
        { id, kind: 'predicted', prediction, latencyMs },
        [prediction.ids.buffer, prediction.logits.buffer],
      ];
    }
    if (request.kind === 'glimpse') {
      const glimpse = await host.glimpse(request.context);
      const kept = glimpse === null ? [] : [...glimpse.states, ...glimpse.attention];
      return [{ id, kind: 'glimpsed', glimpse }, kept.map(({ buffer }) => buffer)];
    }
    const inspection = await host.inspect(request.context);
    const values = [...inspection.attentions, ...inspection.states];
    return [{ id, kind: 'inspected', inspection }, values.map(({ data }) => data.buffer)];
  }

  function tell(aside: Aside): void {
    port.postMessage(aside, []);
  }
}
