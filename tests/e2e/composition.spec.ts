import type { Page } from '@playwright/test';
import { compositionOf } from './composition.ts';
import { expect, test } from './site.ts';
import { open, openLive } from './stage.ts';

/** Windows of beamers, laptops, desks, phones and frames in a blog; `fits`: nothing may need scrolling there. */
const windows = [
  { width: 1280, height: 720, fits: true },
  { width: 1024, height: 768, fits: true },
  { width: 1366, height: 768, fits: true },
  { width: 1920, height: 1080, fits: true },
  { width: 2560, height: 1440, fits: true },
  { width: 390, height: 844, fits: false },
  { width: 320, height: 568, fits: false },
] as const;
const frames = [
  { width: 720, height: 640, fits: true },
  { width: 640, height: 400, fits: false },
] as const;

/** Places whose stages differ: all controls, a few in the open, twenty bars, one bar. */
const places = [
  {},
  { chapter: 'loop', scene: 'cycle' },
  { chapter: 'next-token', scene: 'list' },
  { chapter: 'next-token', scene: 'cuts' },
] as const;

/** Where it is known not to hold yet, and what is seen there. */
const notYet: Readonly<Record<string, string>> = {
  'page, 1024×768': 'a dot of the scene list reaches beyond its line',
  'page, 320×568': 'the value of Top-p is cut',
  projector: 'the rest row says its share before the settings over the end of the axis',
  'embed, 720×640': 'the rest row touches the line of doubt; the page scrolls',
  '20 px': 'the line of doubt runs over the axis',
  '24 px': 'the line of doubt runs over the axis',
};

async function expectComposed(page: Page, what: string): Promise<void> {
  const { cut, over, ellipses } = await compositionOf(page, 'header, .spread');
  expect.soft({ cut, over, ellipses }, what).toEqual({ cut: [], over: [], ellipses: [] });
}

for (const view of ['page', 'projector', 'embed'] as const) {
  for (const { width, height, fits } of view === 'embed' ? frames : windows) {
    test(`no text is cut or overlaps another (${view}, ${width}×${height})`, async ({ page, address }) => {
      const reason =
        notYet[`${view}, ${width}×${height}`] ?? (view === 'projector' ? notYet['projector'] : undefined);
      test.fixme(reason !== undefined, reason);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const place of places) {
        for (const lang of ['en', 'zh']) {
          await open(page, address, { ...place, lang, view, autoplay: 0, backend: 'wasm' });
          await expect(page.locator('.stage')).toBeVisible();
          const isPredicted = 'scene' in place && place.scene !== 'cycle';
          await expect(page.locator('html')).toHaveAttribute(
            'data-phase',
            isPredicted && view !== 'embed' ? 'predicted' : /ready|predicted/,
            { timeout: 150_000 },
          );
          await page.evaluate(() => document.fonts.ready);
          await expectComposed(page, `${lang} ${JSON.stringify(place)}`);
          if (!fits) continue;
          const scrollHeight = await page.evaluate(() => document.documentElement.scrollHeight);
          expect.soft(scrollHeight, 'nothing needs scrolling').toBeLessThanOrEqual(height);
        }
      }
    });
  }
}

for (const size of [20, 24]) {
  test(`a browser whose font is ${size} px finds the same stage, larger`, async ({ page, address }) => {
    test.fixme(true, notYet[`${size} px`]);
    await page.setViewportSize({ width: 1366, height: 657 });
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
    const stage = await openLive(page, address, { prompt: '床前明月光', lang: 'zh' });
    await page.keyboard.press('ArrowRight');
    await stage.expectPhase('predicted');
    await expectComposed(page, `${size} px`);
  });
}

test.describe('a first visit', () => {
  test.use({ more: 'closed' });

  test('has one button that calls, four controls, and the others behind a fifth', async ({
    page,
    address,
  }) => {
    const stage = await open(page, address, { lang: 'en', autoplay: 0, backend: 'wasm' });
    await expect(page.locator('.button[data-kind="primary"]')).toHaveText(['Next token']);
    for (const control of [stage.back, stage.next, stage.play, stage.temperature])
      await expect(control).toBeVisible();
    const others = [stage.step, stage.reset, stage.topK, stage.topP, stage.seed, stage.model];
    for (const control of others) await expect(control).toBeHidden();
    await page.getByRole('button', { name: 'More' }).press('Enter');
    for (const control of others) await expect(control).toBeVisible();
  });
});

test('on a phone the end of the text and the bars are in sight when the next token is asked for', async ({
  page,
  address,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const stage = await openLive(page, address, { prompt: 'The ship' });
  await stage.next.click();
  await stage.expectPhase('ready', 'predicted');
  await stage.expectLonger('The ship');
  await expect(stage.story).toBeInViewport({ ratio: 1 });
  await expect(stage.bars.last()).toBeInViewport({ ratio: 1 });
});

test('bars, segments and the drawn one can be told apart in forced colours', async ({ page, address }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const stage = await openLive(page, address, { prompt: 'The old man put on his' });
  await stage.tokens(1);
  await stage.back.click();
  const { ground, bars, segments, drawn } = await page.evaluate(() => {
    const colour = (selector: string) => getComputedStyle(document.querySelector(selector)!).backgroundColor;
    return {
      ground: getComputedStyle(document.body).backgroundColor,
      bars: colour('.bar:not([data-drawn]) .bar-fill'),
      segments: colour('.segment:nth-child(even):not([data-drawn])'),
      drawn: colour('[data-drawn] .bar-fill, .segment[data-drawn]'),
    };
  });
  expect(bars).not.toBe(ground);
  expect(segments).not.toBe(ground);
  expect(drawn).not.toBe(bars);
});
