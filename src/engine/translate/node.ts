import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectInProcess, loadRuntimeInNode } from '../onnx/node.ts';
import { OnnxTranslator } from './onnx-translator.ts';
import type { Reply, Request } from './protocol.ts';
import { serve } from './serve.ts';
import type { TranslatorSpec } from './spec.ts';

/**
 * The same translator in Node, for tests: over a real port, with real cloning.
 *
 * @throws Error (ENOENT) if the folder lacks a file
 */
export async function loadTranslatorInNode(
  folder: string,
  loadRuntime = loadRuntimeInNode,
): Promise<OnnxTranslator> {
  const spec = JSON.parse(await readFile(join(folder, 'spec.json'), 'utf8')) as TranslatorSpec;
  const blobs = Object.values(spec.files).map(async ({ path }) => {
    return [path, new Blob([await readFile(join(folder, path))])] as const;
  });
  const files = Object.fromEntries(await Promise.all(blobs));
  const connection = connectInProcess<Request, Reply>(port => serve(port, loadRuntime));
  return OnnxTranslator.load({ spec, files }, connection);
}
