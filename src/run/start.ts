import type { SamplingParams } from '#lm/sampling.ts';
import type { Tempo } from '#player/tempo.ts';
import type { LinkedLine } from '#trace/link.ts';
import { models } from '#engine/models.ts';
import type { Language } from '#i18n/messages.tsx';
import type { OpenTo } from './guest.ts';
import type { BadParameter, Options } from './url.ts';
import type { Notice } from './notice.ts';

/** What lies on the stage when a page or a scene is entered. */
export interface Start {
  readonly modelId: string;
  readonly openTo: OpenTo; // the reader's own models that may stand in for it
  readonly prompt: string | null; // null: the recorded run's
  readonly line: LinkedLine | null; // a run to walk again from the prompt, out of a share link
  readonly revision: string | null; // of the model that run was made with; null where the link does not say
  readonly recording: string | null; // URL of a recorded run to begin with
  readonly seed: number;
  readonly params: Partial<SamplingParams>;
  readonly tempo: Tempo | 'auto';
  readonly predicted?: boolean; // the first prediction's bars stand at once, where it is known already
}

export interface WorkbenchOptions {
  readonly start: Start;
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly sleeping: boolean; // load no model before the reader acts
  readonly notices: readonly Notice[];
}

/** Models a page begins with when nothing is asked for, best first. */
const defaults: Record<Language, readonly string[]> = {
  en: ['en-small', 'en-mini', 'en-nano'],
  zh: ['zh-poems', 'en-small', 'en-mini', 'en-nano'],
};

/** Recorded runs the page opens with, by model: public/traces/<name>.json. */
const openings: Readonly<Record<string, { readonly name: string; readonly seed: number }>> = {
  'en-mini': { name: 'opening', seed: 333 },
  'zh-poems': { name: 'opening-zh', seed: 42 },
};

export const openingSeed = 3; // a reader's own run starts from it too

/**
 * The model to begin with when nothing is asked for; the best one's id where none is here.
 *
 * @param prompt a text without a Chinese character goes to an English model, whatever the language of the page
 */
export function defaultModel(language: Language, prompt: string | null = null): string {
  const reader = prompt === null || /\p{Script=Han}/u.test(prompt) ? language : 'en';
  return defaults[reader].find(id => models.some(model => model.spec.id === id)) ?? defaults[reader][0]!;
}

/** What the address asks for, made possible with what is here. */
export function startOf(
  options: Options,
  bad: readonly BadParameter[],
  language: Language,
): WorkbenchOptions {
  const known = (id: string) => models.some(model => model.spec.id === id);
  const unknown = options.model !== null && !known(options.model) ? options.model : null;
  const modelId = (unknown === null && options.model) || defaultModel(language, options.prompt);
  const opening = openings[modelId];
  return {
    start: {
      modelId,
      openTo: options.model === null ? 'all' : 'none',
      prompt: options.prompt,
      line: options.line,
      revision: options.revision,
      recording: opening === undefined || options.prompt !== null ? null : recordingAt(opening.name),
      seed: options.seed ?? (options.prompt === null ? opening?.seed : undefined) ?? openingSeed,
      params: options.params,
      tempo: options.tempo ?? 'auto',
    },
    backend: options.backend,
    sleeping: options.view === 'embed',
    notices: [...bad, ...(unknown === null ? [] : [{ name: 'model', value: unknown }])].map(parameter => ({
      kind: 'bad-parameter',
      ...parameter,
    })),
  };
}

/** Address of a recorded run, wherever the page is served from. */
const recordingAt = (name: string): string => new URL(`traces/${name}.json`, document.baseURI).href;
