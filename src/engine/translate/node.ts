import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { loadRuntimeInNode } from '../onnx/node.ts';
import type { Port } from '../onnx/protocol.ts';
import { OnnxTranslator } from './onnx-translator.ts';
import { serve } from './serve.ts';
import type { TranslatorSpec } from './spec.ts';
import type { TranslatorVocabulary } from './words.ts';

/**
 * The same translator in Node, for tests: over a real port, with real cloning.
 *
 * @throws Error (ENOENT) if the folder lacks a file
 */
export async function loadTranslatorInNode(folder: string): Promise<OnnxTranslator> {
  const spec = JSON.parse(await readFile(join(folder, 'spec.json'), 'utf8')) as TranslatorSpec;
  const blobs = Object.values(spec.files).map(async ({ path }) => {
    return [path, new Blob([await readFile(join(folder, path))])] as const;
  });
  const files = Object.fromEntries(await Promise.all(blobs));
  const vocabulary = JSON.parse(await files[spec.files.vocabulary.path]!.text()) as TranslatorVocabulary;
  const { port1, port2 } = new MessageChannel();
  serve(port2 as unknown as Port, loadRuntimeInNode);
  return OnnxTranslator.load({ spec, files }, vocabulary, port1 as unknown as Port, () => port1.close());
}
