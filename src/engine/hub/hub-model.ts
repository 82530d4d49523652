import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { EngineError } from '../engine.ts';
import { download } from '../files/download.ts';
import { ModelStore } from '../files/store.ts';
import { readTokenizer } from '../tokenizer.ts';
import { identityOf } from '../spec.ts';
import type { FileSource, FileSpec, Model } from '../spec.ts';
import { isHash, listFiles } from './listing.ts';
import type { HubAddress, ListedFile } from './listing.ts';
import { variantsOf } from './variants.ts';
import type { Variant } from './variants.ts';

/** The part of GPT-2's config.json that is used. @see huggingface.co/docs/transformers GPT2Config */
interface Gpt2Config {
  readonly model_type: string;
  readonly vocab_size: number;
  readonly n_positions: number;
  readonly n_embd: number;
  readonly n_layer: number;
  readonly n_head: number;
  readonly eos_token_id?: unknown; // an id, or a list of them where several end a text
}

/** A model that has been found: what it is and in which ways it can be run. Nothing large has been downloaded. */
export interface HubModel {
  readonly name: string; // repository, or the folder's
  readonly storedAs: string | null; // name in this browser's storage; null for the reader's own files
  readonly config: Gpt2Config;
  readonly parameters: number;
  readonly contextLength: number; // tokens
  readonly endOfText: number | null; // token id; null: none that the model has, so a text cannot begin from nothing
  readonly variants: readonly Variant[]; // smallest first
  readonly tokenizer: Blob;
}

/**
 * Looks a model up on a hub, a mirror or the page's own origin.
 *
 * @throws EngineError 'download-failed', 'nonsense', or 'model-invalid' when it is not a GPT-2 that can be run here
 */
export async function findHubModel(at: HubAddress, signal?: AbortSignal): Promise<HubModel> {
  const files = await listFiles(at, signal);
  const store = await ModelStore.open();
  try {
    return await keptModel(at.repo, `${at.repo}@${at.revision}`, files, store);
  } finally {
    store?.close();
  }
}

/**
 * A model as it is kept in this browser, without asking anyone: for a school that has lost its line. Only what has
 * arrived whole counts.
 *
 * @param model as `storedModels` names it, owner/name@revision
 * @throws EngineError 'model-invalid' when too little of it is kept
 */
export async function findStoredModel(model: string): Promise<HubModel> {
  const store = await ModelStore.open();
  try {
    const kept = (await store?.list()) ?? [];
    const files = kept
      .filter(file => file.model === model && file.storedBytes === file.bytes)
      .map(({ path, bytes, identity }) => ({
        path,
        bytes,
        ...(isHash(identity) ? { sha256: identity } : { sha256: null, version: identity }),
        source: new Blob([]), // everything is in the store; if it has just been removed, this is too short
      }));
    return await keptModel(model.slice(0, model.lastIndexOf('@')), model, files, store);
  } finally {
    store?.close();
  }
}

const keptModel = (
  name: string,
  model: string,
  files: readonly ListedFile[],
  store: ModelStore | null,
): Promise<HubModel> => modelOf(name, files, store === null ? null : { store, model }, model);

/** The same for files of the reader's own. @throws EngineError 'model-invalid' */
export const openLocalModel = (name: string, files: readonly ListedFile[]): Promise<HubModel> =>
  modelOf(name, files, null, null);

async function modelOf(
  name: string,
  files: readonly ListedFile[],
  keeping: Parameters<typeof download>[3],
  storedAs: string | null,
): Promise<HubModel> {
  const contentOf = async (path: string): Promise<Blob> => {
    const file = files.find(each => each.path === path);
    if (file === undefined) throw new EngineError('model-invalid', `${name} has no ${path}`);
    return new Blob([await download(file.source, file, () => {}, keeping ?? null)]);
  };
  const variants = variantsOf(files);
  if (variants.length === 0) throw new EngineError('model-invalid', `${name} has no ONNX decoder`);
  const config = configIn(name, await (await contentOf('config.json')).text());
  const tokenizer = await contentOf('tokenizer.json');
  const { n_embd: C, n_layer: L, vocab_size: V, n_positions: contextLength } = config;
  // Before anything large is downloaded for it.
  readTokenizer(await tokenizer.text(), V, 'tokenizer.json');
  const parameters = (V + contextLength) * C + L * (12 * C * C + 13 * C) + 2 * C; // the head shares the embedding
  const endOfText = endMarkOf(config);
  return { name, storedAs, config, parameters, contextLength, endOfText, variants, tokenizer };
}

/** The first end mark that is one of the model's tokens. Padded and converted models name some that are not. */
function endMarkOf({ eos_token_id: marks, vocab_size: V }: Gpt2Config): number | null {
  const list: readonly unknown[] = Array.isArray(marks) ? marks : [marks];
  return (list.find(id => Number.isInteger(id) && (id as number) >= 0 && (id as number) < V) ?? null) as
    number | null;
}

function configIn(name: string, text: string): Gpt2Config {
  let config: Partial<Gpt2Config> | null = null;
  try {
    config = JSON.parse(text) as Partial<Gpt2Config>;
  } catch {
    // said below
  }
  if (config?.model_type !== 'gpt2') {
    throw new EngineError(
      'model-invalid',
      `${name} is a ${config?.model_type ?? 'model of unknown kind'}, not a gpt2`,
    );
  }
  for (const key of ['vocab_size', 'n_positions', 'n_embd', 'n_layer', 'n_head'] as const) {
    const value = config[key];
    if (!Number.isSafeInteger(value) || value! <= 0) {
      throw new EngineError('model-invalid', `${name}: ${key} is ${String(value)}`);
    }
  }
  return config as Gpt2Config;
}

/** What the loader needs to run one variant of a model. */
export function modelWith(hub: HubModel, { graph, firstPass, shards, bytes }: Variant): Model {
  const { config, tokenizer } = hub;
  const parts = [graph, ...(firstPass === null ? [] : [firstPass]), ...shards];
  const spec = ({ path, bytes, sha256, version }: FileSpec): FileSpec => ({
    path,
    bytes,
    sha256,
    ...(version !== undefined && { version }),
  });
  const identity = parts.map(file => `${file.path} ${identityOf(file)}`).join('\n');
  const sources: [string, FileSource][] = parts.map(({ path, source }) => [path, source]);
  return {
    ...(hub.storedAs === null ? {} : { storedAs: hub.storedAs }),
    files: { ...Object.fromEntries(sources), 'tokenizer.json': tokenizer },
    spec: {
      id: hub.name,
      revision: bytesToHex(sha256(utf8ToBytes(identity))).slice(0, 8),
      family: 'gpt2',
      name: hub.name,
      languages: ['en'],
      vocabSize: config.vocab_size,
      contextLength: hub.contextLength,
      layers: config.n_layer,
      heads: config.n_head,
      embedding: config.n_embd,
      parameters: hub.parameters,
      endOfText: hub.endOfText,
      files: {
        graph: spec(graph),
        ...(firstPass === null ? {} : { firstPass: spec(firstPass) }),
        shards: shards.map(spec),
        tokenizer: { path: 'tokenizer.json', bytes: tokenizer.size, sha256: null },
      },
      bytes,
      licence: '',
      source: hub.name,
    },
  };
}
