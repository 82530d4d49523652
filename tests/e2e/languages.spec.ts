import { expect, test } from './site.ts';
import { type Language, Stage, names, open, openLive } from './stage.ts';

for (const [locale, language] of [
  ['zh-CN', 'zh'],
  ['zh-TW', 'zh'],
  ['en-US', 'en'],
  ['fr-FR', 'en'],
] as const) {
  test.describe(() => {
    test.use({ locale });
    test(`a browser set to ${locale} gets ${language}`, async ({ page, address }) => {
      const stage = await open(page, address);
      await expect(stage.html).toHaveAttribute('lang', new RegExp(`^${language}`));
      await expect(new Stage(page, language).next).toBeVisible();
    });
  });
}

for (const language of Object.keys(names) as Language[]) {
  test(`every control of the contract has its ${language} name, and the loop runs`, async ({
    page,
    address,
  }) => {
    const stage = await openLive(page, address, { lang: language, prompt: 'The old man' });
    for (const control of [
      stage.next,
      stage.step,
      stage.play,
      stage.back,
      stage.reset,
      stage.prompt,
      stage.temperature,
    ]) {
      await expect(control).toBeVisible();
    }
    for (const control of [
      stage.topK,
      stage.topP,
      stage.seed,
      stage.model,
      stage.probabilities,
      stage.story,
    ]) {
      await expect(control).toBeVisible();
    }
    await stage.tokens(3);
    await expect(stage.bars.first()).toBeVisible();
  });
}

test('L switches the language in the middle of a run and keeps the run; the choice is remembered', async ({
  page,
  address,
}) => {
  const english = await openLive(page, address, { prompt: 'The old man' });
  const text = (await english.tokens(3)).at(-1)!;
  await page.keyboard.press('l');
  const chinese = new Stage(page, 'zh');
  await expect(chinese.html).toHaveAttribute('lang', /^zh/);
  await chinese.expectText(text);
  await expect(chinese.next).toBeVisible();
  await chinese.tokens(1);

  await page.goto(address);
  await expect(chinese.html).toHaveAttribute('lang', /^zh/);
  await expect(page).toHaveTitle(/下一个词/);
});

test('no English interface word is left on the Chinese page', async ({ page, address }) => {
  const stage = await openLive(page, address, { lang: 'zh', prompt: '春' });
  await stage.tokens(1);
  for (const word of Object.values(names.en).filter(name => !name.startsWith('Top-'))) {
    await expect(page.getByText(word, { exact: true })).toHaveCount(0);
  }
});
