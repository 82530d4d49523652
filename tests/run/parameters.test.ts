import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { searchFor } from '#lesson/place.ts';
import { placeAt } from '#lesson/chapters/index.ts';
import { type Parameter, type Values, parameterNames, parameters, writeInto } from '#run/parameters.ts';
import { parseOptions } from '#run/url.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const rows = [
  ...readme
    .slice(readme.indexOf('### Address'), readme.indexOf('A value that makes no sense'))
    .matchAll(/^\| (`\w+`(?:, `\w+`)*) \| ([^|]*) \|/gm),
].map(([, names, values]) => ({
  names: names!.match(/\w+/g)!,
  values: [...values!.matchAll(/`([^`]+)`/g)].map(([, value]) => value!),
}));

it('has a row in README.md for each parameter, with what may stand there', () => {
  expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(parameterNames.toSorted());
  for (const { names, values } of rows)
    for (const name of names) {
      const parameter = parameters[name as keyof typeof parameters] as Parameter<unknown>;
      if (parameter.values !== undefined)
        expect([name, values.toSorted()]).toEqual([name, parameter.values.toSorted()]);
    }
});

const examples: Required<Omit<Values, 'run' | 'at'>> = {
  model: { id: 'en-mini', revision: '1a2b3c4d' },
  prompt: 'Once & "upon" 一天',
  seed: 4294967295,
  temperature: 0.7,
  topk: 40,
  topp: 0.9,
  minp: 0.05,
  bars: 12,
  tempo: 'watch',
  chapter: 'loop',
  scene: 'dice',
  view: 'embed',
  lang: 'zh',
  theme: 'dark',
  autoplay: false,
  controls: ['next', 'back'],
  backend: 'wasm',
};

it('reads what it writes', () => {
  const query = writeInto(new URLSearchParams(), examples);
  for (const [name, value] of Object.entries(examples)) {
    const { read } = parameters[name as keyof typeof examples] as Parameter<unknown>;
    expect([name, read(query.get(name)!)]).toEqual([name, value]);
  }
  expect(parseOptions(`?${query}`).bad).toEqual([]);
});

it('does not say what goes without saying', () => {
  const query = new URLSearchParams('temperature=2&topk=3&mine=1');
  writeInto(query, { temperature: 1, topk: null, topp: null, minp: null });
  expect(query.toString()).toBe('mine=1');
});

it('lets what belongs to a run leave with its scene, and keeps what belongs to the page or to others', () => {
  const query = writeInto(new URLSearchParams('mine=1&run=7a&at=1'), examples);
  const next = new URLSearchParams(searchFor(placeAt('scale')!, `?${query}`));
  const kept = parameterNames.filter(name => parameters[name].belongsTo !== 'run');
  expect([...next.keys()].toSorted()).toEqual(['mine', ...kept].toSorted());
  expect(next.get('chapter')).toBe('scale');
});
