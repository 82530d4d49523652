import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { EngineError } from '../engine.ts';
import { identityOf } from '../spec.ts';
import type { FileSource, FileSpec } from '../spec.ts';
import { CHUNK_BYTES } from './store.ts';
import type { ModelStore } from './store.ts';
import { Transfer } from './transfer.ts';

/** Where to keep what arrives. */
export interface Keeping {
  readonly store: ModelStore;
  readonly model: string;
}

/**
 * Fetches one file into a single buffer of its final size, checking length and hash on the way: at no time are there
 * two copies of the weights. `crypto.subtle` would need the whole file at once, copy it, and be absent on a school's
 * plain http server.
 *
 * With a store, what was kept earlier is not fetched again and what arrives is kept; when storage is full the rest
 * stays in memory only. Bytes that turn out wrong are fetched once more, past every cache: a damaged copy in the
 * browser's would otherwise be served for ever.
 *
 * @param onBytes is told the size of each chunk; a negative one takes back what has to be fetched again
 * @throws EngineError 'download-failed' (network, HTTP status), 'download-corrupt' (size or hash), 'out-of-memory'
 */
export async function download(
  source: FileSource,
  file: FileSpec,
  onBytes: (count: number) => void,
  keeping: Keeping | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  let received = 0;
  const count = (bytes: number): void => {
    received += bytes;
    onBytes(bytes);
  };
  try {
    // What is kept in the store is not kept by the browser as well.
    return await attempt(source, file, count, keeping, keeping === null ? 'default' : 'no-store');
  } catch (error) {
    const isCorrupt = error instanceof EngineError && error.code === 'download-corrupt';
    if (!isCorrupt || typeof source !== 'string') throw error;
    onBytes(-received);
    return attempt(source, file, onBytes, keeping, keeping === null ? 'reload' : 'no-store');
  }
}

async function attempt(
  source: FileSource,
  file: FileSpec,
  onBytes: (count: number) => void,
  keeping: Keeping | null,
  cache: RequestCache,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = allocate(file);
  const hash = sha256.create();
  const shelf = keeping === null ? null : new Shelf(keeping, file);
  let at = 0;
  const accept = (chunk: Uint8Array): void => {
    if (at + chunk.length > bytes.length) throw corrupt(file, `longer than ${file.bytes} bytes`);
    bytes.set(chunk, at);
    hash.update(chunk);
    at += chunk.length;
    onBytes(chunk.length);
  };
  try {
    for (let chunk = await shelf?.take(); chunk; chunk = await shelf?.take()) accept(chunk);
    const transfer = new Transfer(source, file, { cache });
    for await (const chunk of transfer.from(at, shelf?.tag)) {
      accept(chunk);
      await shelf?.keep(bytes, at, transfer.tag);
    }
    const found = bytesToHex(hash.digest());
    if (file.sha256 !== null && found !== file.sha256) {
      throw corrupt(file, `sha256 ${found}, should be ${file.sha256}`);
    }
  } catch (error) {
    if (error instanceof EngineError && error.code === 'download-corrupt') await shelf?.clear();
    throw error;
  }
  return bytes;
}

/** The stored part of one file. */
class Shelf {
  private taken = 0; // chunks read back
  private kept = 0; // chunks stored
  private full = false;
  private readonly key: string;
  private readonly identity: string;
  tag: string | null = null; // of the answer that the stored chunks came with

  constructor(
    private readonly keeping: Keeping,
    private readonly file: FileSpec,
  ) {
    this.key = `${keeping.model}/${file.path}`;
    this.identity = identityOf(file);
  }

  /** The next stored chunk; null when the rest has to be fetched. */
  async take(): Promise<Uint8Array | null> {
    const found = await this.keeping.store.read(this.key, this.identity, this.taken).catch(() => null);
    if (found === null) return null;
    this.kept = ++this.taken;
    this.tag = found.tag;
    return found.chunk;
  }

  /** Stores every chunk that is complete, of the first `length` bytes. */
  async keep(bytes: Uint8Array, length: number, tag: string | null): Promise<void> {
    for (
      let end = this.end();
      !this.full && end <= length && this.kept * CHUNK_BYTES < end;
      end = this.end()
    ) {
      const { key, identity } = this;
      const { path, bytes: total } = this.file;
      const { model } = this.keeping;
      const entry = { key, model, path, identity, tag, bytes: total, storedBytes: end };
      try {
        if (this.kept === 0) await this.keeping.store.remove(key); // what is there is of another file
        await this.keeping.store.write(entry, this.kept, bytes.subarray(this.kept * CHUNK_BYTES, end));
        this.kept++;
      } catch {
        this.full = true; // no room, or storage was withdrawn: the download itself goes on
      }
    }
  }

  clear(): Promise<void> {
    return this.keeping.store.remove(this.key).catch(() => {});
  }

  private end(): number {
    return Math.min((this.kept + 1) * CHUNK_BYTES, this.file.bytes);
  }
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
