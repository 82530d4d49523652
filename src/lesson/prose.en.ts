import type { ProseFiles } from './prose.ts';
import glossary from './glossary/en.md?raw';
import ticket from './ticket/en.md?raw';

export const files: ProseFiles = {
  chapters: import.meta.glob<string>('./chapters/*/en.md', { eager: true, query: '?raw', import: 'default' }),
  glossary,
  ticket,
};
