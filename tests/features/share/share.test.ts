import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embedOf, iframeCode, linkTo } from '#features/share/address.ts';
import { tableOf } from '#features/share/table.ts';
import { parseOptions } from '#run/url.ts';
import { defaultParams } from '#lm/sampling.ts';
import { linkOf } from '#trace/link.ts';
import { advance, sessionAfter, token, vocabulary } from '../../views/moment.ts';

const session = sessionAfter([6, 7], [...token, advance, { type: 'choose', step: 1, id: 5 }, advance]);
const { trace } = session;
const shared = { ...trace, model: { id: 'en-mini', revision: '1a2b3c4d' } };
const run = linkOf(shared, session.cursor, session.trace.head, {
  prompt: 'Once upon & "a" <time>',
  seed: 1,
  params: { ...defaultParams, temperature: 0.5 },
});
// A link does not say how a token was drawn, only which it was.
const carried = run.choices.map(({ by, id }) =>
  by === 'reader' ? { by, id } : { by: 'carried', id, from: 'link', draw: null, params: null },
);
const link = linkTo('https://school.example/next/', run, { chapter: 'loop', scene: 'dice' }, 'zh');

describe('the address of a run', () => {
  it('is read back by the page as the same run, scene and language', () => {
    const { options, bad } = parseOptions(new URL(link).search);
    expect(bad).toEqual([]);
    expect(options).toMatchObject({
      prompt: run.prompt,
      seed: 1,
      params: { temperature: 0.5 },
      line: { choices: carried, at: 2 },
      chapter: 'loop',
      scene: 'dice',
      lang: 'zh',
    });
  });

  it('becomes an embed with only the controls its host wants', () => {
    const embed = embedOf(link, {
      controls: ['next', 'back'],
      language: 'en',
      theme: 'dark',
      autoplay: true,
    });
    expect(parseOptions(new URL(embed).search).options).toMatchObject({
      view: 'embed',
      controls: ['next', 'back'],
      lang: 'en',
      theme: 'dark',
      autoplay: true,
      line: { choices: carried },
    });
  });

  it('cannot break out of the iframe code', () => {
    const code = iframeCode('https://x.example/?prompt="><script>', 'a "title"');
    expect(code.match(/</g)).toHaveLength(2); // the iframe itself, opened and closed
    expect(code).not.toContain('"><script');
  });

  it('lets links to sources open in a tab of their own, and gives away nothing of the host', () => {
    const words = ['allow-scripts', 'allow-popups', 'allow-popups-to-escape-sandbox'];
    const sandboxes = (code: string) =>
      [...code.matchAll(/sandbox="([^"]*)"/g)].map(([, value]) => value!.split(' '));
    expect(sandboxes(iframeCode('https://x.example/', 'title'))).toEqual([words]);
    const example = readFileSync(join(import.meta.dirname, '../../../public/embed-example.html'), 'utf8');
    expect(sandboxes(example)).toEqual([words]); // the code shown; the embeds themselves are elements
    const element = readFileSync(join(import.meta.dirname, '../../../public/next-token-element.js'), 'utf8');
    expect(element).toContain(`'${words.join(' ')}'`);
  });
});

describe('the table of a run', () => {
  const table = tableOf(session.trace, session.trace.head, vocabulary);

  it('has a row for every appended token with the model’s own numbers', () => {
    const [head, first, second, ...rest] = table
      .trimEnd()
      .split('\r\n')
      .map(line => line.split(','));
    expect(rest).toEqual([]);
    expect(head![6]).toBe('model_probability');
    expect(first![3]).toBe('sampler');
    expect(second!.slice(0, 6)).toEqual(['2', '5', '.', 'reader', '', '6']);
    expect(Number(second![6])).toBeCloseTo(8 / 256, 6);
    expect(Number(second![7])).toBeCloseTo(5, 5);
    const of = (row: string[]) => Object.fromEntries(head!.map((name, i) => [name, row[i]]));
    expect(of(second!)).toMatchObject({ surprise_is: 'exact', u: '', seed: '', temperature: '' }); // nothing was drawn
    expect(of(first!)).toMatchObject({
      seed: '1',
      temperature: '1',
      top_k: '',
      model: 'test',
      revision: '1',
    });
    expect(Number(of(first!)['probability'])).toBeCloseTo(Number(of(first!)['model_probability']), 6);
  });
});
