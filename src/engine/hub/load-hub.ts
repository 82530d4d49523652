import { loadVariants } from '../onnx/load.ts';
import type { LoadOptions } from '../onnx/load.ts';
import type { OnnxEngine } from '../onnx/onnx-engine.ts';
import { modelWith } from './hub-model.ts';
import type { HubModel } from './hub-model.ts';
import { variantsFor } from './variants.ts';

/**
 * Downloads a model that has been found, keeping it in this browser, and runs it: on a GPU in the precision that passes
 * the check there, on WASM in 8 bits where there are such files. Cancelled by `options.signal`, it goes on next time
 * where it was.
 *
 * @throws EngineError; DOMException 'AbortError' when `signal` fires
 */
export function loadHubEngine(hub: HubModel, options: LoadOptions): Promise<OnnxEngine> {
  const models = (backend: 'webgpu' | 'wasm', hasHalf: boolean) =>
    variantsFor(hub.variants, backend, hasHalf).map(variant => modelWith(hub, variant));
  return loadVariants({ webgpu: hasHalf => models('webgpu', hasHalf), wasm: models('wasm', false) }, options);
}

/**
 * Bytes of memory a page needs at its peak for a variant on WASM: the downloaded file, onnxruntime's tensors and the
 * packed copies of its matrices, and the page, rounded up. Measured while loading, as the peak of Chromium's renderer
 * process (`npm run bench -- downloaded`): 550 to 560 MB for a file of 127 MB in 8 bits, 125 MB of it the page before.
 */
export const memoryNeeded = (fileBytes: number): number => 3.5 * fileBytes + 150e6;

/**
 * Whether a device is unlikely to have room; false where it does not say how much it has.
 *
 * @param deviceGigabytes navigator.deviceMemory, which is rounded and capped at 8
 */
export const isTight = (fileBytes: number, deviceGigabytes: number | undefined): boolean =>
  deviceGigabytes !== undefined && memoryNeeded(fileBytes) > (deviceGigabytes * 1e9) / 2;
