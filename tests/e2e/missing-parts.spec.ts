import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveSite } from '../../scripts/static-server.ts';
import { dist, expect, test } from './site.ts';
import { open, openLive } from './stage.ts';

/** Until it is mended, the server gives no file whose name begins so. @returns mends it */
async function withhold(page: Page, name: string): Promise<() => void> {
  let missing = true;
  await page.route(new RegExp(`/assets/${name}[^/]*\\.js$`), route =>
    missing ? route.fulfill({ status: 503 }) : route.continue(),
  );
  return () => (missing = false);
}

test.beforeEach(({ watched }) => {
  // The browser's own report of a file that does not come, and React's of the part that lacks it.
  watched.expectComplaint(/503|Failed to fetch dynamically imported module/);
});

test('a dialog whose code does not come leaves the page and the run as they are, and can be asked for again', async ({
  page,
  address,
}) => {
  const mend = await withhold(page, 'ShareRun');
  const stage = await openLive(page, address, { prompt: 'The moon' });
  const text = (await stage.tokens(2)).at(-1)!;
  const share = page.getByRole('button', { name: 'Share' });
  const failed = page.getByRole('dialog', { name: 'Not loaded' });

  await share.click();
  await expect(failed).toBeVisible();
  await stage.expectText(text);
  await failed.getByRole('button', { name: 'Close' }).click();
  await expect(failed).toBeHidden();
  await stage.tokens(1);

  await share.click();
  await expect(failed).toBeVisible();
  mend();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog', { name: /Share/ })).toBeVisible();
});

test('a lesson whose words do not come says so and asks again', async ({ page, address }) => {
  const mend = await withhold(page, 'prose.en');
  await open(page, address, { lang: 'en', chapter: 'summary', autoplay: 0 });
  const panel = page.getByRole('complementary', { name: 'Lesson' });
  await expect(panel.getByRole('alert')).toContainText('could not be loaded');
  await expect(panel).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('could not be loaded');
  mend();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('heading', { name: 'Five sentences' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await expect(page).toHaveTitle(/^Five sentences · /);
});

test('a picture whose code does not come is asked for again where it would stand', async ({
  page,
  address,
}) => {
  const mend = await withhold(page, 'Bleu');
  await open(page, address, { lang: 'en', chapter: 'origins', scene: 'better-for-less' });
  const main = page.getByRole('main');
  await expect(main.getByRole('alert')).toContainText('This picture could not be loaded.');
  mend();
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('alert')).toHaveCount(0);
  await expect(main.locator('svg').first()).toBeVisible();
});

test('bars are there even if the code that moves them comes late', async ({ page, address }) => {
  const mend = await withhold(page, 'motionFeatures');
  const stage = await openLive(page, address, { prompt: 'The moon', tempo: 'watch' });
  await stage.step.click();
  await stage.expectPhase('predicted');
  mend();
  await expect(stage.bars.first().locator('..')).toHaveCSS('opacity', '1');
});

test('a new version on the server is told, and reloading takes the run along', async ({ page, watched }) => {
  watched.expectComplaint(/404|Refused to apply style|Unable to preload|dynamically imported module/);
  const root = mkdtempSync(join(tmpdir(), 'redeployed-'));
  cpSync(dist, root, { recursive: true });
  const site = await serveSite({ root });
  try {
    const stage = await openLive(page, site.url, { prompt: 'The moon' });
    const text = (await stage.tokens(3)).at(-1)!;
    // What a build with other code leaves: other names, and a list of them.
    rmSync(join(root, 'assets'), { recursive: true });
    writeFileSync(
      join(root, 'offline.json'),
      JSON.stringify([{ path: 'assets/index-other000.js', bytes: 1 }]),
    );
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Not loaded' });
    await expect(dialog.getByRole('alert')).toContainText('A new version of this page is on the server');
    cpSync(dist, root, { recursive: true });
    await dialog.getByRole('button', { name: 'Reload the page' }).click();
    await expect(dialog).toBeHidden();
    await stage.expectModel();
    await stage.expectText(text);
  } finally {
    await site.close();
    rmSync(root, { recursive: true });
  }
});
