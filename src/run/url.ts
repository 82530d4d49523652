import type { SamplingParams } from '#lm/sampling.ts';
import type { Tempo } from '#player/tempo.ts';
import type { Language } from '#i18n/messages.tsx';
import { LinkError, type LinkedLine, readLine } from '#trace/link.ts';
import { type Parameter, type ParameterName, type ValueOf, parameters } from './parameters.ts';

export { barsRange } from './parameters.ts';

/** What the address of the page asks for. null or undefined: it does not say. parameters.ts is the table. */
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

const longestShown = 40; // characters of a bad value that are shown back

/** Reads `?…`. Unknown parameters are left alone: they may be somebody else's. */
export function parseOptions(search: string): { options: Options; bad: BadParameter[] } {
  const query = new URLSearchParams(search);
  const bad: BadParameter[] = [];

  function refuse(name: string, value: string): null {
    const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
    bad.push({ name, value: shown });
    return null;
  }

  /** The value as the table reads it; undefined when absent or refused. */
  function get<Name extends ParameterName>(name: Name): ValueOf<Name> | undefined {
    const text = query.get(name);
    if (text === null) return undefined;
    const value = (parameters[name] as Parameter<unknown>).read(text) as ValueOf<Name> | undefined;
    if (value === undefined) refuse(name, text);
    return value;
  }

  /** A run that cannot be read is left out as a whole: half of it would be another run. */
  function line(): LinkedLine | null {
    try {
      return readLine(query);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      return refuse(error.parameter, query.get(error.parameter) ?? '');
    }
  }

  const settings = {
    temperature: get('temperature'),
    topK: get('topk'),
    topP: get('topp'),
    minP: get('minp'),
  };
  const said = Object.entries(settings).filter(([, value]) => value !== undefined);
  const model = get('model');

  return {
    options: {
      view: get('view') ?? 'page',
      chapter: get('chapter') ?? null,
      scene: get('scene') ?? null,
      model: model?.id ?? null,
      revision: model?.revision ?? null,
      backend: get('backend') ?? 'auto',
      prompt: get('prompt') ?? null,
      controls: get('controls') ?? null,
      line: line(),
      seed: get('seed') ?? null,
      params: Object.fromEntries(said),
      bars: get('bars') ?? null,
      tempo: get('tempo') ?? null,
      autoplay: get('autoplay') ?? null,
      lang: get('lang') ?? null,
      theme: get('theme') ?? null,
    },
    bad,
  };
}

/** Takes a parameter out of the address of the page. */
export function dropParameter(name: ParameterName): void {
  const query = new URLSearchParams(location.search);
  if (!query.has(name)) return;
  query.delete(name);
  try {
    history.replaceState(history.state, '', `?${query}${location.hash}`);
  } catch {
    // A frame without an address of its own (about:srcdoc) has nothing to reload.
  }
}
