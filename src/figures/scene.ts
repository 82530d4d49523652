import type { SamplingParams } from '#lm/sampling.ts';
import { defaultModel } from '#run/start.ts';

/** Languages the lesson is written in. A page whose language is not among them shows it in English. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
export const writtenIn = (tag: string): Language => languages.find(language => language === tag) ?? 'en';

/** One value per language of the lesson. The models write one language each, so model and prompt may differ. */
export type Localized<T> = Readonly<Record<Language, T>>;

/** A folder under models/, e.g. 'en-mini'. A scene whose model is missing starts with the page's default model. */
export type ModelId = string;

/** What a scene may show the reader how to touch. A control that is not listed is not there. */
export type Control =
  | 'next' // next token
  | 'step' // one beat
  | 'play'
  | 'back'
  | 'reset'
  | 'prompt' // edit the text
  | 'choose' // press a bar to append that token
  | 'go-to' // press a past token or column of the river
  | 'tempo'
  | 'temperature'
  | 'topk'
  | 'topp'
  | 'minp'
  | 'seed'
  | 'bars' // how many bars
  | 'model'
  | 'connect' // add a downloaded or API model
  | 'system-prompt';

/** A part of the stage that the scene's words talk about: it is lit, the others step back. */
export const stageParts = ['story', 'machine', 'bars', 'strip', 'river', 'controls'] as const; // as they are read
export type StagePart = (typeof stageParts)[number];

/** What every scene may say about its start. What is absent stays at the page's default. */
export interface SceneStart {
  readonly id: string; // unique in its chapter
  readonly model?: ModelId | Localized<ModelId>;
  readonly prompt?: Localized<string>; // '' means: start from the end-of-text token
  readonly phase?: 'ready' | 'predicted'; // 'predicted': the bars of the first prediction are already up
  readonly play?: number; // tokens that write themselves for who only reads; whatever the reader does ends it
  readonly params?: Partial<SamplingParams>;
  readonly seed?: number; // integer in [0, 2³²)
  readonly tempo?: 'lesson' | 'watch' | 'stream' | 'fast';
  readonly bars?: number; // 1 … 20 most likely tokens shown
  readonly focus?: StagePart;
}

export interface Swap {
  readonly word: string;
  readonly others: readonly string[];
}

/**
 * The text a chat model reads, parts joined by blank lines:
 *
 *     systemPrompt ⏎⏎ User: question ⏎⏎ AI Assistant:
 *
 * The form of models/data/chat, and the same for every language of the page: the embedded chat model reads English.
 */
export interface Conversation {
  readonly systemPrompt: string;
  readonly question: string;
}

/** A ready system prompt. */
export interface Persona {
  readonly id: string;
  readonly name: Localized<string>;
  readonly systemPrompt: string;
}

/** The start of a scene as one language sees it: every `Localized` of SceneStart resolved. */
export interface LocalStart extends Omit<SceneStart, 'model' | 'prompt'> {
  readonly model?: ModelId;
  readonly prompt?: string;
}

/**
 * The language a scene's texts for the *model* are in, `prompt` as well as `passage`, `texts` or `swaps`. It is the
 * page's language, unless the scene wants a model of that language and there is none here: then English, because a
 * Chinese prompt would reach the English model as a row of single bytes.
 *
 * @param available whether a model can be loaded here
 */
export function modelLanguage(
  scene: SceneStart,
  language: Language,
  available: (model: ModelId) => boolean,
): Language {
  return typeof scene.model === 'object' && !available(scene.model[language]) ? 'en' : language;
}

/** Resolves a scene's start for a language of the page, see `modelLanguage`. */
export function startOf(
  scene: SceneStart,
  language: Language,
  available: (model: ModelId) => boolean,
): LocalStart {
  const { model, prompt, ...rest } = scene;
  const spoken = modelLanguage(scene, language, available);
  const wanted = typeof model === 'object' ? model[spoken] : model;
  return {
    ...rest,
    model: wanted !== undefined && available(wanted) ? wanted : undefined,
    prompt: prompt?.[spoken],
  };
}

/** The model a scene runs on. Where it names none, its texts for the model are English, whatever the page speaks. */
export const modelOf = (start: LocalStart): string => start.model ?? defaultModel('en');
