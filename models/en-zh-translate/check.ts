/**
 * Re-evaluates the translator from this folder alone, on the WebAssembly runtime that the page uses.
 *
 *     npx tsx models/en-zh-translate/check.ts
 *
 * The files are those of spec.json; the logits of every step equal PyTorch's; the greedy translation is golden.json's
 * own; every row of attention sums to 1 and none looks into the future.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web';

interface Step {
  readonly top: readonly number[];
  readonly logits: readonly number[];
}

interface Golden {
  readonly revision: string;
  readonly cases: readonly {
    readonly name: string;
    readonly ids: readonly number[];
    readonly greedy: readonly number[];
    readonly reference: readonly Step[];
    readonly shipped: readonly Step[];
  }[];
  readonly tolerance: { readonly reference: number; readonly shipped: number };
}

interface Spec {
  readonly revision: string;
  readonly layers: number;
  readonly heads: number;
  readonly files: Readonly<Record<string, { path: string; bytes: number; sha256: string }>>;
}

const folder = import.meta.dirname;
const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const integers = (values: readonly number[]) =>
  new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);

let failures = 0;
function expect(holds: boolean, what: string): void {
  console.log(`${holds ? '  ok  ' : '  FAIL'} ${what}`);
  if (!holds) failures++;
}

/** Largest distance of the stored logits from the computed ones [T × V]. */
function gap(steps: readonly Step[], logits: Float32Array, vocabSize: number): number {
  const gaps = steps.flatMap(({ top, logits: stored }, t) =>
    top.map((id, n) => Math.abs(logits[t * vocabSize + id]! - stored[n]!)),
  );
  return Math.max(...gaps);
}

/** How far the rows of attention [1, H, T, S] are from summing to 1. */
function rowError(weights: ort.Tensor): number {
  const width = weights.dims.at(-1)!;
  const data = weights.data as Float32Array;
  let worst = 0;
  for (let row = 0; row < data.length; row += width) {
    const sum = data.subarray(row, row + width).reduce((a, b) => a + b, 0);
    worst = Math.max(worst, Math.abs(sum - 1));
  }
  return worst;
}

/** The largest weight above the diagonal of self-attention [1, H, T, T]. */
function future(weights: ort.Tensor): number {
  const t = weights.dims.at(-1)!;
  return (weights.data as Float32Array).reduce(
    (worst, w, i) => (i % t > Math.floor(i / t) % t ? Math.max(worst, w) : worst),
    0,
  );
}

ort.env.wasm.numThreads = 1;
const spec = json<Spec>('spec.json');
const golden = json<Golden>('golden.json');
const { specials } = json<{ specials: { begin: number; end: number } }>('vocab.json');
const open = (name: string) => ort.InferenceSession.create(readFileSync(join(folder, name)));
const encoder = await open('encoder.onnx');
const decoder = await open('decoder.onnx');

for (const { path, bytes, sha256 } of Object.values(spec.files)) {
  const raw = readFileSync(join(folder, path));
  const hash = createHash('sha256').update(raw).digest('hex');
  expect(
    raw.length === bytes && hash === sha256,
    `${path}: ${raw.length} bytes, sha256 ${hash.slice(0, 8)}…`,
  );
}
expect(golden.revision === spec.revision, `golden.json is of revision ${spec.revision}`);

for (const { name, ids, greedy, reference, shipped } of golden.cases) {
  const mask = integers(ids.map(() => 1));
  const read = await encoder.run({ input_ids: integers(ids), attention_mask: mask });
  const written = await decoder.run({
    input_ids: integers([specials.begin, ...greedy]),
    encoder_hidden_states: read['last_hidden_state']!,
    encoder_attention_mask: mask,
  });
  const logits = written['logits']!.data as Float32Array;
  const vocabSize = written['logits']!.dims[2]!;
  const best = [...greedy, specials.end].map((_, t) => {
    const row = logits.subarray(t * vocabSize, (t + 1) * vocabSize);
    return row.indexOf(row.reduce((a, b) => Math.max(a, b), -Infinity));
  });
  const same = best.every((id, t) => id === (greedy[t] ?? specials.end));
  const [near, far] = [gap(shipped, logits, vocabSize), gap(reference, logits, vocabSize)];
  const attention = Array.from({ length: spec.layers }, (_, i) => i);
  const rows = attention.flatMap(i => [
    read[`attentions.${i}`]!,
    written[`attentions.${i}`]!,
    written[`cross_attentions.${i}`]!,
  ]);
  const ahead = Math.max(...attention.map(i => future(written[`attentions.${i}`]!)));
  expect(
    same &&
      near <= golden.tolerance.shipped &&
      far <= golden.tolerance.reference &&
      Math.max(...rows.map(rowError)) < 1e-5 &&
      ahead === 0,
    `${name}: ${greedy.length} words ${same ? 'the same' : 'DIFFERENT'}, logits within ${near.toExponential(1)} of PyTorch, ${far.toExponential(1)} of the unquantised model`,
  );
}
console.log(failures === 0 ? `the translator holds what its folder says` : `${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
