import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Language } from '#figures/scene.ts';
import { chapterIds } from '#lesson/chapter.ts';
import type { SpecFields } from '#lesson/facts.ts';
import type { ProseFiles } from '#lesson/prose.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

/** The lesson's Markdown of one language, from the disk. */
export const proseFiles = (language: Language): ProseFiles => ({
  chapters: Object.fromEntries(
    chapterIds.map(id => [
      `./chapters/${id}/${language}.md`,
      read(`src/lesson/chapters/${id}/${language}.md`),
    ]),
  ),
  glossary: read(`src/lesson/glossary/${language}.md`),
  ticket: read(`src/lesson/ticket/${language}.md`),
});

/** Every models/<id>/spec.json there is, by id. */
export const modelSpecs: Readonly<Record<string, SpecFields>> = Object.fromEntries(
  readdirSync(join(project, 'models'))
    .filter(id => existsSync(join(project, 'models', id, 'spec.json')))
    .map(id => [id, JSON.parse(read(`models/${id}/spec.json`)) as SpecFields]),
);
