import type { SamplingParams } from '#lm/sampling.ts';
import { type Tempo, tempos } from '#player/tempo.ts';
import { type Language, languages } from '#i18n/messages.tsx';
import { LinkError, type LinkedLine, readLine } from '#trace/link.ts';

/** What the address of the page asks for. null or undefined: it does not say. The table in README.md documents it. */
export interface Options {
  readonly view: 'page' | 'projector' | 'embed';
  readonly chapter: string | null;
  readonly scene: string | null;
  readonly model: string | null;
  readonly revision: string | null; // of the model, in share links: `model=en-mini@1a2b3c4d`
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly prompt: string | null; // '' is a prompt: the empty one
  readonly controls: readonly string[] | null; // which controls exist; null: all of them
  readonly line: LinkedLine | null; // the run of a share link
  readonly seed: number | null; // [0, 2³²)
  readonly params: Partial<SamplingParams>;
  readonly bars: number | null; // 5 … 20
  readonly tempo: Tempo | null;
  readonly autoplay: boolean | null;
  readonly lang: Language | null;
  readonly theme: 'light' | 'dark' | 'auto' | null;
}

/** A parameter whose value made no sense; it was ignored, and the reader is told. */
export interface BadParameter {
  readonly name: string;
  readonly value: string;
}

export const barsRange = { min: 5, max: 20, default: 10 } as const;
const longestShown = 40; // characters of a bad value that are shown back

/** Reads `?…`. Unknown parameters are left alone: they may be somebody else's. */
export function parseOptions(search: string): { options: Options; bad: BadParameter[] } {
  const query = new URLSearchParams(search);
  const bad: BadParameter[] = [];

  /** The value if `read` accepts it; null when absent or refused. */
  function get<T>(name: string, read: (value: string) => T | undefined): T | null {
    const value = query.get(name);
    if (value === null) return null;
    const result = read(value);
    if (result !== undefined) return result;
    const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
    bad.push({ name, value: shown });
    return null;
  }

  /** A run that cannot be read is left out as a whole: half of it would be another run. */
  function line(): LinkedLine | null {
    try {
      return readLine(query);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      get(error.parameter, () => undefined);
      return null;
    }
  }

  const params: { -readonly [K in keyof SamplingParams]?: SamplingParams[K] } = {};
  const temperature = get('temperature', numberIn(0, 5));
  const topK = get('topk', integerIn(0, 1_000_000));
  const topP = get('topp', numberIn(0, 1));
  const minP = get('minp', numberIn(0, 1));
  const model = get('model', modelReference);
  if (temperature !== null) params.temperature = temperature;
  if (topK !== null) params.topK = topK === 0 ? null : topK;
  if (minP !== null) params.minP = minP === 0 ? null : minP;
  if (topP !== null) params.topP = topP === 1 || topP === 0 ? null : topP;

  return {
    options: {
      view: get('view', oneOf(['page', 'projector', 'embed'])) ?? 'page',
      chapter: get('chapter', identifier),
      scene: get('scene', identifier),
      model: model?.id ?? null,
      revision: model?.revision ?? null,
      backend: get('backend', oneOf(['auto', 'webgpu', 'wasm'])) ?? 'auto',
      prompt: get('prompt', value => value),
      controls: get('controls', listOfNames),
      line: line(),
      seed: get('seed', integerIn(0, 0xffffffff)),
      params,
      bars: get('bars', integerIn(barsRange.min, barsRange.max)),
      tempo: get('tempo', oneOf(tempos)),
      autoplay: get('autoplay', value =>
        ['1', 'true', ''].includes(value) ? true : ['0', 'false'].includes(value) ? false : undefined,
      ),
      lang: get('lang', oneOf(Object.keys(languages) as Language[])),
      theme: get('theme', oneOf(['light', 'dark', 'auto'])),
    },
    bad,
  };
}

/** Takes a parameter out of the address of the page. */
export function dropParameter(name: string): void {
  const query = new URLSearchParams(location.search);
  if (!query.has(name)) return;
  query.delete(name);
  try {
    history.replaceState(history.state, '', `?${query}${location.hash}`);
  } catch {
    // A frame without an address of its own (about:srcdoc) has nothing to reload.
  }
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (value: string): T | undefined =>
    values.find(known => known === value);

const numberIn = (min: number, max: number) => (value: string) => {
  const x = value.trim() === '' ? NaN : Number(value);
  return x >= min && x <= max ? x : undefined;
};

const integerIn = (min: number, max: number) => (value: string) => {
  const x = numberIn(min, max)(value);
  return Number.isInteger(x) ? x : undefined;
};

/** `next.back.prompt`; empty: none. */
const listOfNames = (value: string) =>
  /^[a-z.-]{0,200}$/.test(value) ? value.split('.').filter(Boolean) : undefined;

/** `en-mini` or, with the revision its numbers came from, `en-mini@1a2b3c4d`. */
const modelReference = (value: string) => {
  const match = /^([\w.-]{1,64})(?:@([0-9a-f]{8}))?$/.exec(value);
  return match === null ? undefined : { id: match[1]!, revision: match[2] ?? null };
};

const identifier = (value: string) => (/^[\w.-]{1,64}$/.test(value) ? value : undefined);
