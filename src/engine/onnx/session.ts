import type { FileSpec } from '../spec.ts';
import { detach } from './detach.ts';
import type { Runtime, Session } from './runtime/runtime.ts';

/**
 * Compiles a graph. Its weights are given to onnxruntime as external data, also when they are part of the file.
 *
 * @param files contents by path
 * @param external files beside the graph that hold weights; none when the graph holds its own
 * @param layers whose keys and values are fed back; 0 for graphs without
 */
export async function createSession(
  runtime: Runtime,
  file: FileSpec,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  external: readonly FileSpec[],
  layers: number,
): Promise<Session> {
  const bytes = files.get(file.path)!;
  const mounted = external.map(({ path }) => ({ path: nameOf(path), data: files.get(path)! }));
  const { graph, data } =
    mounted.length > 0 ? { graph: bytes, data: null } : detach(bytes, nameOf(file.path));
  const weights = data === null ? mounted : [{ path: nameOf(file.path), data }];
  return runtime.createSession(graph, weights, keysAndValues(layers));
}

/** Graphs name their external data relative to themselves. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const keysAndValues = (layers: number): string[] =>
  Array.from({ length: layers }, (_, i) => [`present.${i}.key`, `present.${i}.value`]).flat();
