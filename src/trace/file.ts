import type { Prediction, TokenId } from '#lm/prediction.ts';
import { leastVocabSize } from '#lm/prediction.ts';
import type { Draw, SamplingParams } from '#lm/sampling.ts';
import { defaultParams } from '#lm/sampling.ts';
import type { Vocabulary } from '#lm/token.ts';
import type { Choice, ModelRef, Step, Trace } from './trace.ts';

export const traceFormat = 'next-token-trace/1';

/** A run as a file: the best candidates of every step, and the bytes of every token it mentions. */
export interface TraceFile {
  readonly format: typeof traceFormat;
  readonly model: { readonly id: string; readonly revision: string };
  readonly vocabSize: number | null; // V; of all steps. null: an API did not tell it
  readonly seed: number;
  readonly params: SamplingParams;
  readonly prompt: readonly TokenId[];
  readonly head: number;
  readonly steps: readonly {
    readonly parent: number | null;
    readonly choice: Choice | null;
    readonly latencyMs: number | null;
    readonly prediction: {
      readonly ids: readonly number[];
      readonly logits: readonly number[];
      readonly logZ: number;
    } | null;
  }[];
  readonly tokens: Readonly<Record<string, WrittenToken>>; // by id
}

/** Bytes in hexadecimal; of a special token its name, which in angle brackets speaks for itself. */
type WrittenToken = string | { readonly special: string };

/** A file that is not a run, or not one we can trust. The message is for developers; readers are told once. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError';
}

/** A recorded run, ready to be opened without a model. */
export interface RecordedRun {
  readonly trace: Trace;
  readonly seed: number;
  readonly params: SamplingParams;
  readonly vocabulary: Vocabulary;
}

/**
 * @param candidates most likely tokens kept per step; 64 take about a kilobyte of JSON
 */
export function writeTraceFile({ trace, seed, params, vocabulary }: RecordedRun, candidates = 64): TraceFile {
  const mentioned = new Set<TokenId>(trace.prompt);
  const steps = trace.steps.map(({ parent, choice, latencyMs, prediction }) => {
    if (choice !== null) mentioned.add(choice.id);
    const kept = prediction && {
      ids: Array.from(prediction.ids.subarray(0, candidates)),
      // Math.fround values of about 8 digits; five decimals keep probabilities to 1e-5 of themselves.
      logits: Array.from(prediction.logits.subarray(0, candidates), x => Math.round(x * 1e5) / 1e5),
      logZ: prediction.logZ,
    };
    kept?.ids.forEach(id => mentioned.add(id));
    return { parent, choice, latencyMs: latencyMs && Math.round(latencyMs * 10) / 10, prediction: kept };
  });
  const tokens: Record<string, WrittenToken> = {};
  for (const id of [...mentioned].sort((a, b) => a - b)) {
    const special = vocabulary.special(id);
    if (special === null) tokens[id] = toHex(vocabulary.bytes(id));
    else tokens[id] = inBrackets.test(special) ? special : { special };
  }
  return {
    format: traceFormat,
    model: trace.model,
    vocabSize: Number.isFinite(vocabulary.size) ? vocabulary.size : null,
    seed,
    params,
    prompt: trace.prompt,
    head: trace.head,
    steps,
    tokens,
  };
}

/**
 * Reads a run from parsed JSON that may come from anywhere.
 *
 * @throws TraceFileError naming the first thing that is wrong
 */
export function readTraceFile(json: unknown): RecordedRun {
  const file = record(json, 'file');
  check(file['format'] === traceFormat, `format is ${String(file['format'])}, not ${traceFormat}`);
  const model = readModel(file['model'], 'model');
  const vocabSize =
    file['vocabSize'] === null ? Infinity : integer(file['vocabSize'], 'vocabSize', 1, 0x100000);
  const id = (value: unknown, what: string): TokenId =>
    integer(value, what, 0, Math.min(vocabSize, 0x100000) - 1);
  const prompt = array(file['prompt'], 'prompt').map((token, i) => id(token, `prompt[${i}]`));
  check(prompt.length > 0, 'prompt is empty');
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
  check(steps.length > 0, 'no steps');
  const mentioned = [
    ...prompt,
    ...steps.flatMap(step => [...(step.prediction?.ids ?? []), ...(step.choice ? [step.choice.id] : [])]),
  ];
  for (const token of mentioned) check(tokens.has(token), `token ${token} has no bytes`);

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

const inBrackets = /^<.*>$/;

interface RecordedToken {
  readonly bytes: Uint8Array;
  readonly special: string | null;
}

function readToken(json: unknown, what: string): RecordedToken {
  const special =
    typeof json === 'string' ? (inBrackets.test(json) ? json : null) : record(json, what)['special'];
  if (typeof special === 'string') return { bytes: new Uint8Array(), special };
  check(typeof json === 'string' && /^([0-9a-f]{2})+$/.test(json), `${what} is not bytes`);
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

function readPrediction(json: unknown, vocabSize: number, i: number): Prediction {
  const { ids, logits, logZ } = record(json, `steps[${i}].prediction`);
  const prediction = {
    ids: Uint32Array.from(array(ids, 'ids'), x =>
      integer(x, 'candidate id', 0, Math.min(vocabSize, 0x100000) - 1),
    ),
    logits: Float32Array.from(array(logits, 'logits'), x => number(x, 'logit')),
    logZ: number(logZ, 'logZ'),
    vocabSize,
  };
  check(
    prediction.ids.length === prediction.logits.length && prediction.ids.length > 0,
    'ids and logits differ',
  );
  check(
    prediction.logits.every((x, k) => k === 0 || x <= prediction.logits[k - 1]!),
    'logits do not descend',
  );
  return Number.isFinite(vocabSize) ? prediction : { ...prediction, vocabSize: leastVocabSize(prediction) };
}

function readChoice(json: unknown, id: (value: unknown, what: string) => TokenId, i: number): Choice {
  const choice = record(json, `steps[${i}].choice`);
  const token = id(choice['id'], `steps[${i}].choice.id`);
  const by = choice['by'];
  if (by === 'reader') return { by, id: token };
  // Files of the first edition say 'link' of what came from a link or another model, and no more.
  if (by === 'link') return { by: 'carried', id: token, from: 'link', draw: null, params: null };
  check(by === 'sampler' || by === 'carried', `steps[${i}].choice.by is ${String(by)}`);
  if (by === 'sampler')
    return { by, id: token, draw: readDraw(choice['draw'], token, i), params: readParams(choice['params']) };
  return {
    by,
    id: token,
    from: choice['from'] === 'link' ? 'link' : readModel(choice['from'], `steps[${i}].choice.from`),
    draw: choice['draw'] === null ? null : readDraw(choice['draw'], token, i),
    params: choice['params'] === null ? null : readParams(choice['params']),
  };
}

function readModel(json: unknown, what: string): ModelRef {
  const { id, revision } = record(json, what);
  check(typeof id === 'string' && typeof revision === 'string', `${what} has no id or revision`);
  return { id, revision };
}

function readDraw(json: unknown, id: TokenId, i: number): Draw {
  const draw = record(json, `steps[${i}].choice.draw`);
  const u = number(draw['u'], 'u');
  const probability = number(draw['probability'], 'probability');
  check(
    u >= 0 && u < 1 && probability >= 0 && probability <= 1,
    `steps[${i}]: u or probability out of range`,
  );
  const rank = integer(draw['rank'], 'rank', 0, 0x100000);
  return { u, rank, id, probability };
}

function readParams(json: unknown): SamplingParams {
  const params = { ...defaultParams, ...record(json, 'params') };
  const optional = (value: unknown, what: string, min: number, max: number): number | null => {
    if (value === null) return null;
    const x = number(value, what);
    check(x >= min && x <= max, `${what} is ${x}`);
    return x;
  };
  return {
    temperature: optional(params.temperature, 'temperature', 0, 100) ?? 1,
    topK: params.topK === null ? null : integer(params.topK, 'topK', 1, 0x100000),
    topP: optional(params.topP, 'topP', 0, 1),
    minP: optional(params.minP, 'minP', 0, 1),
  };
}

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new TraceFileError(message);
}

function record(value: unknown, what: string): Record<string, unknown> {
  check(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} is not an object`);
  return value as Record<string, unknown>;
}

function array(value: unknown, what: string): unknown[] {
  check(Array.isArray(value), `${what} is not a list`);
  return value;
}

function number(value: unknown, what: string): number {
  check(typeof value === 'number' && Number.isFinite(value), `${what} is not a number`);
  return value;
}

function integer(value: unknown, what: string, min: number, max: number): number {
  const x = number(value, what);
  check(
    Number.isInteger(x) && x >= min && x <= max,
    `${what} is ${x}, not a whole number in [${min}, ${max}]`,
  );
  return x;
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
