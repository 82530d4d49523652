import type * as Ort from 'onnxruntime-web';
import { type TokenId, predictionFrom } from '#lm/prediction.ts';
import type { AttentionWeights, TranslationStep } from '#lm/translation.ts';
import { EngineError } from '../engine.ts';
import { download } from '../onnx/download.ts';
import type { LoadRuntime } from '../onnx/serve.ts';
import type { FileSpec } from '../spec.ts';
import type { TranslatorModel } from './spec.ts';
import type { TranslatorVocabulary } from './words.ts';

interface ReadSource {
  readonly key: string;
  readonly memory: Ort.Tensor; // [1, S, C]
  readonly mask: Ort.Tensor; // [1, S]
  readonly reading: readonly AttentionWeights[];
}

/** Encoder and decoder in one place. A source is read once, however many words are then written. */
export class TranslatorGraphs {
  private last: ReadSource | null = null;

  private constructor(
    private readonly ort: typeof Ort,
    private readonly encoder: Ort.InferenceSession,
    private readonly decoder: Ort.InferenceSession,
    private readonly layers: readonly number[],
    private readonly begin: TokenId,
  ) {}

  /** @throws EngineError 'download-failed', 'download-corrupt' */
  static async load({ spec, files }: TranslatorModel, loadRuntime: LoadRuntime): Promise<TranslatorGraphs> {
    const fetched = (file: FileSpec): Promise<Uint8Array> => {
      const source = files[file.path];
      if (source === undefined) throw new EngineError('download-failed', `${spec.id} has no ${file.path}`);
      return download(source, file, () => {});
    };
    const [ort, encoder, decoder, vocabulary] = await Promise.all([
      loadRuntime('wasm', 1), // a pass takes a millisecond: neither a GPU nor threads would help
      fetched(spec.files.encoder),
      fetched(spec.files.decoder),
      fetched(spec.files.vocabulary),
    ]);
    const { specials } = JSON.parse(new TextDecoder().decode(vocabulary)) as TranslatorVocabulary;
    const session = (graph: Uint8Array): Promise<Ort.InferenceSession> =>
      ort.InferenceSession.create(graph, { executionProviders: ['wasm'] });
    const layers = Array.from({ length: spec.layers }, (_, i) => i);
    return new TranslatorGraphs(ort, await session(encoder), await session(decoder), layers, specials.begin);
  }

  async step(source: readonly TokenId[], target: readonly TokenId[]): Promise<TranslationStep> {
    const started = performance.now();
    const { memory, mask, reading } = await this.read(source);
    const names = this.layers.map(i => `cross_attentions.${i}`);
    const results = await this.decoder.run(
      {
        input_ids: this.integers([this.begin, ...target]),
        encoder_hidden_states: memory,
        encoder_attention_mask: mask,
      },
      ['logits', ...names],
    );
    const logits = results.logits!;
    return {
      prediction: predictionFrom((logits.data as Float32Array).slice(-logits.dims.at(-1)!)),
      reading,
      looking: names.map(name => weightsOf(results[name]!)),
      latencyMs: performance.now() - started,
    };
  }

  private async read(source: readonly TokenId[]): Promise<ReadSource> {
    const key = source.join();
    if (this.last?.key === key) return this.last;
    const mask = this.integers(source.map(() => 1));
    const names = this.layers.map(i => `attentions.${i}`);
    const results = await this.encoder.run({ input_ids: this.integers(source), attention_mask: mask }, [
      'last_hidden_state',
      ...names,
    ]);
    const reading = names.map(name => weightsOf(results[name]!));
    this.last = { key, memory: results.last_hidden_state!, mask, reading };
    return this.last;
  }

  /** [1, n] of int64 */
  private integers(values: readonly number[]): Ort.Tensor {
    return new this.ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  }
}

/** [1, H, T, S] → [H, T, S] */
function weightsOf(tensor: Ort.Tensor): AttentionWeights {
  const [, heads, to, from] = tensor.dims;
  return { dims: [heads!, to!, from!], data: (tensor.data as Float32Array).slice() };
}
