/** Emscripten's module, which the package exports without types. */
declare module 'onnxruntime-web/ort-wasm-simd-threaded.mjs' {
  const createModule: import('./runtime/heap/module.ts').ModuleFactory;
  export default createModule;
}
