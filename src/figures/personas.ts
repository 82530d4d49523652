import type { FigureLesson } from './figure.ts';
import type { Persona } from './scene.ts';

/** Ready system prompts under the names of the page's language. */
export const namedPersonas = (personas: readonly Persona[] | undefined, lesson: FigureLesson | null) =>
  (personas ?? []).map(({ id, name, systemPrompt }) => ({
    id,
    name: name[lesson?.language ?? 'en'],
    systemPrompt,
  }));
