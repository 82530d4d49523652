import { EngineError } from '../engine.ts';
import type { LoadProgress } from '../engine.ts';
import type { FileSource, FileSpec, Model } from '../spec.ts';
import { download } from './download.ts';
import type { ModelStore } from './store.ts';

const PROGRESS_MS = 50; // between two reports: enough for a moving bar

/**
 * Fetches files of a model one after the other, so that a cut download has lost at most one.
 *
 * @param store where the model's files are kept; null: they are not
 * @returns contents by path
 * @throws EngineError
 */
export async function fetchFiles(
  model: Model,
  files: readonly FileSpec[],
  store: ModelStore | null,
  onProgress: (progress: LoadProgress) => void,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const keeping = store === null || model.storedAs === undefined ? null : { store, model: model.storedAs };
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let loadedBytes = 0;
  let told = -Infinity;
  const onBytes = (count: number): void => {
    loadedBytes += count;
    if (performance.now() - told < PROGRESS_MS && loadedBytes < totalBytes) return;
    told = performance.now();
    onProgress({ stage: 'download', loadedBytes, totalBytes });
  };
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of files)
    contents.set(file.path, await download(sourceOf(model, file), file, onBytes, keeping));
  return contents;
}

/** @throws EngineError 'download-failed' when the model does not know the file */
export function sourceOf(
  model: { readonly spec: { readonly id: string }; readonly files: Model['files'] },
  file: FileSpec,
): FileSource {
  const source = model.files[file.path];
  if (source === undefined) throw new EngineError('download-failed', `${model.spec.id} has no ${file.path}`);
  return source;
}
