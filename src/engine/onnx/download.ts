import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { EngineError } from '../engine.ts';
import type { FileSource, FileSpec } from '../spec.ts';

/**
 * Fetches one file into a single buffer of its final size, checking length and hash on the way: at no time are there
 * two copies of the weights. `crypto.subtle` would need the whole file at once, copy it, and be absent on a school's
 * plain http server.
 *
 * @param onBytes is told the size of each chunk
 * @throws EngineError 'download-failed' (network, HTTP status), 'download-corrupt' (size or hash)
 */
export async function download(
  source: FileSource,
  file: FileSpec,
  onBytes: (count: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = allocate(file);
  const hash = sha256.create();
  let at = 0;
  for await (const chunk of chunksOf(source, file.path)) {
    if (at + chunk.length > bytes.length) throw corrupt(file, `longer than ${file.bytes} bytes`);
    bytes.set(chunk, at);
    hash.update(chunk);
    at += chunk.length;
    onBytes(chunk.length);
  }
  if (at < bytes.length) throw corrupt(file, `${at} bytes, should be ${file.bytes}`);
  const found = bytesToHex(hash.digest());
  if (found !== file.sha256) throw corrupt(file, `sha256 ${found}, should be ${file.sha256}`);
  return bytes;
}

async function* chunksOf(source: FileSource, path: string): AsyncGenerator<Uint8Array> {
  try {
    const reader = (await bodyOf(source, path)).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError('download-failed', `${path}: ${String(error)}`, { cause: error });
  }
}

async function bodyOf(source: FileSource, path: string): Promise<ReadableStream<Uint8Array>> {
  if (typeof source !== 'string') return source.stream();
  const response = await fetch(source);
  if (!response.ok || response.body === null) {
    throw new EngineError('download-failed', `${path}: HTTP ${response.status} from ${source}`);
  }
  return response.body;
}

function allocate(file: FileSpec): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(file.bytes);
  } catch (error) {
    throw new EngineError('out-of-memory', `${file.path}: no room for ${file.bytes} bytes`, { cause: error });
  }
}

const corrupt = (file: FileSpec, what: string): EngineError =>
  new EngineError('download-corrupt', `${file.path}: ${what}`);
