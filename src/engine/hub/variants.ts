import type { Backend } from '../onnx/protocol.ts';
import type { ListedFile } from './listing.ts';

/** How weights are stored; the hub's suffixes of file names. */
export type Precision = 'fp32' | 'fp16' | 'int8' | 'q4' | 'q4f16';

/** One complete way to run a model: its graphs and the files that hold their weights. */
export interface Variant {
  readonly precision: Precision;
  readonly graph: ListedFile;
  readonly firstPass: ListedFile | null; // the graph without a past, where the export has two
  readonly shards: readonly ListedFile[]; // external data
  readonly bytes: number; // of all of them
}

const suffixes: Readonly<Record<string, Precision>> = {
  '': 'fp32',
  _fp16: 'fp16',
  _quantized: 'int8',
  _int8: 'int8',
  _uint8: 'int8',
  _q4: 'q4',
  _q4f16: 'q4f16',
};

/**
 * The ways in which a set of files can be run. Newer exports have one graph (`model.onnx`), older ones a merged graph
 * or a pair, one of them without a past; of the same precision the one with fewer bytes is kept.
 */
export function variantsOf(files: readonly ListedFile[]): Variant[] {
  const byPrecision = new Map<Precision, Variant>();
  for (const graph of files) {
    const [, folder = '', name, suffix = ''] = graphName.exec(graph.path) ?? [];
    const precision = suffixes[suffix];
    if (name === undefined || precision === undefined) continue;
    const pair = files.find(({ path }) => path === `${folder}decoder_model${suffix}.onnx`);
    const firstPass = name === 'decoder_with_past_model' ? (pair ?? null) : null;
    if (name === 'decoder_with_past_model' && firstPass === null) continue;
    const shards = [graph, firstPass].flatMap(of => (of === null ? [] : externalDataOf(of, files)));
    const parts = [graph, ...(firstPass === null ? [] : [firstPass]), ...shards];
    const bytes = parts.reduce((sum, file) => sum + file.bytes, 0);
    const known = byPrecision.get(precision);
    if (known === undefined || bytes < known.bytes) {
      byPrecision.set(precision, { precision, graph, firstPass, shards, bytes });
    }
  }
  return [...byPrecision.values()].sort((a, b) => a.bytes - b.bytes);
}

const graphName = /^((?:.*\/)?)(model|decoder_model_merged|decoder_with_past_model)(_\w+)?\.onnx$/;

/** `x.onnx_data`, `x.onnx_data_1`, …; also `x.onnx.data` as PyTorch writes it. */
const externalDataOf = (graph: ListedFile, files: readonly ListedFile[]): ListedFile[] =>
  files.filter(
    ({ path }) => path.startsWith(graph.path) && /^[._]data(_\d+)?$/.test(path.slice(graph.path.length)),
  );

/**
 * The variants worth trying on a backend, best first. On WASM 8-bit weights are fastest and smallest, and 4-bit ones
 * ten times slower (no fast kernels); on a GPU half precision is, where it has it.
 *
 * @param hasHalf the GPU computes in half precision (shader-f16)
 */
export function variantsFor(variants: readonly Variant[], backend: Backend, hasHalf: boolean): Variant[] {
  const gpu: Precision[] = hasHalf ? ['fp16', 'q4f16', 'fp32', 'q4'] : ['fp32', 'q4'];
  const order: Precision[] = backend === 'wasm' ? ['int8', 'fp32', 'fp16', 'q4'] : gpu;
  return order.flatMap(precision => variants.filter(variant => variant.precision === precision));
}
