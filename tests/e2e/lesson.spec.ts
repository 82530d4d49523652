import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Place, placeAt, places } from '#lesson/chapters/index.ts';
import { hasStage } from '#lesson/permissions.ts';
import { expect, test } from './site.ts';
import { type Language, Stage } from './stage.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const words = {
  en: {
    next: /^Next (scene|chapter: .+)$/,
    limit: 'Where this picture stops being true',
    start: 'Start the lesson',
  },
  zh: { next: /^下一(节|章：.+)$/, limit: '这幅图的边界', start: '从头开始' },
} as const;

const link = ({ chapter, scene }: Place, language: Language, rest = ''): string =>
  `?chapter=${chapter.id}&scene=${scene.id}&lang=${language}&backend=wasm&autoplay=0${rest}`;

/** Waits until a scene stands there whole: its words, and its picture with a live model where it has one. */
async function expectScene(page: Page, place: Place, language: Language): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-scene', place.address);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await expect(page.getByText(words[language].limit, { exact: true })).toBeVisible();
  if (!hasStage(place.scene)) {
    const figure = page.locator(`[data-figure="${place.scene.figure}"]`);
    await expect(figure.locator('section, form, ol').first()).toBeVisible({ timeout: 150_000 });
    await expect(figure.getByText(/^(Loading|正在载入)/)).toHaveCount(0, { timeout: 150_000 });
    return;
  }
  const stage = new Stage(page, language);
  await stage.expectModel();
  await stage.expectPhase(place.scene.phase ?? 'ready');
}

/** What a reader finds on a stage: text, bars and settings. */
async function standing(page: Page): Promise<unknown> {
  const stage = new Stage(page);
  return {
    text: await stage.text(),
    bars: await stage.readBars(),
    phase: await stage.html.getAttribute('data-phase'),
    model: await stage.html.getAttribute('data-model'),
  };
}

for (const language of ['en', 'zh'] as const) {
  test(`a reader walks through all scenes with one button (${language})`, async ({ page, address }) => {
    test.setTimeout(20 * 60_000);
    // Half-faded text has half the contrast; still frames show each scene as it stays.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${address}?lang=${language}&backend=wasm&autoplay=0`);
    await page.getByRole('button', { name: words[language].start }).click();
    for (const place of places) {
      await expectScene(page, place, language);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      expect.soft(violations.map(({ id, nodes }) => `${place.address} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      const next = page.getByRole('button', { name: words[language].next });
      if (place === places.at(-1)) await expect(next).toHaveCount(0);
      else await next.click();
    }
  });
}

for (const scene of ['next-token/list', 'next-token/cuts', 'loop/fork', 'inside/walk'] as const) {
  test(`${scene} is the same by link as by walking, also after another scene has been played`, async ({
    page,
    address,
  }) => {
    const place = placeAt(scene)!;
    await page.goto(`${address}${link(place, 'en')}`);
    await expectScene(page, place, 'en');
    const byLink = await standing(page);

    const before =
      places[places.findLastIndex((other, i) => hasStage(other.scene) && i < places.indexOf(place))]!;
    await page.goto(`${address}${link(before, 'en')}`);
    await expectScene(page, before, 'en');
    const next = page.getByRole('button', { name: words.en.next });
    while ((await page.locator('html').getAttribute('data-scene')) !== scene) await next.click();
    await expectScene(page, place, 'en');
    expect(await standing(page)).toEqual(byLink);
  });
}

test('a scene shows only the controls it permits, and its keys are no others', async ({ page, address }) => {
  const place = placeAt('next-token/one-word')!;
  await page.goto(`${address}${link(place, 'en')}`);
  await expectScene(page, place, 'en');
  const stage = new Stage(page);
  await expect(stage.next).toHaveCount(0);
  await expect(stage.temperature).toHaveCount(0);
  const text = await stage.text();
  await page.keyboard.press(' ');
  await page.keyboard.press('1');
  await stage.expectPhase('predicted');
  expect(await stage.text()).toBe(text);
});

test('a scene writes for who only reads, and the first press takes over', async ({ page, address }) => {
  const place = placeAt('loop/dice')!;
  await page.goto(`${address}${link(place, 'en').replace('&autoplay=0', '')}`);
  const stage = new Stage(page);
  const before = await stage.text();
  await stage.expectLonger(before); // nothing was pressed
  await stage.rest();
  const text = await stage.text();
  await page.goto(`${address}${link(place, 'en')}`);
  await expectScene(page, place, 'en');
  expect(text.startsWith(await stage.text())).toBe(true);
});

test('terms open the glossary, and control links point at the control', async ({ page, address }) => {
  const place = placeAt('next-token/list')!;
  await page.goto(`${address}${link(place, 'en')}`);
  await expectScene(page, place, 'en');
  const term = page.getByRole('button', { name: 'probability distribution' });
  await term.click();
  const glossary = page.getByRole('dialog', { name: 'Probability distribution' });
  await expect(glossary).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(glossary).toHaveCount(0);
  await expect(term).toBeFocused();

  // A press elsewhere closes it too; the focus stays where that press has put it.
  await term.click();
  await expect(glossary).toBeVisible();
  await page.getByRole('button', { name: 'Contents' }).click();
  await expect(glossary).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Contents' })).toBeFocused();
  await page.getByRole('button', { name: 'Contents' }).click();

  await page.getByRole('button', { name: 'text', exact: true }).click();
  await expect(new Stage(page).prompt).toBeFocused();
});

test('a changed word gets its list also where no button asks for one', async ({ page, address }) => {
  const place = placeAt('next-token/list')!;
  await page.goto(`${address}${link(place, 'en')}`);
  await expectScene(page, place, 'en');
  const stage = new Stage(page);
  const before = await stage.readBars();
  await stage.write('One day, the wizard went to the');
  await stage.expectText('One day, the wizard went to the');
  await stage.expectPhase('predicted');
  await expect(stage.bars).toHaveCount(before.length);
  await expect.poll(() => stage.readBars()).not.toEqual(before);
});

test('the back button leads to the welcome as it was', async ({ page, address }) => {
  await page.goto(`${address}?lang=en&backend=wasm&autoplay=0`);
  const stage = new Stage(page);
  await stage.expectModel();
  const text = await stage.text();
  await page.getByRole('button', { name: words.en.start }).click();
  const next = page.getByRole('button', { name: words.en.next });
  const html = page.locator('html');
  while ((await html.getAttribute('data-scene')) !== 'next-token/list') await next.click();
  await expectScene(page, placeAt('next-token/list')!, 'en');
  await stage.write('One day, the wizard went to the');
  await stage.expectText('One day, the wizard went to the');
  const model = await html.getAttribute('data-model');

  for (let scene = await html.getAttribute('data-scene'); scene !== null;) {
    await page.goBack();
    await expect(html).not.toHaveAttribute('data-scene', scene);
    scene = await html.getAttribute('data-scene');
  }
  await stage.expectText(text);
  await expect(html).toHaveAttribute('data-model', model!); // it was at work all the time
  await stage.expectLive(); // and answers for the recorded run
  await expect(stage.bars).toHaveCount(10);
});

test('an unknown scene is told, and the welcome shown', async ({ page, address }) => {
  await page.goto(`${address}?chapter=loop&scene=nowhere&lang=en`);
  await expect(page.getByText(/scene=nowhere/)).toBeVisible();
  await expect(page.getByRole('button', { name: words.en.start })).toBeVisible();
});

test('in front of a class the clicker goes over the end of a scene', async ({ page, address }) => {
  const place = placeAt('next-token/one-word')!;
  await page.goto(`${address}${link(place, 'en', '&view=projector')}`);
  await expect(page.getByText('It looks like an answer')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.locator('html')).toHaveAttribute('data-scene', 'next-token/list');
  await page.keyboard.press('PageUp');
  await expect(page.locator('html')).toHaveAttribute('data-scene', 'next-token/one-word');
});
