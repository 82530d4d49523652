import { expect, test } from './site.ts';
import { Stage, open, openLive } from './stage.ts';

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

/** Wrong in each way there is: no number, out of range, no integer, no such word, no such model, somebody's attack. */
const wrong: Record<string, string>[] = [
  { temperature: 'hot', topk: '2.5', topp: '7', seed: 'NaN', bars: '100000', model: 'gpt-5' },
  { temperature: '-1', topk: '-3', topp: '-0.1', seed: '4294967296', bars: '', tempo: 'warp', lang: 'tlh' },
  { temperature: '1e999', theme: 'pink', view: 'hologram', backend: 'abacus', model: '../../etc/passwd' },
  { prompt: 'The cat', autoplay: 'maybe', chapter: '<img src=x onerror=alert(1)>', scene: '../..' },
];

test('values that make no sense are ignored, the page says so for each, and still writes', async ({
  page,
  address,
}) => {
  for (const values of wrong) {
    await open(page, address, values);
    for (const [name, value] of Object.entries(values)) {
      if (name !== 'prompt') await expect(page.getByText(`${name}=${value}`).first()).toBeVisible();
    }
  }
  const stage = new Stage(page);
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
