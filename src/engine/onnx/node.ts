import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import createModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import type { Model, ModelSpec } from '../spec.ts';
import { loadTokenizer } from '../tokenizer.ts';
import { Connection } from './client.ts';
import { OnnxEngine } from './onnx-engine.ts';
import type { Numbered, Port, Reply, Request } from './protocol.ts';
import { HeapRuntime } from './runtime/heap/runtime.ts';
import type { Runtime } from './runtime/runtime.ts';
import { serve } from './serve.ts';
import type { LoadRuntime } from './serve.ts';
import { Supply } from './supply.ts';

/**
 * A model folder on disk, read into memory: Node 20 cannot post a blob that is still on disk.
 *
 * @throws Error (ENOENT) if there is no spec.json or a file it names is missing
 */
export async function modelIn(folder: string): Promise<Model> {
  const spec = JSON.parse(await readFile(join(folder, 'spec.json'), 'utf8')) as ModelSpec;
  const wanted = Object.values(spec.files)
    .flat()
    .map(file => file.path);
  const golden = (await readdir(folder)).filter(name => name === 'golden.json');
  const blobs = [...wanted, ...golden].map(async path => {
    return [path, new Blob([await readFile(join(folder, path))])] as const;
  });
  return { spec, files: Object.fromEntries(await Promise.all(blobs)) };
}

/**
 * The same engine in Node, for recordings, local servers and tests: WASM, one thread, on the caller's own thread. The
 * port between client and server is a real one, with real cloning and transfer.
 *
 * @throws EngineError
 */
export async function loadOnnxEngineInNode(
  model: Model,
  loadRuntime = loadRuntimeInNode,
): Promise<OnnxEngine> {
  const tokenizer = await loadTokenizer(model);
  const connect = (): Connection => connectInProcess(port => serve(port, loadRuntime));
  const supply = new Supply(connect, [{ model, backend: 'wasm', adapter: null, threads: 1 }]);
  const first = await supply.next(() => {}, new AbortController().signal);
  return new OnnxEngine(tokenizer, supply, first, {});
}

/**
 * Serves on the caller's own thread. Closed, it gives back its part of the memory that all models share.
 *
 * @param serveOn answers on a port, and returns what frees it
 */
export function connectInProcess<Q extends Numbered = Request, A extends Numbered = Reply>(
  serveOn: (port: Port) => () => Promise<void>,
): Connection<Q, A> {
  const { port1, port2 } = new MessageChannel();
  const release = serveOn(port2 as unknown as Port);
  return new Connection<Q, A>(port1 as unknown as Port, () => {
    void release();
    port1.close();
  });
}

let runtime: Promise<Runtime> | null = null; // one memory for all models of the process

export const loadRuntimeInNode: LoadRuntime = () => {
  runtime ??= HeapRuntime.start(createModule, 1).catch((error: unknown) => {
    runtime = null; // the next model may have more luck
    throw error;
  });
  return runtime;
};
