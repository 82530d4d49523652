import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Golden } from '#engine/onnx/verify.ts';
import type { ModelSpec } from '#engine/spec.ts';

const root = join(import.meta.dirname, '../../models');

export interface Folder {
  readonly id: string;
  readonly path: string;
  readonly golden: Golden;
}

/** The decoder models of this checkout that have their weights. */
export const folders: readonly Folder[] = readdirSync(root)
  .map(id => ({ id, path: join(root, id) }))
  .filter(({ path }) => existsSync(join(path, 'spec.json')) && existsSync(join(path, 'golden.json')))
  .filter(({ path }) => isDecoder(path))
  .map(({ id, path }) => ({ id, path, golden: json<Golden>(path, 'golden.json') }));

function isDecoder(path: string): boolean {
  const spec = json<ModelSpec>(path, 'spec.json');
  return spec.family === 'gpt2' && existsSync(join(path, spec.files.graph.path));
}

function json<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}
