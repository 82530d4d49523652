import { type TokenId, predictionFrom } from '#lm/prediction.ts';
import type { AttentionWeights, TranslationStep } from '#lm/translation.ts';
import { download } from '../files/download.ts';
import { sourceOf } from '../files/fetch-files.ts';
import { asDownload } from '../onnx/failure.ts';
import { type Literal, type Session, type Tensor, integers, take } from '../onnx/runtime/runtime.ts';
import type { LoadRuntime } from '../onnx/serve.ts';
import type { FileSpec } from '../spec.ts';
import type { TranslatorModel } from './spec.ts';

interface ReadSource {
  readonly key: string;
  readonly memory: Tensor; // [1, S, C]
  readonly mask: Literal; // [1, S]
  readonly reading: readonly AttentionWeights[];
}

/** Encoder and decoder in one place. A source is read once, however many words are then written. */
export class TranslatorGraphs {
  private last: ReadSource | null = null;

  private constructor(
    private readonly encoder: Session,
    private readonly decoder: Session,
    private readonly layers: readonly number[],
  ) {}

  /** @throws EngineError 'download-failed', 'download-corrupt' */
  static async load(model: TranslatorModel, loadRuntime: LoadRuntime): Promise<TranslatorGraphs> {
    const { layers: count, files } = model.spec;
    const fetched = (file: FileSpec): Promise<Uint8Array> => download(sourceOf(model, file), file, () => {});
    const [runtime, encoder, decoder] = await Promise.all([
      loadRuntime('wasm', 1).catch(asDownload), // a pass takes a millisecond: neither a GPU nor threads would help
      fetched(files.encoder),
      fetched(files.decoder),
    ]);
    const session = (graph: Uint8Array): Promise<Session> => runtime.createSession(graph, [], []);
    const layers = Array.from({ length: count }, (_, i) => i);
    return new TranslatorGraphs(await session(encoder), await session(decoder), layers);
  }

  /** @param target the mark that begins it, then the words written so far */
  async step(source: readonly TokenId[], target: readonly TokenId[]): Promise<TranslationStep> {
    const started = performance.now();
    const { memory, mask, reading } = await this.read(source);
    const names = this.layers.map(i => `cross_attentions.${i}`);
    const [logits, ...looking] = await this.decoder.run(
      {
        input_ids: integers(target),
        encoder_hidden_states: memory,
        encoder_attention_mask: mask,
      },
      ['logits', ...names],
    );
    return {
      prediction: predictionFrom(await take(logits!, logits!.dims.at(-1)!)),
      reading,
      looking: await Promise.all(looking.map(weightsOf)),
      latencyMs: performance.now() - started,
    };
  }

  /** Frees the sessions; nothing can be asked afterwards. */
  async release(): Promise<void> {
    this.last?.memory.release();
    this.last = null;
    await this.encoder.release();
    await this.decoder.release();
  }

  private async read(source: readonly TokenId[]): Promise<ReadSource> {
    const key = source.join();
    if (this.last?.key === key) return this.last;
    const mask = integers(source.map(() => 1));
    const names = this.layers.map(i => `attentions.${i}`);
    const [memory, ...attentions] = await this.encoder.run(
      { input_ids: integers(source), attention_mask: mask },
      ['last_hidden_state', ...names],
    );
    const reading = await Promise.all(attentions.map(weightsOf));
    this.last?.memory.release();
    this.last = { key, memory: memory!, mask, reading };
    return this.last;
  }
}

/** [1, H, T, S] → [H, T, S]; the tensor is released. */
async function weightsOf(tensor: Tensor): Promise<AttentionWeights> {
  const [, heads, to, from] = tensor.dims;
  return { dims: [heads!, to!, from!], data: await take(tensor) };
}
