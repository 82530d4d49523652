/**
 * Re-evaluates every model from its folder alone, on the WebAssembly runtime that the page uses.
 *
 *     npm run models:check               every model
 *     npm run models:check -- en-mini    one
 *
 * For each: the files are those of spec.json; the tokenizer gives the ids of golden.json; logits equal PyTorch's with and
 * without the cache; attention is causal and sums to 1; the lens of the last state is the model's own answer; and bits
 * per byte on the held-out texts of models/data are those that spec.json states.
 *
 * Of all models together: the loss chart (results.json), the cards and spec.json state the same numbers. What cannot be
 * measured again from this repository is named, with the reason.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { PreTrainedTokenizer } from '@xenova/transformers/src/tokenizers.js';
import * as ort from 'onnxruntime-web';
import { checkChart } from './check-chart.ts';
import { heldOut } from './held-out.ts';

const folder = import.meta.dirname;
ort.env.wasm.numThreads = 1;

interface Answer {
  readonly top: readonly number[];
  readonly logits: readonly number[];
  readonly logZ: number;
}

interface Golden {
  readonly revision: string;
  readonly cases: readonly {
    name: string;
    text: string;
    ids: number[];
    reference: Answer;
    shipped: Answer;
  }[];
  readonly tolerance: { readonly reference: number; readonly shipped: number };
}

interface Spec {
  readonly id: string;
  readonly revision: string;
  readonly family: string;
  readonly vocabSize: number;
  readonly contextLength: number;
  readonly layers: number;
  readonly heads: number;
  readonly embedding: number;
  readonly endOfText: number;
  readonly files: Readonly<Record<string, { path: string; bytes: number; sha256: string }>>;
  readonly bitsPerByte?: Readonly<Record<string, number>>;
}

type Cache = Record<string, ort.Tensor>;

const int64 = (values: readonly number[], dims: readonly number[]) =>
  new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);

/** The two graphs of a model and how to call them. */
class Runner {
  private constructor(
    readonly spec: Spec,
    private readonly decoder: ort.InferenceSession,
    private readonly lens: ort.InferenceSession,
  ) {}

  static async load(spec: Spec): Promise<Runner> {
    const read = (name: string) => readFileSync(join(folder, spec.id, name));
    const externalData = [{ path: 'model.onnx_data', data: read('model.onnx_data') }];
    const open = (name: string) => ort.InferenceSession.create(read(name), { externalData });
    return new Runner(spec, await open('model.onnx'), await open('lens.onnx'));
  }

  emptyCache(): Cache {
    const { layers, heads, embedding } = this.spec;
    const cache: Cache = {};
    for (let i = 0; i < layers; i++)
      for (const kind of ['key', 'value'])
        cache[`${i}.${kind}`] = new ort.Tensor('float32', new Float32Array(0), [
          1,
          heads,
          0,
          embedding / heads,
        ]);
    return cache;
  }

  /** Logits of the last `keep` positions [keep × V], the cache after `ids`, and any other outputs asked for. */
  async run(ids: readonly number[], cache = this.emptyCache(), keep = 1, others: readonly string[] = []) {
    const past = cache['0.key']!.dims[2]!;
    const feeds: Record<string, ort.Tensor> = {
      input_ids: int64(ids, [1, ids.length]),
      attention_mask: int64(new Array(past + ids.length).fill(1), [1, past + ids.length]),
      position_ids: int64(
        ids.map((_, n) => past + n),
        [1, ids.length],
      ),
      num_logits_to_keep: int64([keep], []),
    };
    for (const [name, tensor] of Object.entries(cache)) feeds[`past_key_values.${name}`] = tensor;
    const wanted = ['logits', ...Object.keys(cache).map(name => `present.${name}`), ...others];
    const outputs = await this.decoder.run(feeds, wanted);
    const present = Object.fromEntries(Object.keys(cache).map(name => [name, outputs[`present.${name}`]!]));
    return { logits: outputs['logits']!.data as Float32Array, cache: present, outputs };
  }

  async throughLens(state: Float32Array): Promise<Float32Array> {
    const hidden = new ort.Tensor('float32', state, [1, this.spec.embedding]);
    return (await this.lens.run({ hidden }))['logits']!.data as Float32Array;
  }
}

const failures: string[] = [];
function expect(holds: boolean, what: string) {
  console.log(`${holds ? '  ok  ' : '  FAIL'} ${what}`);
  if (!holds) failures.push(what);
}

const largestGap = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let gap = 0;
  for (let i = 0; i < b.length; i++) gap = Math.max(gap, Math.abs(a[i]! - b[i]!));
  return gap;
};

function checkFiles(spec: Spec) {
  for (const { path, bytes, sha256 } of Object.values(spec.files)) {
    const raw = readFileSync(join(folder, spec.id, path));
    const hash = createHash('sha256').update(raw).digest('hex');
    expect(
      raw.length === bytes && hash === sha256,
      `${path}: ${raw.length} bytes, sha256 ${hash.slice(0, 8)}…`,
    );
  }
}

async function checkGolden(runner: Runner, golden: Golden, encode: (text: string) => number[]) {
  expect(golden.revision === runner.spec.revision, `golden.json is of revision ${runner.spec.revision}`);
  for (const { name, text, ids, shipped, reference } of golden.cases) {
    const { logits } = await runner.run(ids);
    const gap = largestGap(
      shipped.top.map(id => logits[id]!),
      shipped.logits,
    );
    const quantisation = largestGap(
      reference.top.map(id => logits[id]!),
      reference.logits,
    );
    const same = JSON.stringify(encode(text)) === JSON.stringify(ids);
    expect(
      same && gap <= golden.tolerance.shipped && quantisation <= golden.tolerance.reference,
      `${name}: ${ids.length} ids ${same ? 'the same' : 'DIFFERENT'}, logits within ${gap.toExponential(1)} of PyTorch, ` +
        `${quantisation.toExponential(1)} of the unquantised model`,
    );
    if (ids.length < 2) continue;
    const cut = ids.length >> 1;
    const first = await runner.run(ids.slice(0, cut));
    const last = await runner
      .run(ids.slice(cut, -1), first.cache)
      .then(r => runner.run(ids.slice(-1), ids.length - cut > 1 ? r.cache : first.cache));
    const cached = largestGap(last.logits, logits);
    expect(cached <= golden.tolerance.shipped, `${name}: with the cache within ${cached.toExponential(1)}`);
  }
}

async function checkInside(runner: Runner, ids: readonly number[]) {
  const { layers, heads, embedding } = runner.spec;
  const names = [...Array(layers).keys()].map(i => `attentions.${i}`);
  const { logits, outputs } = await runner.run(ids, undefined, 1, [...names, `hidden_states.${layers}`]);
  const T = ids.length;
  let worst = 0;
  let future = 0;
  for (const name of names) {
    const weights = outputs[name]!.data as Float32Array;
    for (let row = 0; row < heads * T; row++) {
      const line = weights.subarray(row * T, (row + 1) * T);
      worst = Math.max(worst, Math.abs(line.reduce((sum, w) => sum + w, 0) - 1));
      future = Math.max(future, ...line.subarray((row % T) + 1), 0);
    }
  }
  expect(
    worst < 1e-5 && future === 0,
    `attention: rows sum to 1 within ${worst.toExponential(1)}, nothing in the future`,
  );
  const state = (outputs[`hidden_states.${layers}`]!.data as Float32Array).slice(-embedding);
  const gap = largestGap(await runner.throughLens(state), logits);
  expect(gap < 1e-4, `lens of the last state gives the logits within ${gap.toExponential(1)}`);
}

/** As in pipeline/evaluate.py: each text after end-of-text, in windows of the whole context that overlap by half. */
async function bitsPerByte(runner: Runner, texts: readonly string[], encode: (text: string) => number[]) {
  const { contextLength, vocabSize, endOfText } = runner.spec;
  let bits = 0;
  let bytes = 0;
  for (const text of texts) {
    const ids = [endOfText, ...encode(text)];
    bytes += Buffer.byteLength(text);
    for (let scored = 1; scored < ids.length;) {
      const start = scored === 1 ? 0 : scored - contextLength / 2;
      const inputs = ids.slice(start, Math.min(start + contextLength, ids.length - 1));
      const keep = start + inputs.length - scored + 1;
      const { logits } = await runner.run(inputs, undefined, keep);
      for (let n = 0; n < keep; n++, scored++) {
        const row = logits.subarray(n * vocabSize, (n + 1) * vocabSize);
        const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
        const sum = row.reduce((total, logit) => total + Math.exp(logit - top), 0);
        bits += (Math.log(sum) + top - row[ids[scored]!]!) / Math.LN2;
      }
    }
  }
  return bits / bytes;
}

async function check(spec: Spec) {
  console.log(`${spec.id} ${spec.revision}`);
  checkFiles(spec);
  const json = (name: string) => JSON.parse(readFileSync(join(folder, spec.id, name), 'utf8'));
  const tokenizer = new PreTrainedTokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
  const encode = (text: string): number[] => tokenizer.encode(text, null, { add_special_tokens: false });
  const runner = await Runner.load(spec);
  const golden: Golden = json('golden.json');
  await checkGolden(runner, golden, encode);
  await checkInside(runner, golden.cases.find(c => c.ids.length > 4)!.ids);
  for (const [part, texts] of Object.entries(heldOut)) {
    const stated = spec.bitsPerByte?.[part];
    if (stated === undefined) continue;
    const measured = await bitsPerByte(runner, texts(), encode);
    expect(
      Math.abs(measured - stated) < 0.002,
      `held-out stories: ${measured.toFixed(4)} bits per byte, stated ${stated}`,
    );
  }
}

const asked = process.argv.slice(2);
const specs = readdirSync(folder)
  .map(name => join(folder, name, 'spec.json'))
  .filter(existsSync)
  .map((path): Spec => JSON.parse(readFileSync(path, 'utf8')))
  .filter(spec => spec.family === 'gpt2' && (asked.length === 0 || asked.includes(spec.id)));
for (const spec of specs) await check(spec);
if (asked.length === 0) checkChart(expect);
// An encoder–decoder has other files and other graphs, and so a check of its own, which sets the exit code.
const translator = asked.length === 0 || asked.includes('en-zh-translate');
if (translator) await import('./en-zh-translate/check.ts');
const failedThere = translator && process.exitCode !== 0;
console.log(
  failures.length === 0
    ? `${specs.length} decoder models hold what their folders say`
    : `${failures.length} failures`,
);
process.exitCode = failures.length === 0 && !failedThere && (specs.length > 0 || translator) ? 0 : 1;
