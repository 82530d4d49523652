import type { Persona } from '#lesson/chapter.ts';
import type { Lesson } from '#lesson/prose.ts';

/** Ready system prompts under the names of the page's language. */
export const namedPersonas = (personas: readonly Persona[] | undefined, lesson: Lesson | null) =>
  (personas ?? []).map(({ id, name, systemPrompt }) => ({
    id,
    name: name[lesson?.language ?? 'en'],
    systemPrompt,
  }));
