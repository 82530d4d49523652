import { localFiles } from '#engine/hub/local.ts';
import type { ListedFile } from '#engine/hub/listing.ts';
import { exportGpt2 } from './gpt2/export.ts';
import type { ExportOptions } from './gpt2/export.ts';
import type { Precision } from './gpt2/precision.ts';
import { bytesOf } from './gpt2/protobuf.ts';
import { randomWeights } from './gpt2/weights.ts';
import type { Shape, Weights } from './gpt2/weights.ts';
import { VOCAB_SIZE, tokenizerFile } from './tokenizer-file.ts';

export const shape: Shape = { layers: 3, heads: 2, embedding: 64, vocabSize: VOCAB_SIZE, contextLength: 48 };
export const weights: Weights = randomWeights(shape, 1);

const suffixes: Record<Precision, string> = { fp32: '', fp16: '_fp16', int8: '_quantized', q4: '_q4' };

/** Files of a model's repository by path. */
export type Repository = Readonly<Record<string, Blob>>;

export type Layout = 'merged' | 'pair' | 'single' | 'sharded';

/** A repository as the hub's exporters leave it, in one layout and one precision. */
export function repository(
  layout: Layout,
  precision: Precision,
  of = shape,
  w = weights,
  more = {},
): Repository {
  const suffix = suffixes[precision];
  const graph = (options: Omit<ExportOptions, 'precision'>): Blob =>
    bytesOf(exportGpt2(of, w, { ...options, ...more, precision }));
  const common = { 'config.json': new Blob([configOf(of)]), 'tokenizer.json': new Blob([tokenizerFile()]) };
  switch (layout) {
    case 'merged':
      return { ...common, [`onnx/decoder_model_merged${suffix}.onnx`]: graph({ layout: 'merged' }) };
    case 'pair':
      return {
        ...common,
        [`onnx/decoder_model${suffix}.onnx`]: graph({ layout: 'no-past' }),
        [`onnx/decoder_with_past_model${suffix}.onnx`]: graph({ layout: 'with-past', oneToken: true }),
      };
    case 'single':
      return { ...common, [`onnx/model${suffix}.onnx`]: graph({ layout: 'with-past', positionIds: true }) };
    case 'sharded':
      return { ...common, ...sharded(`onnx/model${suffix}.onnx`, precision, of, w) };
  }
}

/** Weights in two files beside the graph, in turn. */
function sharded(path: string, precision: Precision, of: Shape, w: Weights): Repository {
  const names = [`${path}_data`, `${path}_data_1`];
  const parts = names.map(() => ({ pieces: [] as Uint8Array[], size: 0 }));
  let turn = 0;
  const place = (data: Uint8Array): { location: string; offset: number } => {
    const i = turn++ % parts.length;
    const offset = parts[i]!.size;
    parts[i]!.pieces.push(data);
    parts[i]!.size += data.byteLength;
    return { location: names[i]!.slice('onnx/'.length), offset };
  };
  const graph = bytesOf(exportGpt2(of, w, { layout: 'with-past', positionIds: true, precision, place }));
  const data = names.map(
    (name, i) => [name, new Blob(parts[i]!.pieces as Uint8Array<ArrayBuffer>[])] as const,
  );
  return { [path]: graph, ...Object.fromEntries(data) };
}

const configOf = ({ layers, heads, embedding, vocabSize, contextLength }: Shape): string =>
  JSON.stringify({
    model_type: 'gpt2',
    n_layer: layers,
    n_head: heads,
    n_embd: embedding,
    vocab_size: vocabSize,
    n_positions: contextLength,
    eos_token_id: vocabSize - 1,
  });

/** The repository as a folder that a reader has opened. */
export function opened(files: Repository): ListedFile[] {
  return localFiles(
    Object.entries(files).map(([path, blob]) => {
      const file = new File([blob], path.slice(path.lastIndexOf('/') + 1));
      Object.defineProperty(file, 'webkitRelativePath', { value: `my-gpt2/${path}` });
      return file;
    }),
  );
}
