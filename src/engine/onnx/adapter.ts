/** What the browser offers for WebGPU. */
export interface AdapterChoice {
  readonly adapter: string | null; // e.g. 'nvidia ampere'; null when there is none
  readonly hasHalf: boolean; // shaders may compute in half precision
  readonly isSoftware: boolean; // computed on the CPU: right numbers, and far slower than WASM
}

/** Asks for an adapter the way onnxruntime will. Never throws: no GPU is an ordinary answer. */
export async function findAdapter(): Promise<AdapterChoice> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (adapter == null) return { adapter: null, hasHalf: false, isSoftware: false };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture].filter(Boolean).join(' ') || description || device || 'unnamed';
  // Firefox and older Chromium do not say isFallbackAdapter; their software renderers are known by name.
  const isSoftware = isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(`${name} ${description}`);
  return { adapter: name, hasHalf: adapter.features.has('shader-f16'), isSoftware };
}
