import type { ProseFiles } from './prose.ts';
import glossary from './glossary/zh.md?raw';
import ticket from './ticket/zh.md?raw';

export const files: ProseFiles = {
  chapters: import.meta.glob<string>('./chapters/*/zh.md', { eager: true, query: '?raw', import: 'default' }),
  glossary,
  ticket,
};
