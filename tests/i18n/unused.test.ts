import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '#i18n/en.ts';

const src = join(import.meta.dirname, '../../src');
const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map(name => readFileSync(join(src, name), 'utf8'))
  .join('\n');

/** `bars.region`; a group read by a computed key (`errors[code]`) uses all of its messages. */
const isUsed = (group: string, key: string): boolean =>
  new RegExp(`\\b${group}\\.${key}\\b|\\b${group}\\[`).test(code);

it('has no message that nothing on the page says', () => {
  const unused = Object.entries(en)
    .filter(([group]) => group !== 'format')
    .flatMap(([group, messages]) =>
      typeof messages === 'string'
        ? new RegExp(`\\.${group}\\b`).test(code)
          ? []
          : [group]
        : Object.keys(messages)
            .filter(key => !isUsed(group, key))
            .map(key => `${group}.${key}`),
    );
  expect(unused).toEqual([]);
});
