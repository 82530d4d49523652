import { EngineError } from '../engine.ts';
import { tagOf } from '../files/transfer.ts';
import type { FileSource, FileSpec } from '../spec.ts';

/** A file of a model somewhere else; its path is within the model's repository. */
export interface ListedFile extends FileSpec {
  readonly source: FileSource;
}

/** Where models are: a hub, a mirror of it, or this page's own origin with the same layout of addresses. */
export interface HubAddress {
  readonly base: string; // e.g. 'https://huggingface.co'
  readonly repo: string; // owner/name
  readonly revision: string; // branch, tag or commit
}

/** Names under which exports for browsers keep what is needed here, for servers that cannot list. */
const usual = [
  'onnx/decoder_model_merged_quantized.onnx',
  'onnx/decoder_model_merged_fp16.onnx',
  'onnx/decoder_model_merged.onnx',
  'onnx/model_quantized.onnx',
  'onnx/model_fp16.onnx',
  'onnx/model.onnx',
  'onnx/model.onnx_data',
  'config.json',
  'tokenizer.json',
];

/**
 * What a hub has of a model, with sizes and hashes, before anything is downloaded.
 *
 * @throws EngineError 'download-failed' when the hub cannot be reached or has no such model; 'nonsense' when it answers
 *   with something else; DOMException 'AbortError' when `signal` fires
 */
export async function listFiles(at: HubAddress, signal?: AbortSignal): Promise<ListedFile[]> {
  const url = `${at.base}/api/models/${at.repo}/tree/${encodeURIComponent(at.revision)}?recursive=true`;
  const response = await get(url, signal);
  if (response.status === 404 || response.status === 405) return probe(at, signal);
  if (!response.ok) throw new EngineError('download-failed', `HTTP ${response.status} from ${url}`);
  const entries: unknown = await response.json().catch(() => null);
  if (!Array.isArray(entries)) throw new EngineError('nonsense', `${url} lists no files`);
  return entries.flatMap(entry => listed(at, entry));
}

/** @see huggingface.js hub, ListFileEntry: the sha256 of a large file is its LFS id; the id of a small one is git's */
function listed(at: HubAddress, entry: unknown): ListedFile[] {
  const { type, path, size, oid: gitId, lfs } = (entry ?? {}) as Record<string, unknown>;
  if (type !== 'file' || typeof path !== 'string' || !isSafe(path)) return [];
  const { oid, size: largeSize } = (lfs ?? {}) as Record<string, unknown>;
  const bytes = largeSize ?? size;
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) return [];
  const sha256 = typeof oid === 'string' && isHash(oid) ? oid : null;
  const version = typeof gitId === 'string' && gitId !== '' ? { version: gitId } : {};
  return [{ path, bytes, sha256, ...version, source: addressOf(at, path) }];
}

/** A mirror may know the files without being able to list them. */
async function probe(at: HubAddress, signal?: AbortSignal): Promise<ListedFile[]> {
  const files = (await Promise.all(usual.map(path => probed(at, path, signal)))).flat();
  if (files.length === 0) throw new EngineError('download-failed', `${at.base} has no ${at.repo}`);
  return files;
}

/** Weights are asked for their size alone. Texts are small, and servers compress them: their size is then another's. */
async function probed(at: HubAddress, path: string, signal?: AbortSignal): Promise<ListedFile[]> {
  const url = addressOf(at, path);
  const isText = path.endsWith('.json');
  const response = await get(url, signal, isText ? 'GET' : 'HEAD');
  if (!response.ok) return [];
  const source = isText ? await response.blob().catch(failing(url, signal)) : url;
  const bytes = source instanceof Blob ? source.size : Number(response.headers.get('content-length'));
  if (!(bytes > 0)) return [];
  const tag = tagOf(response);
  return [{ path, bytes, sha256: null, ...(tag !== null && { version: tag }), source }];
}

export const addressOf = ({ base, repo, revision }: HubAddress, path: string): string =>
  `${base}/${repo}/resolve/${encodeURIComponent(revision)}/${path}`;

/** A sha256 in hexadecimal. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** No way out of the model's folder, and nothing that is not a plain name. */
const isSafe = (path: string): boolean =>
  path.split('/').every(part => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part));

async function get(url: string, signal?: AbortSignal, method = 'GET'): Promise<Response> {
  return fetch(url, { method, signal: signal ?? null }).catch(failing(url, signal));
}

const failing =
  (url: string, signal?: AbortSignal) =>
  (error: unknown): never => {
    signal?.throwIfAborted();
    throw new EngineError('download-failed', `${url}: ${String(error)}`, { cause: error });
  };
