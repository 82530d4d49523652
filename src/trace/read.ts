import { rangeOf } from '#lm/known.ts';
import { type Prediction, type TokenId, leastVocabSize, logSumExp } from '#lm/prediction.ts';
import { type Draw, type SamplingParams, defaultParams, distribution } from '#lm/sampling.ts';
import { shareAt } from '#lm/shares.ts';
import type { Stop } from '#lm/stops.ts';
import type { Vocabulary } from '#lm/token.ts';
import { type RecordedRun, inBrackets, traceFormat } from './file.ts';
import type { Choice, ModelRef, Step } from './trace.ts';

/** A file that is not a run, or not one that can be. The message is for developers; readers are told the place. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError';
  /** @param place what is wrong, as a path: `steps[3].prediction` */
  constructor(
    readonly place: string,
    problem: string,
  ) {
    super(`${place} ${problem}`);
  }
}

/**
 * Reads a run from parsed JSON that may come from anywhere.
 *
 * @throws TraceFileError naming the first thing that is wrong
 */
export function readTraceFile(json: unknown): RecordedRun {
  const file = record(json, 'file');
  check(file['format'] === traceFormat, 'format', `is ${String(file['format'])}, not ${traceFormat}`);
  const model = readModel(file['model'], 'model');
  const vocabSize =
    file['vocabSize'] === null ? Infinity : integer(file['vocabSize'], 'vocabSize', 1, 0x100000);
  const id = (value: unknown, what: string): TokenId =>
    integer(value, what, 0, Math.min(vocabSize, 0x100000) - 1);
  const prompt = array(file['prompt'], 'prompt').map((token, i) => id(token, `prompt[${i}]`));
  check(prompt.length > 0, 'prompt', 'is empty');
  const tokens = new Map(
    Object.entries(record(file['tokens'], 'tokens')).map(([key, value]) => {
      return [id(Number(key), 'token id'), readToken(value, `tokens[${key}]`)];
    }),
  );

  const steps = array(file['steps'], 'steps').map((json, i): Step => {
    const step = record(json, `steps[${i}]`);
    const isRoot = i === 0;
    const parent = isRoot ? null : integer(step['parent'], `steps[${i}].parent`, 0, i - 1);
    const prediction = step['prediction'] == null ? null : readPrediction(step['prediction'], vocabSize, i);
    return {
      parent,
      choice: isRoot ? null : readChoice(step['choice'], id, i),
      prediction,
      source: prediction && 'recorded',
      latencyMs: step['latencyMs'] == null ? null : number(step['latencyMs'], `steps[${i}].latencyMs`),
    };
  });
  check(steps.length > 0, 'steps', 'are none');
  steps.forEach((step, i) => checkDraw(step, i, steps, model.revision.startsWith('api/')));
  const mentioned = [
    ...prompt,
    ...steps.flatMap(step => [...(step.prediction?.ids ?? []), ...(step.choice ? [step.choice.id] : [])]),
  ];
  for (const token of mentioned) check(tokens.has(token), `tokens[${token}]`, 'has no bytes');

  return {
    trace: {
      model,
      prompt,
      steps,
      head: integer(file['head'], 'head', 0, steps.length - 1),
    },
    seed: integer(file['seed'], 'seed', 0, 0xffffffff),
    params: readParams(file['params']),
    vocabulary: recordedVocabulary(vocabSize, tokens),
  };
}

interface RecordedToken {
  readonly bytes: Uint8Array;
  readonly special: string | null;
}

function readToken(json: unknown, what: string): RecordedToken {
  const special =
    typeof json === 'string' ? (inBrackets.test(json) ? json : null) : record(json, what)['special'];
  if (typeof special === 'string') return { bytes: new Uint8Array(), special };
  check(typeof json === 'string' && /^([0-9a-f]{2})*$/.test(json), what, 'is not bytes');
  return { bytes: fromHex(json), special: null };
}

function recordedVocabulary(size: number, tokens: ReadonlyMap<TokenId, RecordedToken>): Vocabulary {
  const spelling = (id: TokenId): RecordedToken => {
    const known = tokens.get(id);
    if (known === undefined) throw new RangeError(`token ${id} is not in this recording`);
    return known;
  };
  return {
    size,
    bytes: id => spelling(id).bytes,
    special: id => spelling(id).special,
  };
}

const largestLogit = 1e5; // those of real models stay under a few hundred

function readPrediction(json: unknown, vocabSize: number, i: number): Prediction {
  const at = `steps[${i}].prediction`;
  const { ids, logits, logZ, stops, merged, unnamed } = record(json, at);
  const id = (x: unknown, place: string) => integer(x, place, 0, Math.min(vocabSize, 0x100000) - 1);
  const written = {
    ids: Uint32Array.from(array(ids, `${at}.ids`), (x, k) => id(x, `${at}.ids[${k}]`)),
    logits: Float32Array.from(array(logits, `${at}.logits`), (x, k) => number(x, `${at}.logits[${k}]`)),
    logZ: number(logZ, `${at}.logZ`),
  };
  const n = written.ids.length;
  check(n === written.logits.length && n > 0, at, 'has not as many logits as ids');
  check(n <= vocabSize, at, `lists more tokens than the vocabulary has`);
  check(new Set(written.ids).size === n, `${at}.ids`, 'names a token twice');
  written.logits.forEach((x, k) => {
    check(Math.abs(x) <= largestLogit, `${at}.logits[${k}]`, `is ${x}`);
    check(k === 0 || x <= written.logits[k - 1]!, `${at}.logits[${k}]`, 'is larger than the one before');
  });
  const isOpen = !Number.isFinite(vocabSize);
  const mass = written.logits.reduce((sum, logit) => sum + Math.exp(logit - written.logZ), 0);
  // A server may print its logarithms with three decimals; a model's own sum is exact to rounding.
  check(mass <= 1 + (isOpen ? 0.02 : 1e-3), at, `has shares that add up to ${mass}`);
  const prediction: Prediction = {
    ...written,
    ...(isOpen
      ? { vocabSize: merged === undefined ? leastVocabSize(written) : n + 1, open: true }
      : { vocabSize }),
    ...(stops !== undefined && { stops: readStops(stops, written, vocabSize, `${at}.stops`) }),
    ...(merged !== undefined && { merged: integer(merged, `${at}.merged`, 0, 1000) }),
    ...(unnamed !== undefined && {
      unnamed: new Set(array(unnamed, `${at}.unnamed`).map((x, k) => id(x, `${at}.unnamed[${k}]`))),
    }),
  };
  check(n < vocabSize || mass >= 1 - 1e-3, at, `has shares that add up to ${mass}`);
  return prediction;
}

function readStops(
  json: unknown,
  { logits, logZ }: Pick<Prediction, 'logits' | 'logZ'>,
  vocabSize: number,
  at: string,
): Stop[] {
  return array(json, at).map((written, k): Stop => {
    const place = `${at}[${k}]`;
    const [temperature = NaN, z = NaN, bits = NaN] = array(written, place).map(x => number(x, place));
    check(temperature > 0, place, 'has no temperature');
    check(bits >= 0 && bits <= Math.log2(vocabSize) + 1e-6, place, `has ${bits} bits`);
    const listed = logSumExp(logits.map(logit => logit / temperature));
    check(z >= listed - 1e-4, place, 'is less than what is listed');
    check(temperature !== 1 || Math.abs(z - logZ) < 1e-4, place, 'is not the logZ at temperature 1');
    return { temperature, logZ: z, bits };
  });
}

/**
 * A draw must be one from what its step lists.
 *
 * @param isOfServer its numbers may have been asked for again since, and differ a little each time
 */
function checkDraw({ parent, choice }: Step, i: number, steps: readonly Step[], isOfServer: boolean): void {
  const prediction = parent === null ? null : steps[parent]!.prediction;
  if (prediction === null || choice?.by !== 'sampler') return;
  const at = `steps[${i}].choice.draw`;
  const { rank, probability } = choice.draw;
  const listed = prediction.ids.indexOf(choice.id);
  check(
    listed < 0 ? rank >= prediction.ids.length : listed === rank || isOfServer,
    `${at}.rank`,
    `is ${rank}`,
  );
  if (listed < 0 || isOfServer) return;
  const { low, high } = rangeOf(shareAt(distribution(prediction, choice.params), listed));
  // Another backend computes the same logits to some thousandths.
  const fits = probability >= low * 0.97 - 1e-4 && probability <= high * 1.03 + 1e-4;
  check(fits, `${at}.probability`, `is ${probability}`);
}

function readChoice(json: unknown, id: (value: unknown, what: string) => TokenId, i: number): Choice {
  const at = `steps[${i}].choice`;
  const choice = record(json, at);
  const token = id(choice['id'], `${at}.id`);
  const { by, seed } = choice;
  if (by === 'reader') return { by, id: token };
  // Files of the first edition say 'link' of what came from a link or another model, and no more.
  if (by === 'link') return { by: 'carried', id: token, from: 'link', draw: null, params: null };
  check(by === 'sampler' || by === 'carried', `${at}.by`, `is ${String(by)}`);
  if (by === 'sampler') {
    const drawn = {
      draw: readDraw(choice['draw'], token, `${at}.draw`),
      params: readParams(choice['params']),
    };
    return {
      by,
      id: token,
      ...drawn,
      ...(seed !== undefined && { seed: integer(seed, `${at}.seed`, 0, 0xffffffff) }),
    };
  }
  return {
    by,
    id: token,
    from: choice['from'] === 'link' ? 'link' : readModel(choice['from'], `${at}.from`),
    draw: choice['draw'] === null ? null : readDraw(choice['draw'], token, `${at}.draw`),
    params: choice['params'] === null ? null : readParams(choice['params']),
  };
}

function readModel(json: unknown, what: string): ModelRef {
  const { id, revision } = record(json, what);
  check(typeof id === 'string' && typeof revision === 'string', what, 'has no id or revision');
  return { id, revision };
}

function readDraw(json: unknown, id: TokenId, at: string): Draw {
  const draw = record(json, at);
  const u = number(draw['u'], `${at}.u`);
  check(u >= 0 && u < 1, `${at}.u`, `is ${u}`);
  const probability = number(draw['probability'], `${at}.probability`);
  check(probability >= 0 && probability <= 1, `${at}.probability`, `is ${probability}`);
  return { u, rank: integer(draw['rank'], `${at}.rank`, 0, 0x100000), id, probability };
}

function readParams(json: unknown): SamplingParams {
  const params = { ...defaultParams, ...record(json, 'params') };
  const optional = (value: unknown, what: string, min: number, max: number): number | null => {
    if (value === null) return null;
    const x = number(value, what);
    check(x >= min && x <= max, what, `is ${x}`);
    return x;
  };
  return {
    temperature: optional(params.temperature, 'temperature', 0, 100) ?? 1,
    topK: params.topK === null ? null : integer(params.topK, 'topK', 1, 0x100000),
    topP: optional(params.topP, 'topP', 0, 1),
    minP: optional(params.minP, 'minP', 0, 1),
  };
}

function check(condition: boolean, place: string, problem: string): asserts condition {
  if (!condition) throw new TraceFileError(place, problem);
}

function record(value: unknown, what: string): Record<string, unknown> {
  check(typeof value === 'object' && value !== null && !Array.isArray(value), what, 'is not an object');
  return value as Record<string, unknown>;
}

function array(value: unknown, what: string): unknown[] {
  check(Array.isArray(value), what, 'is not a list');
  return value;
}

function number(value: unknown, what: string): number {
  check(typeof value === 'number' && Number.isFinite(value), what, 'is not a number');
  return value;
}

function integer(value: unknown, what: string, min: number, max: number): number {
  const x = number(value, what);
  check(Number.isInteger(x) && x >= min && x <= max, what, `is ${x}, not a whole number in [${min}, ${max}]`);
  return x;
}

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
