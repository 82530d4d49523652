import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { Builder, Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { type Browser, type Tab, finding, until } from './driver.ts';

export interface WebKitPaths {
  readonly driver: string; // WebKitWebDriver
  readonly browser: string; // MiniBrowser
  readonly xvfb: string | null; // Xvfb, where there is no screen
}

/** WebKitGTK's MiniBrowser over WebDriver classic, on a screen of its own where there is none. */
export async function startWebKit({ driver, browser, xvfb }: WebKitPaths): Promise<Browser> {
  const env: NodeJS.ProcessEnv = { ...process.env, WEBKIT_DISABLE_COMPOSITING_MODE: '1', NO_AT_BRIDGE: '1' };
  const screen = xvfb === null || process.env.DISPLAY ? null : await startScreen(xvfb);
  if (screen !== null) env.DISPLAY = screen.display;
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`], { env, stdio: 'ignore' });
  const stop = () => {
    child.kill();
    screen?.stop();
  };
  try {
    const session = await until(
      'a session of WebKitWebDriver',
      () => sessionAt(port, browser).catch((error: unknown) => String(error)),
      found => typeof found !== 'string',
    );
    const web = session as WebDriver;
    const capabilities = await web.getCapabilities();
    await web.manage().window().setRect({ width: 1280, height: 900 });
    return {
      version: `WebKitGTK ${String(capabilities.getBrowserVersion() ?? '')}`.trim(),
      tab: () => Promise.resolve(tabOf(web)),
      close: async () => {
        await web.quit().catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

const sessionAt = (port: number, binary: string): Promise<WebDriver> =>
  new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    })
    .build();

function tabOf(web: WebDriver): Tab {
  const find = async (target: Parameters<Tab['click']>[0]) =>
    (await until(
      `${target.role} "${target.name}"`,
      () => web.executeScript<WebElement | null>(finding(target)),
      element => element !== null,
    ))!;
  const tab: Tab = {
    open: url => web.get(url),
    run: body => web.executeScript(body),
    click: async target => (await find(target)).click(),
    write: async (target, text) => {
      const element = await find(target);
      await element.click();
      await web.executeScript('arguments[0].focus(); arguments[0].select();', element);
      await element.sendKeys(text, Key.ENTER);
    },
    inFrame: async then => {
      await web.switchTo().frame(0);
      try {
        return await then(tab);
      } finally {
        await web.switchTo().defaultContent();
      }
    },
  };
  return tab;
}

async function startScreen(xvfb: string): Promise<{ display: string; stop: () => void }> {
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3]!.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { display: `:${number}`, stop: () => child.kill() };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
