import { expect, test } from './site.ts';
import { open, openLive } from './stage.ts';

test('the address sets what it says', async ({ page, address }) => {
  const stage = await openLive(page, address, {
    prompt: 'A small boat',
    seed: 42,
    temperature: 0.7,
    topk: 12,
    topp: 0.9,
    bars: 8,
    theme: 'dark',
  });
  await stage.expectText('A small boat');
  await expect(stage.prompt).toHaveValue('A small boat');
  await expect(stage.seed).toHaveValue('42');
  await expect(stage.temperature).toHaveValue('0.7');
  await expect(stage.topK).toHaveValue('12');
  await expect(stage.topP).toHaveValue('0.9');
  await expect(stage.html).toHaveAttribute('data-theme', 'dark');
  await stage.step.click();
  await stage.expectPhase('predicted');
  await expect(stage.bars).toHaveCount(8);
});

const wrong: [string, string][] = [
  ['temperature', 'hot'],
  ['temperature', '-1'],
  ['temperature', '1e999'],
  ['topk', '-3'],
  ['topk', '2.5'],
  ['topp', '7'],
  ['seed', 'NaN'],
  ['bars', '100000'],
  ['tempo', 'warp'],
  ['lang', 'tlh'],
  ['theme', 'pink'],
  ['view', 'hologram'],
  ['backend', 'abacus'],
  ['model', '../../etc/passwd'],
  ['model', 'gpt-5'],
  ['chapter', '<img src=x onerror=alert(1)>'],
];

test('values that make no sense are ignored, and the page says so for each', async ({ page, address }) => {
  for (const [name, value] of wrong) {
    const stage = await open(page, address, { lang: 'en', [name]: value });
    await expect(page.getByText(`${name}=${value}`)).toBeVisible();
    await expect(stage.next).toBeVisible();
    await expect(stage.story).toBeVisible();
  }
});

test('a whole address of nonsense still gives a page that writes', async ({ page, address }) => {
  const { prompt, ...nonsense } = { prompt: 'The cat', ...Object.fromEntries(wrong) };
  const stage = await open(page, address, { prompt, ...nonsense });
  await stage.expectModel();
  await stage.rest();
  await stage.tokens(1);
});

test('parameters nobody knows, and many of them, do no harm', async ({ page, address }) => {
  const stage = await openLive(page, address, {
    ...Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, i])),
    __proto__x: 'y',
    constructor: 'z',
  });
  await stage.tokens(1);
});
