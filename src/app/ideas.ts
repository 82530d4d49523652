import type { FactFile, Idea } from './idea.ts';

const files = import.meta.glob<readonly Idea[]>('/models/*/prompts.json', { import: 'default' });
const factFiles = import.meta.glob<FactFile>('/models/*/facts.json', { import: 'default' });

/** The numbers in the notes of a model's ideas. */
export const factsFor = async (modelId: string): Promise<FactFile['ideas']> =>
  (await factFiles[`/models/${modelId}/facts.json`]?.())?.ideas ?? {};

/** The ideas of an embedded model, fetched when they are asked for; none for a model that nobody has tried. */
export const ideasFor = async (modelId: string): Promise<readonly Idea[]> =>
  (await files[`/models/${modelId}/prompts.json`]?.()) ?? [];
