import type * as Ort from 'onnxruntime-web';
import type { FileSpec } from '../spec.ts';
import { detach } from './detach.ts';
import type { Backend } from './protocol.ts';

/**
 * Compiles a graph. Its weights are given to onnxruntime as external data, also when they are part of the file.
 *
 * @param files contents by path
 * @param external files beside the graph that hold weights; none when the graph holds its own
 * @param layers whose keys and values stay on the GPU; 0 for graphs without
 */
export async function createSession(
  ort: typeof Ort,
  backend: Backend,
  file: FileSpec,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  external: readonly FileSpec[],
  layers: number,
): Promise<Ort.InferenceSession> {
  const bytes = files.get(file.path)!;
  const mounted = external.map(({ path }) => ({ path: nameOf(path), data: files.get(path)! }));
  const { graph, data } =
    mounted.length > 0 ? { graph: bytes, data: null } : detach(bytes, nameOf(file.path));
  return ort.InferenceSession.create(graph, {
    executionProviders: [backend],
    externalData: data === null ? mounted : [{ path: nameOf(file.path), data }],
    ...(backend === 'webgpu' && { preferredOutputLocation: onGpu(layers) }),
  });
}

/** Graphs name their external data relative to themselves. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** On a GPU keys and values stay where they are: only the logits come back. */
function onGpu(layers: number): Record<string, 'gpu-buffer'> {
  const names = Array.from({ length: layers }, (_, i) => [`present.${i}.key`, `present.${i}.value`]).flat();
  return Object.fromEntries(names.map(name => [name, 'gpu-buffer']));
}
