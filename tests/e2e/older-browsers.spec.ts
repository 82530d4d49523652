import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.ts';
import { serveSite } from '../../scripts/static-server.ts';
import { dist, expect, test, watch } from './site.ts';
import { Stage, open, openLive } from './stage.ts';

// What only a browser of today shows: tests/browsers runs the page in real old ones.

test('a browser that lacks newer functions fetches them first, and a term is explained as everywhere', async ({
  page,
  address,
}) => {
  const fills: string[] = [];
  page.on('request', request => {
    const name = /fill-(\w+)-/.exec(request.url())?.[1];
    if (name !== undefined) fills.push(name);
  });
  await open(page, address, { lang: 'en' });
  await expect(page.getByRole('main')).toBeVisible();
  expect(fills).toEqual([]); // today's browser fetches none

  await page.addInitScript(() => {
    for (const name of ['with', 'toSorted', 'toReversed', 'toSpliced'])
      Reflect.deleteProperty(Array.prototype, name);
    for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover'])
      Reflect.deleteProperty(HTMLElement.prototype, name);
    Reflect.deleteProperty(Intl, 'Segmenter');
    const supports = CSS.supports.bind(CSS) as (condition: string) => boolean;
    CSS.supports = (condition: string) => !condition.includes(':has') && supports(condition);
  });
  const stage = await open(page, address, { lang: 'en', chapter: 'next-token', scene: 'list', autoplay: 0 });
  await stage.expectModel();
  expect(fills.sort()).toEqual(['builtins', 'has', 'popover', 'segmenter']);
  await expect(stage.bars.first()).toBeVisible();
  await page.getByRole('button', { name: 'probability distribution' }).click();
  // This browser's own style sheet goes on hiding what only its own popover would show.
  await expect(page.locator('.glossary')).toHaveClass(/:popover-open/);
});

test('an error outside the stage leaves a way on, with the run in the address', async ({
  page,
  address,
  watched,
}) => {
  watched.expectComplaint(/popovers are broken/);
  await page.addInitScript(() => {
    HTMLElement.prototype.showPopover = () => {
      throw new Error('popovers are broken');
    };
  });
  const stage = await open(page, address, { lang: 'en', chapter: 'next-token', scene: 'list', autoplay: 0 });
  await stage.expectModel();
  const text = await stage.text();
  await page.getByRole('button', { name: 'probability distribution' }).click();
  await expect(page.getByRole('alert')).toContainText('The page could not be drawn.');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await stage.expectModel();
  await stage.expectText(text);
});

test('where WebAssembly is switched off, that is said, and the recorded run plays', async ({
  page,
  address,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  const stage = await open(page, address, { lang: 'en', autoplay: 0 });
  await expect(page.getByRole('alert')).toContainText('WebAssembly is switched off or too old');
  await expect(stage.story).toContainText(/\w/);
  await expect(stage.bars.first()).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says what to do in both languages, and shows the recorded runs', async ({
    page,
    address,
  }) => {
    await page.goto(address);
    // Playwright's search by text leaves <noscript> out.
    await expect(page.locator('noscript p[lang="zh-CN"]')).toBeVisible();
    await expect(page.locator('noscript p[lang="en"]')).toBeVisible();
    await expect(page.frameLocator('iframe').locator('.why-old').first()).toBeHidden(); // nobody knows that
    await expect(page.frameLocator('iframe').locator('table')).toHaveCount(16);
  });
});

test('opened as a file, it says how to serve it', async ({ page, watched }) => {
  watched.expectComplaint(/file:\/\//); // the browser looks ahead for the modules that it forbids there
  await page.goto(`${pathToFileURL(join(dist, 'index.html')).href}?lang=en`);
  await expect(page.getByText('This page was opened as a file')).toBeVisible();
  await expect(page.getByText('python3 -m http.server 8000').first()).toBeVisible();
  await expect(page.locator('table').first()).toBeVisible();
});

test('over plain http in a room, everything runs, and nothing is promised to be kept', async () => {
  const site = await serveSite({ root: dist });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP school.test 127.0.0.1'],
    chromiumSandbox: false,
  });
  try {
    const context = await browser.newContext({ locale: 'en-GB' });
    const watched = watch(context);
    const page = await context.newPage();
    const stage = await openLive(page, `http://school.test:${site.port}/`, { prompt: 'The wind' });
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await stage.tokens(2);
    await page.keyboard.press('?');
    await page.getByRole('button', { name: /Prepare this room/ }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    expect(watched.complaints).toEqual([]);
    await expect(new Stage(page).html).toHaveAttribute('data-source', 'live');
  } finally {
    await browser.close();
    await site.close();
  }
});
