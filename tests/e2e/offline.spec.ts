import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { serveSite } from '../../scripts/static-server.ts';
import { dist, expect, test } from './site.ts';
import { Stage } from './stage.ts';

test.use({ serviceWorkers: 'allow' });

const settings = '?lang=en&autoplay=0&tempo=fast&backend=wasm&seed=7';

/** Names in the cache that the service worker answers from. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('next-token-assets');
    return (await cache.keys()).map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
  });

test('after one visit the page and its model come up with the server stopped, under a sub-path', async ({
  page,
}) => {
  const site = await serveSite({ root: dist, base: '/school/next-token/' });
  await page.goto(site.url + settings);
  const stage = new Stage(page);
  await stage.expectModel();
  await expect
    .poll(async () => (await keptFiles(page)).map(name => name.replace(/-[\w-]{8}\./, '.')).sort(), {
      timeout: 120_000,
    })
    .toEqual(
      expect.arrayContaining([
        'model.onnx',
        'model.onnx_data',
        'ort-wasm-simd-threaded.wasm',
        'tokenizer.json',
      ]),
    );
  const [first] = await stage.tokens(1);
  await site.close();

  await page.goto(site.url + settings);
  await stage.expectModel();
  await stage.rest();
  expect(await stage.tokens(1)).toEqual([first]);
  await page.goto(`${site.url}?chapter=next-token&scene=temperature&lang=zh`); // another address of the same page
  await expect(page.locator('html')).toHaveAttribute('data-scene', 'next-token/temperature');
});

test('a new version waits until the last tab is closed', async ({ page, context }) => {
  const root = await mkdtemp(join(tmpdir(), 'next-token-'));
  await cp(dist, root, { recursive: true });
  const site = await serveSite({ root });
  await page.goto(site.url + settings);
  const stage = new Stage(page);
  await stage.expectModel();
  const workers = (of: Page) =>
    of.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration(); // none before the page has asked for one
      return { active: registration?.active?.state, waiting: registration?.waiting?.state };
    });
  await expect.poll(() => workers(page)).toEqual({ active: 'activated', waiting: undefined });

  await appendFile(join(root, 'sw.js'), '\n// another version\n');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
  await expect.poll(() => workers(page)).toEqual({ active: 'activated', waiting: 'installed' });
  await stage.rest();
  await stage.tokens(1); // the lesson goes on

  await page.close();
  // A tab opened before the browser has let go of the last one is served by the old version, and keeps it.
  let next = await context.newPage();
  const reopened = async () => {
    await next.close();
    next = await context.newPage();
    await next.goto(site.url + settings);
    return workers(next);
  };
  await expect.poll(reopened).toEqual({ active: 'activated', waiting: undefined });
  await new Stage(next).expectModel();
  await site.close();
  await rm(root, { recursive: true });
});

test('a room is prepared item by item, and nothing is left to fetch', async ({ page, address }) => {
  await page.goto(`${address}${settings}&model=en-nano`);
  await page.getByRole('button', { name: 'Keys and help' }).click();
  await page.getByRole('button', { name: 'Prepare this room…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Prepare this room' });
  const items = dialog.getByRole('listitem');
  await expect(items.first()).toBeVisible();
  expect(await items.count()).toBeGreaterThanOrEqual(3); // the page, the runtime, a model
  await dialog.getByRole('button', { name: 'Fetch everything' }).click();
  await expect(dialog.getByRole('status')).toHaveText(/network off/, { timeout: 200_000 });
  for (const item of await items.all()) await expect(item).toHaveAttribute('data-state', 'kept');
  const kept = await keptFiles(page);
  const list = (await (await page.request.get(`${address}offline.json`)).json()) as { path: string }[];
  const weights = list.map(({ path }) => path.slice('assets/'.length)).filter(name => /\.onnx/.test(name));
  expect(kept).toEqual(expect.arrayContaining(weights));
});

test('an embed leaves nothing behind', async ({ page, address }) => {
  await page.route('**/host.html', route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<iframe src="${address}?view=embed&lang=en" width="800" height="600"></iframe>`,
    }),
  );
  await page.goto(`${address}host.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html')).toHaveAttribute('data-phase', /./);
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then(all => all.length))).toBe(
    0,
  );
});
