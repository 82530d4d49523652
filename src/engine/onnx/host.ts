import type { Glimpse } from '#lm/glimpse.ts';
import type { TokenId } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import type { LoadProgress, Verification } from '../engine.ts';
import { fetchFiles } from '../files/fetch-files.ts';
import { ModelStore } from '../files/store.ts';
import { fetchText } from '../files/transfer.ts';
import type { FileSource, FileSpec, Model } from '../spec.ts';
import { Decoder } from './decoder.ts';
import { asDownload } from './failure.ts';
import { glimpse } from './glimpse.ts';
import { inspect } from './inspect.ts';
import type { Inspection, Loaded, Request } from './protocol.ts';
import type { Runtime, Session } from './runtime/runtime.ts';
import type { LoadRuntime } from './serve.ts';
import { createSession } from './session.ts';
import { probe, verify } from './verify.ts';
import type { Golden, LogitsOf } from './verify.ts';

/** A loaded model on one backend: what a worker is home to. */
export class Host {
  private lens: Session | null = null; // made when first asked for

  private constructor(
    private readonly runtime: Runtime,
    private readonly model: Model,
    private readonly decoder: Decoder,
    readonly loaded: Loaded,
  ) {}

  /**
   * Downloads, compiles and checks a model.
   *
   * @param onLost is told if the GPU goes away later
   * @throws EngineError
   */
  static async load(
    { model, backend, threads }: Extract<Request, { kind: 'load' }>,
    loadRuntime: LoadRuntime,
    onProgress: (progress: LoadProgress) => void,
    onLost: (message: string) => void,
  ): Promise<Host> {
    const { graph, firstPass } = model.spec.files;
    const wanted = [graph, ...(firstPass === undefined ? [] : [firstPass]), ...externalData(model)];
    const [runtime, files] = await Promise.all([
      loadRuntime(backend, threads).catch(asDownload),
      withStore(model, store => fetchFiles(model, wanted, store, onProgress)),
    ]);
    const totalBytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
    const tell = (stage: LoadProgress['stage']): void =>
      onProgress({ stage, loadedBytes: totalBytes, totalBytes });

    tell('compile');
    const golden = await goldenOf(model);
    const expected = golden ?? (backend === 'webgpu' ? await onCpu(runtime, files, model) : null);
    const decoder = await createDecoder(runtime, files, model);
    files.clear(); // the sessions have their own copy now
    void runtime.lost().then(onLost);
    tell('verify');
    const verification = expected === null ? null : await check(expected, decoder);
    return new Host(runtime, model, decoder, { threads, verification });
  }

  logits(context: readonly TokenId[]): Promise<{ logits: Float32Array; latencyMs: number }> {
    return this.decoder.logits(context);
  }

  async inspect(context: readonly TokenId[]): Promise<Inspection> {
    return inspect(this.decoder, await this.lensSession(), context);
  }

  async glimpse(context: readonly TokenId[]): Promise<Glimpse | null> {
    return glimpse(this.decoder, await this.lensSession(), context);
  }

  private async lensSession(): Promise<Session | null> {
    const { lens } = this.model.spec.files;
    if (lens !== undefined && this.lens === null) {
      // The weights were handed to the first session; the browser's cache still has them.
      const files = await fetchFiles(this.model, [lens, ...externalData(this.model)], null, () => {});
      this.lens = await createSession(this.runtime, lens, files, externalData(this.model), 0);
    }
    return this.lens;
  }

  /** Frees the sessions; nothing can be asked afterwards. */
  async release(): Promise<void> {
    await this.decoder.release();
    await this.lens?.release();
  }
}

function externalData({ spec }: Model): readonly FileSpec[] {
  const { weights, shards = [] } = spec.files;
  return weights === undefined ? shards : [weights, ...shards];
}

async function createDecoder(
  runtime: Runtime,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  model: Model,
): Promise<Decoder> {
  const { graph, firstPass } = model.spec.files;
  const session = (file: FileSpec): Promise<Session> =>
    createSession(runtime, file, files, externalData(model), model.spec.layers);
  const main = await session(graph);
  return new Decoder(
    runtime,
    { main, firstPass: firstPass === undefined ? null : await session(firstPass) },
    model.spec,
  );
}

/** Reference numbers for a model that brings none: the same weights, computed without the GPU. */
async function onCpu(
  runtime: Runtime,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  model: Model,
): Promise<Golden> {
  const decoder = await createDecoder(runtime.onCpu, files, model);
  // Half precision has 11 bits: logits around 100 are known to 0.06, and sums of them to less.
  const tolerance = decoder.signature.cacheType === 'float16' ? 0.5 : 0.05;
  const golden = await probe(logitsOf(decoder), model.spec.vocabSize, tolerance);
  await decoder.release();
  return golden;
}

const logitsOf =
  (decoder: Decoder): LogitsOf =>
  async context =>
    (await decoder.logits(context)).logits;

async function goldenOf(model: Model): Promise<Golden | null> {
  const source = model.files['golden.json'];
  if (source === undefined) return null;
  const golden = (await jsonAt(source, 'default')) ?? (await jsonAt(source, 'reload'));
  if (golden?.revision !== model.spec.revision) {
    const found = golden === null ? 'no JSON' : `for ${golden.revision}, not ${model.spec.revision}`;
    throw new EngineError('download-corrupt', `golden.json is ${found}`);
  }
  return golden;
}

async function jsonAt(source: FileSource, cache: RequestCache): Promise<Golden | null> {
  const text = await fetchText(source, 'golden.json', cache);
  try {
    return JSON.parse(text) as Golden;
  } catch {
    return null;
  }
}

async function check(golden: Golden, decoder: Decoder): Promise<Verification> {
  const verification = await verify(golden, logitsOf(decoder));
  const { maxError, tolerance } = verification;
  if (!(maxError <= tolerance)) {
    throw new EngineError('numbers-wrong', `logits are off by ${maxError}, allowed ${tolerance}`);
  }
  return verification;
}

async function withStore<T>(model: Model, use: (store: ModelStore | null) => Promise<T>): Promise<T> {
  const store = model.storedAs === undefined ? null : await ModelStore.open();
  try {
    return await use(store);
  } finally {
    store?.close();
  }
}
