import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '#i18n/en.ts';

const src = join(import.meta.dirname, '../../src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map(name => readFileSync(join(src, name), 'utf8'));

type Words = { readonly [key: string]: unknown };

/** Paths of all messages, `figures.chat.send`; a list of sentences is one message. */
function pathsOf(words: Words, before: readonly string[] = []): string[][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? pathsOf(value as Words, [...before, key])
      : [[...before, key]],
  );
}

/**
 * A file says a message when it names its group, whatever it calls it then (`const m = useMessages().figures.chat`),
 * and reads its key; `errors[code]` may read any key of the group.
 */
function isSaid(path: readonly string[]): boolean {
  const groups = path.slice(0, -1);
  const key = path.at(-1)!;
  return sources.some(
    code =>
      groups.every(group => new RegExp(`\\b${group}\\b`).test(code)) &&
      (new RegExp(`\\.${key}\\b|\\b${key}[,:\\s][^;]*\\} = `).test(code) ||
        groups.some(group => new RegExp(`\\b${group}!?\\[|\\(m\\.${group}\\)`).test(code))),
  );
}

it('has no message that nothing on the page says', () => {
  const { format: _, ...words } = en;
  expect(
    pathsOf(words)
      .filter(path => !isSaid(path))
      .map(path => path.join('.')),
  ).toEqual([]);
});
