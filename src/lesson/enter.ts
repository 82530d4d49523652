import {
  type LocalStart,
  type Language as Written,
  modelLanguage,
  modelOf,
  startOf,
  writtenIn,
} from '#figures/scene.ts';
import { type Scene } from './chapter.ts';
import { models } from '#engine/models.ts';
import type { Language } from '#i18n/messages.tsx';
import { openingSeed } from '#run/start.ts';
import type { Options } from '#run/url.ts';
import type { OpenTo } from '#run/guest.ts';
import type { Start } from '#run/start.ts';

const isHere = (id: string): boolean => models.some(({ spec }) => spec.id === id);

/** A scene's start as a language of the page sees it, with the models that are here. */
export const localStart = (scene: Scene, language: Language): LocalStart =>
  startOf(scene, writtenIn(language), isHere);

/** The language a scene's texts for the model are in. */
export const spokenIn = (scene: Scene, language: Language): Written =>
  modelLanguage(scene, writtenIn(language), isHere);

/** A scene that names one model needs it; one that names a model for each language leaves the choice to the reader. */
function openTo({ model, ...scene }: Scene, language: Language): OpenTo {
  if (typeof model === 'string') return 'none';
  return model !== undefined && spokenIn({ model, ...scene } as Scene, language) !== 'en' ? 'api' : 'all';
}

/**
 * What lies on the stage when a scene is entered. What the address asks for itself goes before what the scene says, so
 * that a link can show a scene with another text or another die.
 */
export function stageStart(scene: Scene, language: Language, options: Options): Start {
  const local = localStart(scene, language);
  const wanted = options.model !== null && isHere(options.model) ? options.model : null;
  return {
    modelId: wanted ?? modelOf(local),
    openTo: wanted === null ? openTo(scene, language) : 'none',
    prompt: options.prompt ?? local.prompt ?? null,
    line: options.line,
    revision: options.revision,
    recording: null, // scenes are live from their first token
    seed: options.seed ?? local.seed ?? openingSeed,
    params: { ...local.params, ...options.params },
    tempo: options.tempo ?? local.tempo ?? 'auto',
    predicted: local.phase === 'predicted',
  };
}
