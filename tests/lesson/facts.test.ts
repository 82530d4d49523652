import { expect, it } from 'vitest';
import { modelLanguage, startOf } from '#figures/scene.ts';
import { type Scene } from '#lesson/chapter.ts';
import { factLookup, fillIn, writeFact } from '#lesson/facts.ts';
import { placeAt, places } from '#lesson/chapters/index.ts';
import { parseSections } from '#lesson/sections.ts';
import { modelSpecs } from './files.ts';

const lookup = factLookup({ tiny: { parameters: 6_967_296, vocabSize: 8192, name: 'Tiny' } });

it.each([
  ['en', 6_967_296, 'large', '6.97 million'],
  ['en', 175e9, 'large', '175 billion'],
  ['en', 819_200, 'large', '819 thousand'],
  ['en', 50_257, 'exact', '50,257'],
  ['en', 3.5, 'exact', '3.5'],
  ['en', 2017, 'year', '2017'],
  ['zh', 6_967_296, 'large', '697 万'],
  ['zh', 175e9, 'large', '1750 亿'],
  ['zh', 1.5e9, 'large', '15 亿'],
  ['zh', 50_257, 'exact', '50,257'],
  ['zh', 2017, 'year', '2017'],
] as const)('writes in %s the number %d (%s) as %s', (language, value, form, written) => {
  expect(writeFact({ value, form }, language)).toBe(written);
});

it('puts in numbers of models, sources and the scene', () => {
  const { scene } = placeAt('loop/why-not')!;
  expect(
    fillIn('{spec:tiny.vocabSize} / {source:gpt3-2020.layers} / {scene:draws}', 'en', lookup, scene),
  ).toBe('8,192 / 96 / 100');
});

it('sets no space between a Chinese numeral and the word after it', () => {
  expect(fillIn('{spec:tiny.parameters} 个参数，{spec:tiny.vocabSize} 个词元', 'zh', lookup, undefined)).toBe(
    '697 万个参数，8,192 个词元',
  );
});

it('writes no number where a model is absent, or a field is no number', () => {
  expect(fillIn('{spec:gone.parameters}, {spec:tiny.name}', 'en', lookup, undefined)).toBe('…, …');
});

it('starts a Chinese scene in English when the model of its language is not there', () => {
  const scene = placeAt('next-token/list')!.scene;
  const all = () => true;
  const onlyEnglish = (model: string) => model === 'en-mini';
  expect(startOf(scene, 'zh', all)).toMatchObject({ model: 'zh-poems' });
  expect(startOf(scene, 'zh', onlyEnglish)).toMatchObject({
    model: 'en-mini',
    prompt: startOf(scene, 'en', all).prompt,
  });
  expect(modelLanguage(scene, 'zh', onlyEnglish)).toBe('en');
});

it('leaves the choice of model to the page where a scene wants one that is not there', () => {
  expect(startOf(placeAt('system-prompt/personas')!.scene, 'en', () => false).model).toBeUndefined();
});

it('finds a scene by its address, and a chapter at its first scene', () => {
  expect(placeAt('loop')?.address).toBe('loop/cycle');
  expect(placeAt('loop/fork')?.scene.id).toBe('fork');
  expect(placeAt('loop/nowhere')).toBeUndefined();
  expect(placeAt('')).toBeUndefined();
});

it('gives every scene an address of its own', () => {
  expect(new Set(places.map(({ address }) => address)).size).toBe(places.length);
});

it('lets a swap replace a word that is in its prompt, and a summary lead to scenes that exist', () => {
  for (const { scene, address } of places as readonly { scene: Scene; address: string }[]) {
    if (scene.figure === 'surgery') {
      for (const language of ['en', 'zh'] as const) {
        for (const { word } of scene.swaps[language])
          expect.soft(scene.prompt![language], address).toContain(word);
      }
    }
    if (scene.figure === 'summary') {
      for (const target of scene.shownBy) expect.soft(placeAt(target)?.address).toBe(target);
    }
  }
});

it.each([
  ['# A\n# B', /second title/],
  ['# A\n## one\n## one', /id used twice/],
  ['# A\n## Not an id', /lower-case/],
  ['# A\n## one\n### T\n### U', /one title/],
  ['# A\n## one\n> without a marker', /marker/],
  ['# A\n## one\n> Try: a\n> Try: b', /marker used twice/],
  ['# A\n#### option', /outside a section/],
])('refuses %j', (markdown, reason) => {
  expect(() => parseSections(markdown)).toThrow(reason);
});

it('compares models of one length of training, as the scene says of them', () => {
  const { scene } = placeAt('scale/one-die')!;
  const ladder = 'models' in scene ? scene.models.filter(id => id in modelSpecs) : [];
  expect(ladder.length).toBeGreaterThan(1);
  expect(new Set(ladder.map(id => modelSpecs[id]!.tokensSeen)).size).toBe(1);
});
