import type { SamplingParams } from '#lm/sampling.ts';
import type { LockstepControl } from '#views/lockstep/LockstepControls.tsx';
import type { Milestone } from '#figures/timeline/milestone.ts';

/**
 * The lesson as data. A chapter is a row of scenes; a scene is a **starting state plus permissions**, not a script: it
 * says what lies on the stage when the reader comes in and what may be touched, and nothing about what happens then.
 * So every scene can be entered directly, by link, key or scroll, and always looks the same.
 *
 * Words are not here: they are Markdown, one file per chapter and language, see prose.ts.
 */
export interface Chapter {
  readonly id: ChapterId; // in links
  readonly scenes: readonly [Scene, ...Scene[]];
}

/** In reading order; ids, not numbers, are in links. */
export const chapterIds = [
  'origins',
  'next-token',
  'loop',
  'scale',
  'system-prompt',
  'inside',
  'summary',
] as const;
export type ChapterId = (typeof chapterIds)[number];

/** Languages the lesson is written in. A page whose language is not among them shows it in English. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
export const writtenIn = (tag: string): Language => languages.find(language => language === tag) ?? 'en';

/** One value per language of the lesson. The models write one language each, so model and prompt may differ. */
export type Localized<T> = Readonly<Record<Language, T>>;

/** `chapter/scene`, as in links: 'loop/why-not'. */
export type SceneAddress = `${ChapterId}/${string}`;

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

/**
 * What each figure needs beyond the common start. 'loop' is the whole stage; the others are pictures of their own that
 * stand on it or beside it.
 */
export interface FigureData {
  /** predict → sample → append, the whole stage. */
  loop: object;

  /** The translator of 2017, live, with cross-attention arcs. */
  translator: {
    readonly sentence: string; // English, within the vocabulary of models/en-zh-translate
    readonly parts: boolean; // tell encoder and decoder apart and let the reader step the decoder word by word
  };

  /** BLEU against training cost, Table 2 of the paper. */
  bleu: object;

  /** 2017 → 2022. */
  timeline: { readonly milestones: readonly Milestone[] };

  /**
   * Guess first. `prompt` is given, then each token of `passage` is guessed before it is shown. Score in bits, lower is
   * better, per token x: model −log2 p(x); reader −log2 q(x) with q = ½·[x is the guess] + ½·p, that is, the reader
   * lays half of a stake on one token and spreads the rest as the model does. A right guess costs at most 1 bit, a
   * wrong one 1 bit more than the model pays: a proper score that one guess can win.
   */
  guess: { readonly passage: Localized<string> };

  /** Texts cut into tokens, each with ids, bytes and the parts of split characters. The reader may type more. */
  tokens: { readonly texts: Localized<readonly string[]> };

  /** One prediction under temperature: bars, and four pools (top 1, 2–10, 11–100, the rest). */
  temperature: object;

  /** One prediction drawn many times into columns of dots. */
  redraws: { readonly draws: number };

  /** "The rest of its plan": an empty drawer, then several continuations from the same step, side by side. */
  futures: { readonly futures: number; readonly tokens: number };

  /** A word of `prompt` (first occurrence of `word`) exchanged for another; bars slide from old to new places. */
  surgery: { readonly swaps: Localized<readonly Swap[]> };

  /** Several models, one prompt, one random number per step. Models that are missing are left out. */
  ladder: { readonly models: readonly ModelId[]; readonly tokens: number };

  /** Held-out loss against size, from models/results.json. */
  loss: { readonly models: readonly ModelId[] };

  /**
   * A question alone, and the page with the system prompt that can be pulled down over it. Bare: the model reads
   * `question`. Pulled: it reads systemPrompt, question and cue as one text, see `Conversation` below.
   */
  script: Conversation & {
    readonly pulled: boolean; // the page is already down
    readonly personas?: readonly Persona[]; // ready system prompts to choose from
    readonly compareWith?: ModelId; // a second model reads the same text beside the first
  };

  /** The same tokens as chat bubbles and as the flat text the model reads; several turns; stops at the next `User:`. */
  chat: Conversation & { readonly personas?: readonly Persona[] };

  /** Attention of one layer and head over the story. */
  attention: { readonly layer: number; readonly head: number }; // 0-based; clipped to the model's

  /** The residual stream layer by layer: what each would say if the stack ended there. */
  lens: object;

  /** logit → ÷T → exp → share, unfolding from a bar. */
  softmax: object;

  /** The five sentences, each a door to the scene that shows it. */
  summary: {
    readonly shownBy: readonly [SceneAddress, SceneAddress, SceneAddress, SceneAddress, SceneAddress];
  };

  /** The exit ticket: ticket/ticket.ts. */
  quiz: object;

  /** The whole stage, everything allowed. */
  playground: object;
}

export type FigureName = keyof FigureData;

type OneModelControl = 'prompt' | LockstepControl;

/** The controls a figure has. One that only the stage draws cannot be promised by a scene of another figure. */
interface FigureControls extends Record<FigureName, Control> {
  translator: 'next' | 'back' | 'reset';
  bleu: never;
  timeline: never;
  guess: never;
  tokens: 'prompt' | 'model';
  temperature: 'temperature';
  redraws: 'temperature';
  futures: 'temperature' | 'seed';
  surgery: never;
  ladder: OneModelControl | 'connect';
  loss: never;
  script: LockstepControl | 'system-prompt';
  chat: LockstepControl | 'system-prompt';
  attention: OneModelControl;
  lens: OneModelControl;
  softmax: OneModelControl;
  summary: never;
  quiz: never;
}

/** A scene of one figure; without a type argument, the union over all figures, told apart by `figure`. */
export type Scene<F extends FigureName = FigureName> = F extends FigureName
  ? SceneStart & {
      readonly figure: F;
      readonly controls?: readonly FigureControls[F][]; // absent: all that the figure has
    } & Readonly<FigureData[F]>
  : never;

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
