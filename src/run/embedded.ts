import { EngineError } from '#engine/engine.ts';
import { modelById, models } from '#engine/models.ts';
import type { LoadOptions } from '#engine/onnx/load.ts';
import type { ReportingEngine } from './guest.ts';

/**
 * Loads a model that is served with the page. Tokenizer and runtime come with it: the first picture does not need them.
 *
 * @throws EngineError
 */
export async function loadEmbedded(id: string, options: LoadOptions): Promise<ReportingEngine> {
  const { loadOnnxEngine } = await import('#engine/onnx/load.ts');
  const model = modelById(id);
  if (model === null)
    throw new EngineError('download-failed', `no embedded model ${id}; there are ${models.length}`);
  return loadOnnxEngine(model, options);
}
