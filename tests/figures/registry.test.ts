import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { localStart } from '#lesson/enter.ts';
import { places } from '#lesson/chapters/index.ts';
import { figureNamed, figures, isPicture } from '#figures/index.ts';

const home = join(import.meta.dirname, '../../src/figures');
const names = Object.keys(figures) as (keyof typeof figures)[];

it('has a line for every folder of a figure', () => {
  const folders = readdirSync(home).filter(name => existsSync(join(home, name, 'figure.ts')));
  expect(names.toSorted()).toEqual(folders.toSorted());
});

it.each(names)('finds a component for %s', async name => {
  expect(await figureNamed(name).load()).toBeTypeOf('function');
});

it('is shown by some scene, and told what it fetches for it', () => {
  const shown = places.map(({ scene }) => scene).filter(({ figure }) => isPicture(figure));
  expect([...new Set(shown.map(({ figure }) => figure))].toSorted()).toEqual(names.toSorted());
  for (const scene of shown)
    for (const { bytes } of figureNamed(scene.figure as keyof typeof figures).downloads(
      scene,
      localStart(scene, 'en'),
    ))
      expect(bytes).toBeGreaterThan(0);
});
