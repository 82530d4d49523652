import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '#i18n/en/index.ts';
import { hub as hubEn } from '#i18n/en/hub.ts';
import { isRead, readsOf } from './reads.ts';

const src = join(import.meta.dirname, '../../src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map(name => readFileSync(join(src, name), 'utf8'));

type Words = { readonly [key: string]: unknown };

/** Paths of all messages, `figures.chat.send`; a list of sentences is one message. */
function pathsOf(words: Words, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? pathsOf(value as Words, `${before}${key}.`)
      : [`${before}${key}`],
  );
}

it('has no message that nothing on the page says', () => {
  const { format: _, known: __, ...words } = en; // formats, not messages
  const reads = new Set(sources.flatMap(code => [...readsOf(code)]));
  expect(pathsOf({ ...words, hub: hubEn }).filter(path => !isRead(path, reads))).toEqual([]);
});

it.each([
  ['const m = useMessages();\nm.controls.play', 'controls.play', 'lesson.play'],
  ['const m = useMessages().figures.chat;\n<p>{m.send}</p>', 'figures.chat.send', 'figures.guess.send'],
  ['const { vote, share: words } = useMessages();\nvote.title; words.copy', 'share.copy', 'share.title'],
  [
    'const messages = useMessages();\nconst m = messages.hub.sources;\nm[kind]',
    'hub.sources.own',
    'hub.title',
  ],
  ['function f(m: Messages) {\n  return m.help.reading.map(x => x);\n}', 'help.reading', 'help.title'],
  ['useMessages().errors[code]', 'errors.nonsense', 'notices.retry'],
])('knows what is read: %s', (code, read, other) => {
  expect(isRead(read, readsOf(code))).toBe(true);
  expect(isRead(other, readsOf(code))).toBe(false);
});
