import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.ts';
import { serveSite } from '../../scripts/static-server.ts';
import { dist, expect, test, watch } from './site.ts';
import { open, openLive } from './stage.ts';

const isWeights = (name: string) => /\.onnx(_data)?$/.test(name);
const isRuntime = (name: string) => name.endsWith('.wasm');

/** What can be wrong with a file on a server. */
const damages: Record<string, (path: string) => void> = {
  missing: path => rmSync(path),
  'cut off': path => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  corrupt: path => {
    const bytes = readFileSync(path);
    for (let at = bytes.length >> 1; at < bytes.length; at += 97) bytes[at]! ^= 0x5a;
    writeFileSync(path, bytes);
  },
  empty: path => truncateSync(path, 0),
};

const cases = [
  ...Object.entries(damages).map(([fault, damage]) => ({ what: 'model', isOne: isWeights, fault, damage })),
  { what: 'runtime', isOne: isRuntime, fault: 'missing', damage: damages['missing']! },
];

for (const { what, isOne, fault, damage } of cases) {
  test(`a ${what} file that is ${fault} is told plainly, the recorded run stays, and a mended one is found`, async ({
    page,
    watched,
  }) => {
    watched.expectComplaint(/Failed to load resource|wasm/i); // the browser's own report of a 404
    const root = mkdtempSync(join(tmpdir(), 'damaged-'));
    cpSync(dist, root, { recursive: true });
    const files = readdirSync(join(root, 'assets')).filter(isOne);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) damage(join(root, 'assets', file));
    const site = await serveSite({ root });
    try {
      const stage = await open(page, site.url, { lang: 'en', tempo: 'fast' });
      const alert = page.getByRole('alert');
      await expect(alert).toBeVisible({ timeout: 150_000 });
      await expect(alert).not.toHaveText(/undefined|\[object|Error:/);
      if (fault === 'missing')
        await expect(alert).toContainText('The model could not be loaded from the server.');
      await expect(stage.story).toContainText(/\w/);
      await expect(stage.html).toHaveAttribute('data-source', 'recorded');

      cpSync(dist, root, { recursive: true });
      const text = await stage.text();
      await page.getByRole('button', { name: 'Try again' }).click();
      await stage.expectModel();
      await expect(alert).toBeHidden();
      expect(await stage.text()).toContain(text.trim());
    } finally {
      await site.close();
      rmSync(root, { recursive: true });
    }
  });
}

test('the server stops in the middle of a lesson: what is loaded goes on working', async ({
  page,
  watched,
}) => {
  watched.expectComplaint(/ERR_CONNECTION_REFUSED/); // the other language's prose, which only a service worker has
  const site = await serveSite({ root: dist });
  const stage = await openLive(page, site.url, { prompt: 'The king' });
  await stage.tokens(2);
  await site.close();
  await stage.tokens(5);
  await stage.back.click();
  await page.keyboard.press('l');
  await expect(stage.html).toHaveAttribute('lang', /^zh/);
});

test('the worker dies: the run is kept and the next token still comes', async ({
  page,
  address,
  watched,
}) => {
  watched.expectComplaint(/the worker dies/);
  const stage = await openLive(page, address, { prompt: 'The queen' });
  const [, text] = await stage.tokens(2);
  const worker = page.workers()[0]!;
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('the worker dies');
    });
  });
  await stage.expectText(text!);
  await stage.tokens(3);
});

test('storage is refused: everything works, nothing is remembered', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'));
  mkdirSync(join(profile, 'Default'));
  // What "Block all cookies" in Chrome's settings writes: localStorage, indexedDB and caches then throw.
  const preferences = {
    profile: { default_content_setting_values: { cookies: 2 }, block_third_party_cookies: true },
  };
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const site = await serveSite({ root: dist });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: chromiumFlags,
    chromiumSandbox: false,
    locale: 'en-GB',
  });
  try {
    const watched = watch(context);
    const page = await context.newPage();
    const stage = await openLive(page, site.url, { prompt: 'The knight' });
    const refused = await page.evaluate(() => {
      try {
        localStorage.setItem('x', 'y');
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);
    await stage.tokens(3);
    await page.keyboard.press('l');
    await expect(stage.html).toHaveAttribute('lang', /^zh/);
    expect(watched.complaints).toEqual([]);
  } finally {
    await context.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('damaged settings in storage are ignored', async ({ page, address }) => {
  await page.goto(address);
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{"not json');
  });
  const stage = await openLive(page, address, { prompt: 'The knight' });
  await stage.tokens(1);
});
