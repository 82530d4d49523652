import { EngineError } from '../engine.ts';
import type { Port } from '../onnx/protocol.ts';
import { respond } from '../onnx/respond.ts';
import type { LoadRuntime } from '../onnx/serve.ts';
import { TranslatorGraphs } from './graphs.ts';
import type { Reply, Request } from './protocol.ts';

/**
 * Answers a translator's requests on a port. The worker is this function on `self`.
 *
 * @returns frees what was loaded, after the last answer; a worker that is terminated needs none of it
 */
export function serve(port: Port, loadRuntime: LoadRuntime): () => Promise<void> {
  let graphs: TranslatorGraphs | null = null;
  const end = respond<Request, Reply>(port, async request => {
    const { id } = request;
    if (request.kind === 'load') {
      graphs = await TranslatorGraphs.load(request.model, loadRuntime);
      return [{ id, kind: 'loaded' }];
    }
    if (graphs === null) throw new EngineError('model-invalid', 'step before load');
    return [{ id, kind: 'stepped', step: await graphs.step(request.source, request.target) }];
  });
  return async () => {
    await end();
    await graphs?.release();
  };
}
