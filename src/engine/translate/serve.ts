import { EngineError } from '../engine.ts';
import type { Port } from '../onnx/protocol.ts';
import type { LoadRuntime } from '../onnx/serve.ts';
import { TranslatorGraphs } from './graphs.ts';
import type { Reply, Request } from './protocol.ts';

/** Answers a translator's requests on a port. The worker is this function on `self`. */
export function serve(port: Port, loadRuntime: LoadRuntime): void {
  let graphs: TranslatorGraphs | null = null;
  port.onmessage = ({ data }: MessageEvent<Request>) => {
    void answer(data).then(
      reply => port.postMessage(reply, []),
      error => port.postMessage(failure(error), []),
    );
  };

  async function answer(request: Request): Promise<Reply> {
    if (request.kind === 'load') {
      graphs = await TranslatorGraphs.load(request.model, loadRuntime);
      return { kind: 'loaded' };
    }
    if (graphs === null) throw new EngineError('model-invalid', 'step before load');
    return { kind: 'stepped', step: await graphs.step(request.source, request.target) };
  }
}

const failure = (error: unknown): Reply => ({
  kind: 'failed',
  code: error instanceof EngineError ? error.code : 'model-invalid',
  message: error instanceof Error ? error.message : String(error),
});
