import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import { chromiumFlags, ensureChromium } from './chromium.ts';
import { serveSite } from './static-server.ts';
import { project } from './tool.ts';

/**
 * Photographs the film: one cycle every 100 ms, and every change from a scene to the next, by a clock that is moved by
 * hand. The built page, its own model, nothing else. Sheets of pictures go to .cache/film, which git ignores.
 */
const folder = join(project, '.cache', 'film');
const every = 100; // ms between two pictures of a cycle
const cycleMs = 9600; // lesson tempo, from the press to the token in the river

const looks = [
  {
    name: 'en-light',
    query: 'lang=en&theme=light&prompt=Mum+gave+her+a+cup+of&temperature=0.7&seed=14',
    width: 1280,
    height: 720,
  },
  { name: 'zh-dark', query: 'lang=zh&theme=dark', width: 1280, height: 720 },
  {
    name: 'en-dark',
    query: 'lang=en&theme=dark&prompt=Mum+gave+her+a+cup+of&temperature=0.7&seed=14',
    width: 1280,
    height: 720,
  },
  { name: 'zh-light', query: 'lang=zh&theme=light', width: 1280, height: 720 },
  {
    name: 'en-phone',
    query: 'lang=en&theme=light&prompt=Mum+gave+her+a+cup+of&temperature=0.7&seed=14',
    width: 390,
    height: 844,
  },
  { name: 'zh-phone', query: 'lang=zh&theme=dark', width: 390, height: 844 },
] as const;
type Look = (typeof looks)[number];

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Opens the page at rest, its model ready, and stops its clock. */
async function open(
  browser: Browser,
  url: string,
  { query, width, height }: Look,
  more: string,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.clock.install();
  await page.goto(`${url}?autoplay=0&tempo=lesson&${query}${more}`, { waitUntil: 'commit' });
  await waitFor(page, () => document.documentElement.dataset['backend'] !== undefined);
  await page.clock.pauseAt(new Date(await page.evaluate(() => Date.now() + 1500)));
  return page;
}

/** The model computes in a worker, whose time is its own; the page's moves a little between two looks. */
async function waitFor(page: Page, is: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await page.evaluate(is).catch(() => false)) return;
    await pause(100);
  }
  throw new Error(`the page did not come so far: ${String(is)}`);
}

async function photographCycle(browser: Browser, url: string, look: Look, step: number): Promise<void> {
  const page = await open(browser, url, look, '');
  await page.keyboard.press(' ');
  const pictures: Picture[] = [];
  for (let ms = 0; ms <= cycleMs; ms += step) {
    pictures.push({ label: `${(ms / 1000).toFixed(1)} s`, png: await page.screenshot() });
    await page.clock.runFor(step);
    if (ms < 1000) await pause(150); // the answer comes over from the worker meanwhile
  }
  await page.close();
  await sheet(browser, `cycle-${look.name}`, pictures, look);
}

async function photographScenes(browser: Browser, url: string, look: Look, chapter: string): Promise<void> {
  const page = await open(browser, url, look, `&chapter=${chapter}`);
  const pictures: Picture[] = [];
  for (let scene = 1; scene < 8; scene++) {
    const next = page.locator('[data-lesson="next"], .lesson-next').first();
    if (!(await next.isVisible().catch(() => false))) break;
    const before = await page.evaluate(() => document.documentElement.dataset['scene']);
    await next.click();
    for (let ms = 0; ms <= 1200; ms += 200) {
      pictures.push({ label: `${before} + ${ms} ms`, png: await page.screenshot() });
      await page.clock.runFor(200);
    }
  }
  await page.close();
  if (pictures.length > 0) await sheet(browser, `scenes-${chapter}-${look.name}`, pictures, look);
}

interface Picture {
  readonly label: string;
  readonly png: Buffer;
}

/** Pictures side by side with their times, as one. */
async function sheet(
  browser: Browser,
  name: string,
  pictures: readonly Picture[],
  { width }: Look,
): Promise<void> {
  const shown = width > 600 ? 640 : 260;
  const page = await browser.newPage({ viewport: { width: shown * 4 + 60, height: 400 } });
  const figures = pictures.map(
    ({ label, png }) =>
      `<figure><figcaption>${label}</figcaption><img width="${shown}" src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  );
  await page.setContent(
    `<style>body{margin:8px;background:#44464d;color:#fff;font:14px sans-serif;display:flex;flex-wrap:wrap;gap:8px}figure{margin:0}</style>${figures.join('')}`,
  );
  await writeFile(join(folder, `${name}.png`), await page.screenshot({ fullPage: true }));
  await page.close();
  console.log(join('.cache/film', `${name}.png`));
}

const [only = '', step = String(every)] = process.argv.slice(2); // e.g. `npm run film -- en-light 300`
await mkdir(folder, { recursive: true });
const site = await serveSite({ root: join(project, 'dist') });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags });
try {
  for (const look of looks.filter(({ name }) => name.includes(only))) {
    await photographCycle(browser, site.url, look, Number(step));
    if (look.name === 'en-light') await photographScenes(browser, site.url, look, 'next-token');
  }
} finally {
  await browser.close();
  await site.close();
}
