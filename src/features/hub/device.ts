import type { HubModel } from '#engine/hub/hub-model.ts';
import { ModelStore } from '#engine/files/store.ts';
import { type Precision, type Variant, variantsFor } from '#engine/hub/variants.ts';
import { findAdapter } from '#engine/onnx/adapter.ts';
import type { LoadOptions } from '#engine/onnx/load.ts';

/** Where a model will compute here, unless its numbers turn out wrong there. */
export interface Device {
  readonly backend: 'webgpu' | 'wasm';
  readonly hasHalf: boolean;
}

/** @param wanted what the page's address asks for */
export async function deviceFor(wanted: LoadOptions['backend']): Promise<Device> {
  if (wanted === 'wasm') return { backend: 'wasm', hasHalf: false };
  const { adapter, isSoftware, hasHalf } = await findAdapter();
  const usable = adapter !== null && (wanted === 'webgpu' || !isSoftware);
  return usable ? { backend: 'webgpu', hasHalf } : { backend: 'wasm', hasHalf: false };
}

/** The forms of a model that run on a device, best first; on a GPU those of WASM come after its own. */
export function usable({ variants }: HubModel, { backend, hasHalf }: Device): readonly Variant[] {
  const own = variantsFor(variants, backend, hasHalf);
  const others = backend === 'webgpu' ? variantsFor(variants, 'wasm', false) : [];
  return [...own, ...others.filter(variant => !own.includes(variant))];
}

/** What the reader has settled on. */
export interface Choice {
  readonly precision: Precision | null; // null: the best that passes here
  readonly variant: Variant; // what is fetched first
}

/** Bytes of one form of a model that are in this browser already. */
export async function storedBytesOf({ storedAs }: HubModel, variant: Variant): Promise<number> {
  const store = storedAs === null ? null : await ModelStore.open();
  if (store === null) return 0;
  try {
    const { graph, firstPass, shards } = variant;
    const paths = [graph, ...(firstPass === null ? [] : [firstPass]), ...shards].map(({ path }) => path);
    return (await store.list())
      .filter(({ model, path }) => model === storedAs && paths.includes(path))
      .reduce((sum, file) => sum + file.storedBytes, 0);
  } finally {
    store.close();
  }
}
