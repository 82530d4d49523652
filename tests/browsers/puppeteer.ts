import { createRequire } from 'node:module';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { chromiumFlags } from '../../scripts/chromium.ts';
import { type Browser, type Tab, finding, until } from './driver.ts';

/** Chromium over its own protocol, Firefox over WebDriver BiDi. */
export async function startPuppeteer(kind: 'chrome' | 'firefox', executablePath: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: kind,
    executablePath,
    headless: true,
    args: kind === 'chrome' ? chromiumFlags : [],
    defaultViewport: { width: 1280, height: 800 },
    timeout: 120_000,
  });
  return {
    version: (await browser.version())
      .replace('HeadlessChrome', 'Chromium')
      .replace('Chrome/', 'Chromium/')
      .replace('/', ' '),
    tab: async () => tabOf(await browser.newPage()),
    close: () => browser.close(),
  };
}

/**
 * An old Chromium, with the puppeteer-core of its time.
 *
 * @param folder with puppeteer-core in its node_modules
 */
export async function startOldChromium(folder: string, executablePath: string): Promise<Browser> {
  const old = createRequire(`${folder}/package.json`)('puppeteer-core') as typeof puppeteer;
  const browser = await old.launch({
    executablePath,
    headless: true,
    args: [...chromiumFlags, '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'],
    defaultViewport: { width: 1280, height: 800 },
    timeout: 120_000,
  });
  return {
    version: (await browser.version()).replace('HeadlessChrome/', 'Chromium '),
    tab: async () => tabOf(await browser.newPage()),
    close: () => browser.close(),
  };
}

function tabOf(page: Page, frame: Frame = page.mainFrame()): Tab {
  const find = (target: Parameters<Tab['click']>[0]) =>
    until(
      `${target.role} "${target.name}"`,
      async () =>
        (await frame.evaluateHandle(`(() => {${finding(target)}})()`)).asElement() as ElementHandle<Element>,
      element => element !== null,
    );
  return {
    open: async url => void (await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 120_000 })),
    run: body => frame.evaluate(`(() => {${body}})()`) as Promise<never>,
    click: async target => (await find(target)).click(),
    write: async (target, text) => {
      const element = await find(target);
      await element.click();
      await element.focus();
      await frame.evaluate('document.activeElement.select()');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    inFrame: async then => {
      const inner = await until(
        'a frame',
        () => Promise.resolve(page.frames().find(each => each.parentFrame() !== null)),
        found => found !== undefined,
      );
      return then(tabOf(page, inner));
    },
  };
}
