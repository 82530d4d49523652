import { type Language, languages } from '#i18n/messages.tsx';
import type { SamplingParams } from '#lm/sampling.ts';
import { type Tempo, tempos } from '#player/tempo.ts';
import { type RunLink, writeLine } from '#trace/link.ts';

/** One parameter of the page's address. README.md lists them as they stand here, and a test compares the two. */
export interface Parameter<T> {
  /** `run`: of what lies on the stage; leaves the address with the scene. `place`: where in the lesson. `page`: stays. */
  readonly belongsTo: 'run' | 'place' | 'page';
  /** What may stand there; undefined where any text may. */
  readonly values?: readonly string[];
  /** @returns undefined for a text that makes no sense here */
  readonly read: (text: string) => T | undefined;
  /** @returns null for what the address says by saying nothing */
  readonly write: (value: T) => string | null;
}

export const barsRange = { min: 5, max: 20, default: 10 } as const;

const text = { read: (value: string) => value, write: (value: string) => value };

const identifier = {
  read: (value: string) => (/^[\w.-]{1,64}$/.test(value) ? value : undefined),
  write: (value: string) => value,
};

function oneOf<const T extends string>(values: readonly T[]) {
  return {
    values,
    read: (value: string) => values.find(known => known === value),
    write: (value: T) => value,
  };
}

function numberIn(min: number, max: number) {
  const read = (value: string) => {
    const x = value.trim() === '' ? NaN : Number(value);
    return x >= min && x <= max ? x : undefined;
  };
  return { read, write: String };
}

function integerIn(min: number, max: number) {
  const { read, write } = numberIn(min, max);
  return { read: (value: string) => (Number.isInteger(read(value)) ? read(value) : undefined), write };
}

/** A setting that can be off (null), which an address says as one of `off` or by saying nothing. */
function unlessOff({ read }: ReturnType<typeof numberIn>, ...off: readonly number[]) {
  return {
    read: (value: string): number | null | undefined => {
      const x = read(value);
      return x !== undefined && off.includes(x) ? null : x;
    },
    write: (value: number | null) => (value === null ? null : String(value)),
  };
}

/** The model of a link: `en-mini` or, with the revision its numbers came from, `en-mini@1a2b3c4d`. */
const modelReference = {
  read(value: string) {
    const match = /^([\w.-]{1,64})(?:@([0-9a-f]{8}))?$/.exec(value);
    return match === null ? undefined : { id: match[1]!, revision: match[2] ?? null };
  },
  write: ({ id, revision }: { id: string; revision: string | null }) => (revision ? `${id}@${revision}` : id),
};

/** `next.back.prompt`; empty: none. */
const listOfNames = {
  read: (value: string): readonly string[] | undefined =>
    /^[a-z.-]{0,200}$/.test(value) ? value.split('.').filter(Boolean) : undefined,
  write: (names: readonly string[]) => names.join('.'),
};

const yesOrNo = {
  values: ['1', '0'],
  read: (value: string) =>
    ['1', 'true', ''].includes(value) ? true : ['0', 'false'].includes(value) ? false : undefined,
  write: (value: boolean) => (value ? '1' : '0'),
};

/** In the order in which they are written. `run` and `at` are one thing, which trace/link.ts reads and writes. */
export const parameters = {
  model: { belongsTo: 'run', ...modelReference },
  prompt: { belongsTo: 'run', ...text },
  seed: { belongsTo: 'run', ...integerIn(0, 0xffffffff) },
  temperature: { belongsTo: 'run', ...numberIn(0, 5), write: (t: number) => (t === 1 ? null : String(t)) },
  topk: { belongsTo: 'run', ...unlessOff(integerIn(0, 1_000_000), 0) },
  topp: { belongsTo: 'run', ...unlessOff(numberIn(0, 1), 0, 1) },
  minp: { belongsTo: 'run', ...unlessOff(numberIn(0, 1), 0) },
  run: { belongsTo: 'run', ...text },
  at: { belongsTo: 'run', ...text },
  bars: { belongsTo: 'run', ...integerIn(barsRange.min, barsRange.max) },
  tempo: { belongsTo: 'run', ...oneOf<Tempo>(tempos) },
  chapter: { belongsTo: 'place', ...identifier },
  scene: { belongsTo: 'place', ...identifier },
  view: { belongsTo: 'page', ...oneOf(['page', 'projector', 'embed']) },
  lang: { belongsTo: 'page', ...oneOf(Object.keys(languages) as Language[]) },
  theme: { belongsTo: 'page', ...oneOf(['auto', 'light', 'dark']) },
  autoplay: { belongsTo: 'page', ...yesOrNo },
  controls: { belongsTo: 'page', ...listOfNames },
  backend: { belongsTo: 'page', ...oneOf(['auto', 'webgpu', 'wasm']) },
} satisfies Record<string, Omit<Parameter<never>, 'read'> & { read(text: string): unknown }>;

export type ParameterName = keyof typeof parameters;
export const parameterNames = Object.keys(parameters) as ParameterName[];

/** What a parameter says, read. */
export type ValueOf<Name extends ParameterName> = Exclude<
  ReturnType<(typeof parameters)[Name]['read']>,
  undefined
>;
export type Values = { readonly [Name in ParameterName]?: ValueOf<Name> };

/** Writes values into a query, each as the table says; what need not be said is taken out. */
export function writeInto(query: URLSearchParams, values: Values): URLSearchParams {
  for (const name of parameterNames) {
    if (!(name in values) || values[name] === undefined) continue;
    const written = (parameters[name] as Parameter<unknown>).write(values[name]);
    if (written === null) query.delete(name);
    else query.set(name, written);
  }
  return query;
}

/** The settings of a run as an address has them. */
export const settingsOf = (params: SamplingParams): Values => ({
  temperature: params.temperature,
  topk: params.topK,
  topp: params.topP,
  minp: params.minP,
});

/** A run as parameters: `model=en-mini@1a2b3c4d&prompt=Once upon&seed=7&run=7a.b!.4f&at=2`. */
export const writeRun = ({ model, prompt, seed, params, choices, at }: RunLink): URLSearchParams =>
  writeInto(new URLSearchParams(), {
    model,
    prompt,
    seed,
    ...settingsOf(params),
    ...writeLine({ choices, at }),
  });
