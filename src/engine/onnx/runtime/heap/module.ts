/** An address in WebAssembly's memory; 0 is none. */
export type Pointer = number;

/**
 * The part of onnxruntime's WebAssembly build that is called here: its C interface, as Emscripten exports it. Whatever
 * returns a status returns 0 when all is well; whatever returns a handle returns 0 when it is not.
 *
 * @see onnxruntime-web/lib/wasm/wasm-types.ts; github.com/microsoft/onnxruntime onnxruntime/wasm/api.h
 */
export interface OrtModule {
  readonly PTR_SIZE: number; // bytes
  readonly HEAPU8: Uint8Array; // replaced when the memory grows
  _malloc(bytes: number): Pointer;
  _free(at: Pointer): void;
  stackSave(): Pointer;
  stackRestore(to: Pointer): void;
  stackAlloc(bytes: number): Pointer;
  getValue(at: Pointer, type: 'i32' | '*'): number;
  setValue(at: Pointer, value: number, type: 'i32' | '*'): void;
  UTF8ToString(at: Pointer): string;

  mountExternalData(path: string, data: Uint8Array): void;
  unmountExternalData(): void;

  _OrtInit(threads: number, logLevel: number): number;
  _OrtGetLastError(code: Pointer, message: Pointer): number;
  _OrtFree(at: Pointer): number;
  _OrtCreateSessionOptions(
    graphOptimizationLevel: number,
    enableCpuMemArena: boolean,
    enableMemPattern: boolean,
    executionMode: number,
    enableProfiling: boolean,
    profileFilePrefix: Pointer,
    logId: Pointer,
    logSeverityLevel: number,
    logVerbosityLevel: number,
    optimizedModelFilePath: Pointer,
  ): Pointer;
  _OrtReleaseSessionOptions(options: Pointer): number;
  _OrtCreateSession(graph: Pointer, bytes: number, options: Pointer): Pointer;
  _OrtReleaseSession(session: Pointer): number;
  _OrtGetInputOutputCount(session: Pointer, inputs: Pointer, outputs: Pointer): number;
  _OrtGetInputOutputMetadata(session: Pointer, index: number, name: Pointer, metadata: Pointer): number;
  _OrtCreateTensor(
    type: number,
    data: Pointer,
    bytes: number,
    dims: Pointer,
    rank: number,
    location: number,
  ): Pointer;
  _OrtGetTensorData(tensor: Pointer, type: Pointer, data: Pointer, dims: Pointer, rank: Pointer): number;
  _OrtReleaseTensor(tensor: Pointer): number;
  _OrtRun(
    session: Pointer,
    inputNames: Pointer,
    inputs: Pointer,
    inputCount: number,
    outputNames: Pointer,
    outputCount: number,
    outputs: Pointer,
    runOptions: Pointer,
  ): number;
}

/** Default export of onnxruntime-web/ort-wasm-simd-threaded.mjs. */
export type ModuleFactory = (config: {
  readonly numThreads: number;
  readonly locateFile?: (file: string) => string; // address of the .wasm
}) => Promise<OrtModule>;

/** All of OrtModule that has to be there before the first call: these names are not promised by any version. */
const needed: Record<Exclude<keyof OrtModule, 'PTR_SIZE' | 'HEAPU8'>, true> = {
  _malloc: true,
  _free: true,
  stackSave: true,
  stackRestore: true,
  stackAlloc: true,
  getValue: true,
  setValue: true,
  UTF8ToString: true,
  mountExternalData: true,
  unmountExternalData: true,
  _OrtInit: true,
  _OrtGetLastError: true,
  _OrtFree: true,
  _OrtCreateSessionOptions: true,
  _OrtReleaseSessionOptions: true,
  _OrtCreateSession: true,
  _OrtReleaseSession: true,
  _OrtGetInputOutputCount: true,
  _OrtGetInputOutputMetadata: true,
  _OrtCreateTensor: true,
  _OrtGetTensorData: true,
  _OrtReleaseTensor: true,
  _OrtRun: true,
};

/** What a build lacks of what is called here; empty for the one that package.json names. */
export const missingIn = (module: OrtModule): readonly string[] => [
  ...Object.keys(needed).filter(name => typeof module[name as keyof OrtModule] !== 'function'),
  ...(module.HEAPU8 instanceof Uint8Array ? [] : ['HEAPU8']),
  ...(module.PTR_SIZE === 4 ? [] : [`pointers of 4 bytes: they have ${module.PTR_SIZE}`]),
];
