import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoBrowser, chromium, firefox, oldChromium, webkit } from '../../scripts/browsers.ts';
import { type Site, serveSite } from '../../scripts/static-server.ts';
import { type Figures, contract } from './contract.ts';
import { type Browser, type Tab, until } from './driver.ts';
import { startOldChromium, startPuppeteer } from './puppeteer.ts';
import { startWebKit } from './webdriver.ts';

const root = join(import.meta.dirname, '../../dist');
const results = join(import.meta.dirname, '../../test-results/browsers');

const old = (version: string, puppeteer: string) => () => {
  const { folder, executable } = oldChromium(version, puppeteer);
  return startOldChromium(folder, executable);
};

/** Where the page promises all of itself. 109 is the last Chromium for Windows 7. */
const whole: Record<string, () => Promise<Browser>> = {
  Chromium: async () => startPuppeteer('chrome', chromium()),
  Firefox: async () => startPuppeteer('firefox', firefox()),
  WebKitGTK: async () => startWebKit(webkit()),
  'Chromium 109': async () => old('109', '19')(),
};

const agreed = new Map<string, readonly string[]>();

describe.each(Object.entries(whole))('%s', (name, start) => {
  const figures: Figures = { firstLiveMs: null, msPerToken: null };
  let browser: Browser | null = null;
  let tab: Tab;
  let site: Site;
  let absent: string | null = null;

  beforeAll(async () => {
    site = await serveSite({ root });
    try {
      browser = await start();
      tab = await browser.tab();
    } catch (error) {
      if (!(error instanceof NoBrowser)) throw error;
      absent = error.message;
    }
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await site.close();
    mkdirSync(results, { recursive: true });
    const outcome = { name, version: browser?.version ?? null, absent, ...figures };
    writeFileSync(join(results, `${name}.json`), JSON.stringify(outcome));
  });

  for (const clause of contract) {
    it(clause.name, async ({ skip }) => {
      if (absent !== null) skip(absent);
      await clause.holds({ tab, site, agreed, figures, skip });
    });
  }
});

describe('Chromium 92, which is below all that', () => {
  it('is named, is told what to do, and shows the recorded runs', async ({ skip }) => {
    const site = await serveSite({ root });
    const browser = await old('92', '10')().catch((error: unknown) => {
      if (error instanceof NoBrowser) return skip(error.message);
      throw error;
    });
    try {
      const tab = await browser.tab();
      await tab.open(`${site.url}?lang=zh`);
      const text = await until(
        'the plain page',
        () => tab.run<string>('return document.body.innerText;'),
        shown => shown.includes('极速模式'),
      );
      expect(text).toContain('你现在用的是： Chromium 92');
      expect(text).toContain('This browser is too old');
      const widths = await tab.run<number[]>(
        `return [...document.querySelectorAll('#zh table:first-of-type .bar')].map(bar => bar.offsetWidth);`,
      );
      expect(Math.max(...widths)).toBeGreaterThan(100);
    } finally {
      await browser.close();
      await site.close();
    }
  });
});
