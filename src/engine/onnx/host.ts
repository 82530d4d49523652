import type * as Ort from 'onnxruntime-web';
import type { TokenId } from '#lm/prediction.ts';
import { EngineError } from '../engine.ts';
import type { LoadProgress, Verification } from '../engine.ts';
import type { FileSpec, Model } from '../spec.ts';
import { Decoder } from './decoder.ts';
import { download } from './download.ts';
import { inspect } from './inspect.ts';
import type { Backend, Inspection, Loaded, Request } from './protocol.ts';
import type { LoadRuntime } from './serve.ts';
import { verify } from './verify.ts';
import type { Golden } from './verify.ts';

/** A loaded model on one backend: what a worker is home to. */
export class Host {
  private lens: Ort.InferenceSession | null = null; // made when first asked for

  private constructor(
    private readonly ort: typeof Ort,
    private readonly model: Model,
    private readonly backend: Backend,
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
    const { graph, weights } = model.spec.files;
    const [ort, files] = await Promise.all([
      loadRuntime(backend, threads),
      downloadAll(model, weights === undefined ? [graph] : [graph, weights], onProgress),
    ]);
    const totalBytes = graph.bytes + (weights?.bytes ?? 0);
    onProgress({ stage: 'compile', loadedBytes: totalBytes, totalBytes });
    const decoder = new Decoder(ort, await createSession(ort, backend, files, model, weights));
    if (backend === 'webgpu') watch(await ort.env.webgpu.device, onLost);
    onProgress({ stage: 'verify', loadedBytes: totalBytes, totalBytes });
    const verification = await check(model, decoder);
    return new Host(ort, model, backend, decoder, { threads, verification });
  }

  logits(context: readonly TokenId[]): Promise<{ logits: Float32Array; latencyMs: number }> {
    return this.decoder.logits(context);
  }

  async inspect(context: readonly TokenId[]): Promise<Inspection> {
    const { lens, weights } = this.model.spec.files;
    if (lens !== undefined && this.lens === null) {
      // The weights were handed to the first session; the browser's cache still has them.
      const files = await downloadAll(this.model, weights === undefined ? [lens] : [lens, weights], () => {});
      this.lens = await createSession(this.ort, this.backend, files, this.model, weights);
    }
    return inspect(this.ort, this.decoder, this.lens, context);
  }
}

async function downloadAll(
  model: Model,
  files: readonly FileSpec[],
  onProgress: (progress: LoadProgress) => void,
): Promise<Uint8Array[]> {
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let loadedBytes = 0;
  const onBytes = (count: number): void => {
    loadedBytes += count;
    onProgress({ stage: 'download', loadedBytes, totalBytes });
  };
  return Promise.all(files.map(file => download(sourceOf(model, file), file, onBytes)));
}

function sourceOf(model: Model, file: FileSpec): string | Blob {
  const source = model.files[file.path];
  if (source === undefined) throw new EngineError('download-failed', `${model.spec.id} has no ${file.path}`);
  return source;
}

async function createSession(
  ort: typeof Ort,
  backend: Backend,
  [graph, data]: readonly Uint8Array[],
  model: Model,
  weights: FileSpec | undefined,
): Promise<Ort.InferenceSession> {
  const layers = Array.from({ length: model.spec.layers }, (_, i) => i);
  const presents = layers.flatMap(i => [`present.${i}.key`, `present.${i}.value`]);
  return ort.InferenceSession.create(graph!, {
    executionProviders: [backend],
    externalData: weights === undefined ? [] : [{ path: weights.path, data: data! }],
    // On a GPU keys and values stay where they are: only the logits come back.
    ...(backend === 'webgpu' && {
      preferredOutputLocation: Object.fromEntries(presents.map(name => [name, 'gpu-buffer' as const])),
    }),
  });
}

async function check(model: Model, decoder: Decoder): Promise<Verification | null> {
  const source = model.files['golden.json'];
  if (source === undefined) return null;
  const response = typeof source === 'string' ? await fetch(source) : new Response(source);
  if (!response.ok) throw new EngineError('download-failed', `golden.json: HTTP ${response.status}`);
  const golden = (await response.json()) as Golden;
  if (golden.revision !== model.spec.revision) {
    throw new EngineError(
      'download-corrupt',
      `golden.json is for ${golden.revision}, not ${model.spec.revision}`,
    );
  }
  const verification = await verify(golden, async context => (await decoder.logits(context)).logits);
  if (!(verification.maxError <= verification.tolerance)) {
    const { maxError, tolerance } = verification;
    throw new EngineError('numbers-wrong', `logits are off by ${maxError}, allowed ${tolerance}`);
  }
  return verification;
}

function watch(device: unknown, onLost: (message: string) => void): void {
  void (device as GPUDevice).lost.then(({ reason, message }) => onLost(`${reason}: ${message}`));
}
