import type { Model, ModelSpec } from './spec.ts';

const folders = import.meta.glob<ModelSpec>('/models/*/spec.json', { eager: true, import: 'default' });
const urls = import.meta.glob<string>(
  '/models/*/{model.onnx,model.onnx_data,lens.onnx,tokenizer.json,golden.json}',
  { eager: true, import: 'default', query: '?url' },
);

/**
 * The decoder models served with the page, smallest first. Only addresses are part of the page: a file is fetched when
 * an engine needs it. A folder without its weights (a fresh checkout that has not made them yet) is left out.
 */
export const models: readonly Model[] = Object.entries(folders)
  .filter(([, spec]) => spec.family === 'gpt2')
  .map(([path, spec]) => ({ spec, files: filesBeside(path, urls) }))
  .filter(model => model.spec.files.graph.path in model.files)
  .sort((a, b) => a.spec.parameters - b.spec.parameters);

/** The embedded model of that id; null when there is none, for instance when a link names one that is gone. */
export const modelById = (id: string): Model | null => models.find(model => model.spec.id === id) ?? null;

/**
 * Absolute addresses of a model's files, by their paths in its folder.
 *
 * @param spec path of its spec.json
 * @param urls addresses of files of all folders, by path
 */
export function filesBeside(spec: string, urls: Readonly<Record<string, string>>): Record<string, string> {
  const folder = spec.slice(0, -'spec.json'.length);
  const inside = Object.entries(urls).filter(([path]) => path.startsWith(folder));
  return Object.fromEntries(
    inside.map(([path, url]) => [path.slice(folder.length), new URL(url, pageAddress()).href]),
  );
}

/** Built pages have absolute addresses already; the development server's begin with a slash. */
function pageAddress(): string {
  return globalThis.location?.href ?? 'http://localhost/';
}
