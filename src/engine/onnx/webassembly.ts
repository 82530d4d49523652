/**
 * The smallest module with an instruction of the SIMD proposal, which onnxruntime's builds are full of:
 * (func (result v128) (i8x16.splat (i32.const 0))) with a pop count.
 *
 * @see https://github.com/GoogleChromeLabs/wasm-feature-detect
 */
const simd = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
];

/** Whether WebAssembly is there at all, and has SIMD: Chromium 91, Firefox 89, Safari 16.4. */
export const hasWebAssembly = (): boolean =>
  typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.from(simd));
