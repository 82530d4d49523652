import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '#engine/engine.ts';
import { type HubAddress, type ListedFile, listFiles } from '#engine/hub/listing.ts';
import { variantsOf } from '#engine/hub/variants.ts';
import { Transfer } from '#engine/files/transfer.ts';

/** A file on its way. */
export interface Arriving {
  readonly path: string;
  readonly bytes: number; // of the whole file
  readonly arrived: number;
  readonly kept: boolean; // it was here already
}

/** An entry of a hub's listing, as the page reads it. */
interface Entry {
  readonly type: 'file';
  readonly path: string;
  readonly size: number;
  readonly lfs: { readonly oid: string; readonly size: number }; // sha256 in hex
}

/**
 * Lays a model out below a folder as a hub does, so that any static file server is one:
 * `<owner>/<name>/resolve/main/<path>` are the files, and the file `api/models/<owner>/<name>/tree/main` lists them.
 * What is there whole is not fetched again, and what is there in part is completed.
 *
 * @throws EngineError 'download-failed', 'download-corrupt', or 'model-invalid' when there is nothing of that precision
 */
export async function addModel(
  at: HubAddress,
  precisions: readonly string[],
  to: string,
  onArriving: (file: Arriving) => void = () => {},
): Promise<void> {
  const files = wantedOf(await listFiles(at), at.repo, precisions);
  const entries: Entry[] = [];
  for (const file of files) {
    const target = join(to, at.repo, 'resolve/main', file.path);
    const oid = await fetchFile(file, target, onArriving);
    entries.push({ type: 'file', path: file.path, size: file.bytes, lfs: { oid, size: file.bytes } });
  }
  // Last: a page may ask while files are still arriving, and finds what is complete.
  await list(join(to, 'api/models', at.repo, 'tree/main'), entries);
}

function wantedOf(
  files: readonly ListedFile[],
  repo: string,
  precisions: readonly string[],
): readonly ListedFile[] {
  const variants = variantsOf(files);
  const graphs = precisions.flatMap(precision => {
    const variant = variants.find(each => each.precision === precision);
    if (variant === undefined) {
      const there = variants.map(each => each.precision).join(', ') || 'no ONNX decoder';
      throw new EngineError('model-invalid', `${repo} has nothing in ${precision}; it has ${there}`);
    }
    const { graph, firstPass, shards } = variant;
    return [graph, ...(firstPass === null ? [] : [firstPass]), ...shards];
  });
  const texts = ['config.json', 'tokenizer.json'].map(path => {
    const file = files.find(each => each.path === path);
    if (file === undefined) throw new EngineError('model-invalid', `${repo} has no ${path}`);
    return file;
  });
  return [...texts, ...new Set(graphs)];
}

/** @returns sha256 in hex */
async function fetchFile(
  file: ListedFile,
  target: string,
  onArriving: (file: Arriving) => void,
): Promise<string> {
  const { path, bytes } = file;
  if ((await sizeOf(target)) === bytes) {
    const found = await sha256Of(target);
    if (file.sha256 === null || found === file.sha256) {
      onArriving({ path, bytes, arrived: bytes, kept: true });
      return found;
    }
  }
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  let arrived = Math.min((await sizeOf(part)) ?? 0, bytes);
  const out = await open(part, arrived > 0 ? 'r+' : 'w');
  try {
    for await (const chunk of new Transfer(file.source, file).from(arrived)) {
      await out.write(chunk, 0, chunk.length, arrived);
      arrived += chunk.length;
      onArriving({ path, bytes, arrived, kept: false });
    }
    await out.truncate(arrived);
  } finally {
    await out.close();
  }
  const found = await sha256Of(part);
  if (arrived !== bytes || (file.sha256 !== null && found !== file.sha256)) {
    await rm(part); // the next attempt is a fresh one
    throw new EngineError(
      'download-corrupt',
      `${path}: ${arrived} bytes, sha256 ${found}; should be ${file.sha256}`,
    );
  }
  await rename(part, target);
  return found;
}

/** Adds to what is listed already: other precisions of the same model. */
async function list(listing: string, entries: readonly Entry[]): Promise<void> {
  const before = await readFile(listing, 'utf8').then(
    text => JSON.parse(text) as Entry[],
    () => [],
  );
  const others = before.filter(old => entries.every(({ path }) => path !== old.path));
  await mkdir(dirname(listing), { recursive: true });
  await writeFile(listing, JSON.stringify([...others, ...entries], null, 2));
}

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
